import { type ReactNode, useState } from 'react';
import { useTexts } from '@/shared/i18n';

const AT_A_TIME = 3;

/** A long list, three choices at a time. */
export function ThreeAtATime<T>({ of, show }: { of: T[]; show: (one: T) => ReactNode }) {
  const t = useTexts('resident');
  const [from, setFrom] = useState(0);
  const begin = from < of.length ? from : 0;
  const last = begin + AT_A_TIME >= of.length;
  return (
    <>
      <div className="choices" aria-live="polite">
        {of.slice(begin, begin + AT_A_TIME).map(show)}
      </div>
      {of.length > AT_A_TIME && (
        <div className="pager">
          <button type="button" disabled={begin === 0} onClick={() => setFrom(begin - AT_A_TIME)}>
            {t('three.back')}
          </button>
          <span>{t('three.where', { n: begin / AT_A_TIME + 1, all: Math.ceil(of.length / AT_A_TIME) })}</span>
          <button type="button" disabled={last} onClick={() => setFrom(begin + AT_A_TIME)}>
            {t('three.more')}
          </button>
        </div>
      )}
    </>
  );
}
