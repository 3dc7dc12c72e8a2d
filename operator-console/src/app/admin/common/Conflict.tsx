import { Alert, Button } from 'antd';
import { moment } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { type Change, inWords } from './changes';

export type Won = { who?: { name: string; at: string }; values: object; changes: Change[] };
type Props = { won: Won; labels: Record<string, string>; take: () => void };

/** Somebody else was quicker: who, when, and what they changed. */
export function Conflict({ won, labels, take }: Props) {
  const t = useTexts('admin');
  return (
    <Alert
      type="warning"
      showIcon
      className="conflict"
      title={
        won.who ? t('conflict.who', { name: won.who.name, time: moment(won.who.at) }) : t('conflict.somebody')
      }
      description={
        <>
          <p>{t('conflict.kept')}</p>
          {won.changes.length > 0 && (
            <ul>
              {won.changes.map((c) => (
                <li key={c.field}>
                  {t('conflict.changed', {
                    field: labels[c.field] ?? c.field,
                    before: inWords(c.before),
                    now: inWords(c.now),
                  })}
                </li>
              ))}
            </ul>
          )}
          <Button onClick={take}>{t('conflict.take')}</Button>
        </>
      }
    />
  );
}
