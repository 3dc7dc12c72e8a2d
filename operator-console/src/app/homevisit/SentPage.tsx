import { useState } from 'react';
import { moment, orderNumber } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { type Device, useKnown } from './device';
import { To, useTitle } from './parts/route';
import { type Entry, summary } from './sync/queue';
import { Arrived } from './Trail';

/** What waits, what needs a look, what has arrived today. */
export function SentPage({ device }: { device: Device }) {
  const t = useTexts('homevisit');
  const { entries, reach } = useKnown(device);
  const { waiting, look } = summary(entries);
  useTitle(`${t('sent.title')} · ${t('title')}`);
  const of = (...states: Entry['state'][]) => entries.filter((e) => states.includes(e.state)).reverse();
  return (
    <main>
      <p>
        <To to="/visit" className="back">
          ‹ {t('back')}
        </To>
      </p>
      <h1>{t('sent.title')}</h1>
      {waiting === 0 && look === 0 && <p className="empty">{t('sync.sent')}</p>}
      {waiting > 0 && (
        <>
          <p>
            {reach === 'gone'
              ? t('sent.offline')
              : reach === 'loggedOut'
                ? t('sent.loggedOut')
                : t('sent.soon')}
          </p>
          <button type="button" className="button wide" onClick={() => void device.sync()}>
            {t('sent.now')}
          </button>
        </>
      )}
      <Group title={t('sent.look')} entries={of('REFUSED')} device={device} />
      <Group title={t('sent.waiting')} entries={of('WAITING')} device={device} />
      <Group title={t('sent.arrived')} entries={of('SENT', 'KEPT')} device={device} />
    </main>
  );
}

function Group({ title, entries, device }: { title: string; entries: Entry[]; device: Device }) {
  if (entries.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul className="cards">
        {entries.map((e) => (
          <Line key={e.id} device={device} entry={e} />
        ))}
      </ul>
    </section>
  );
}

function Line({ device, entry }: { device: Device; entry: Entry }) {
  const t = useTexts('homevisit');
  const { titles, words } = useKnown(device);
  return (
    <li className="card">
      <span className="card-head">
        <strong>
          {t(`did.${entry.what}` as Key<'homevisit'>)} · {titles[entry.id]}
        </strong>
      </span>
      <span>
        {moment(entry.at)} <Arrived entry={entry} />
      </span>
      {entry.number && <span>{t('sent.number', { number: orderNumber(entry.number) })}</span>}
      {entry.state === 'KEPT' && <span>{t(`why.${entry.why}` as Key<'homevisit'>)}</span>}
      {entry.state === 'REFUSED' && (
        <>
          <span role="alert">{words[entry.id]}</span>
          <Look device={device} entry={entry} />
        </>
      )}
    </li>
  );
}

/** What can be done about a refusal. Nothing is thrown away without being asked twice. */
function Look({ device, entry }: { device: Device; entry: Entry }) {
  const t = useTexts('homevisit');
  const [dropping, setDropping] = useState(false);
  const anyway = async () => {
    const body = await device.body(entry.id);
    await device.again(entry.id, { ...body, despite_duplicates: true });
  };
  if (dropping) {
    return (
      <span className="row">
        <button type="button" className="button" onClick={() => setDropping(false)}>
          {t('look.keep')}
        </button>
        <button type="button" className="button" onClick={() => void device.drop(entry.id)}>
          {t('look.reallyDrop')}
        </button>
      </span>
    );
  }
  return (
    <span className="row">
      {entry.kind !== 'order' ? (
        <button type="button" className="button strong" onClick={() => void device.again(entry.id)}>
          {t('look.again')}
        </button>
      ) : entry.why === 'duplicates' ? (
        <button type="button" className="button strong" onClick={() => void anyway()}>
          {t('look.anyway')}
        </button>
      ) : (
        <To to={`/visit/order?edit=${entry.id}`} className="button strong">
          {t('look.change')}
        </To>
      )}
      <button type="button" className="button" onClick={() => setDropping(true)}>
        {t('look.drop')}
      </button>
    </span>
  );
}
