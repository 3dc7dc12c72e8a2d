import { moment } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import type { Entry } from './sync/queue';

// What reached the server later than this was done without network: both times are shown.
const LATE_MS = 120_000;

/** What was done here, when, and whether the server has it. */
export function Trail({ own }: { own: Entry[] }) {
  const t = useTexts('homevisit');
  if (own.length === 0) return null;
  return (
    <section>
      <h2>{t('trail.title')}</h2>
      <ol className="trail">
        {own.map((e) => (
          <li key={e.id}>
            <span className="trail-time">{moment(e.at)}</span> {t(`did.${e.what}` as Key<'homevisit'>)}{' '}
            <Arrived entry={e} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A sign and words. */
export function Arrived({ entry }: { entry: Entry }) {
  const t = useTexts('homevisit');
  const late = entry.recordedAt !== undefined && Date.parse(entry.recordedAt) - entry.at > LATE_MS;
  return (
    <span className={`arrived arrived-${entry.state}`}>
      {entry.state === 'WAITING' && `↑ ${t('arrived.WAITING')}`}
      {entry.state === 'SENT' && `✓ ${t('arrived.SENT')}`}
      {entry.state === 'KEPT' && `◆ ${t('arrived.KEPT')}`}
      {entry.state === 'REFUSED' && `! ${t('arrived.REFUSED')}`}
      {late && entry.recordedAt && ` · ${t('arrived.late', { at: moment(entry.recordedAt) })}`}
    </span>
  );
}
