import { type ReactNode, useState } from 'react';
import { useTexts } from '@/shared/i18n';
import { rememberHere } from './route';

const AT_A_TIME = 3;

type Props<T> = { of: T[]; show: (one: T) => ReactNode; name: string };

/**
 * A long list, three choices at a time. Whoever comes back to the page finds it where they left it.
 *
 * @param name of the list, on its page
 */
export function ThreeAtATime<T>({ of, show, name }: Props<T>) {
  const t = useTexts('resident');
  const [from, setFrom] = useState<number>(() => history.state?.[name] ?? 0);
  const begin = from < of.length ? from : 0;
  const last = begin + AT_A_TIME >= of.length;
  const turn = (to: number) => {
    setFrom(to);
    rememberHere({ [name]: to });
  };
  return (
    <>
      <div className="choices" aria-live="polite">
        {of.slice(begin, begin + AT_A_TIME).map(show)}
      </div>
      {of.length > AT_A_TIME && (
        <div className="pager">
          <button type="button" disabled={begin === 0} onClick={() => turn(begin - AT_A_TIME)}>
            {t('three.back')}
          </button>
          <span>{t('three.where', { n: begin / AT_A_TIME + 1, all: Math.ceil(of.length / AT_A_TIME) })}</span>
          <button type="button" disabled={last} onClick={() => turn(begin + AT_A_TIME)}>
            {t('three.more')}
          </button>
        </div>
      )}
    </>
  );
}
