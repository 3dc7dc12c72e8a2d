import { useState } from 'react';
import { answer, api } from '@/api';
import { loggedOut } from '@/api/session';
import { useNow } from '@/shared/clock';
import { day, moment, time } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { type Device, isReady, useKnown } from './device';
import { MyOrders } from './door/MyOrders';
import { usePosition } from './parts/position';
import { To, useTitle } from './parts/route';
import { summary } from './sync/queue';
import { useItemName } from './use-item-name';
import { away, chainOf, dueAt, type Place, progressOf, sections, type Visit } from './visits';

export function Home({ device }: { device: Device }) {
  return device.known.me.role === 'WORKER' ? <Visits device={device} /> : <Visitor device={device} />;
}

function Visits({ device }: { device: Device }) {
  const t = useTexts('homevisit');
  const { visits, entries, notices, readAt } = useKnown(device);
  const at = useNow(30_000);
  const { fix } = usePosition();
  const { today, later, over } = sections(visits, entries, at, fix);
  useTitle(`${t('home.title')} · ${t('title')}`);
  return (
    <main>
      <h1>{t('home.title')}</h1>
      <p className="quiet">
        {day(at)} {readAt !== null && t('home.readAt', { at: moment(readAt) })}
      </p>
      {notices.length > 0 && (
        <section className="notice" role="alert">
          <p>{t('home.lost')}</p>
          <ul>
            {notices.map((n) => (
              <li key={n.id}>
                {n.title} {n.due && moment(n.due)}
              </li>
            ))}
          </ul>
          <button type="button" className="button" onClick={() => void device.readNotices()}>
            {t('home.lost.ok')}
          </button>
        </section>
      )}
      {today.length === 0 ? (
        <p className="empty">{readAt === null ? t('home.never') : t('home.none')}</p>
      ) : (
        <ol className="cards">
          {today.map((v, i) => (
            <Card key={chainOf(v.task)} device={device} visit={v} place={i + 1} from={fix} />
          ))}
        </ol>
      )}
      <More title={t('home.later', { n: later.length })} visits={later} device={device} />
      <More title={t('home.over', { n: over.length })} visits={over} device={device} />
      <Leave device={device} />
    </main>
  );
}

function More({ title, visits, device }: { title: string; visits: Visit[]; device: Device }) {
  if (visits.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <ul className="cards">
        {visits.map((v) => (
          <Card key={chainOf(v.task)} device={device} visit={v} from={null} />
        ))}
      </ul>
    </details>
  );
}

function Card({
  device,
  visit,
  place,
  from,
}: {
  device: Device;
  visit: Visit;
  place?: number;
  from: Place | null;
}) {
  const t = useTexts('homevisit');
  const itemName = useItemName(device);
  const { entries } = useKnown(device);
  const { task } = visit;
  const due = dueAt(task);
  const progress = visit.gone ? 'GONE' : progressOf(task, entries);
  const there =
    task.latitude === undefined || task.longitude === undefined
      ? null
      : { latitude: task.latitude, longitude: task.longitude };
  const metres = from && there ? away(from, there) : null;
  return (
    <li>
      <To to={`/visit/task/${chainOf(task)}`} className="card">
        <span className="card-head">
          {place !== undefined && (
            <span className="place">
              <span className="visually-hidden">{t('card.stop')} </span>
              {place}
            </span>
          )}
          <strong>{due ? (place === undefined ? moment(due) : time(due)) : t('card.noTime')}</strong>
          <span className={`chip chip-${progress}`}>{t(`progress.${progress}` as Key<'homevisit'>)}</span>
        </span>
        <span className="card-item">
          {task.priority === 'EMERGENCY' && <span className="urgent">{t('card.emergency')}</span>}{' '}
          {itemName(task.task.item_id, task.task.item_name)}
          {task.contact_name && ` · ${task.contact_name}`}
        </span>
        <span>{task.address ?? task.area}</span>
        {metres !== null && (
          <span className="quiet">{t('card.away', { km: (metres / 1000).toFixed(1) })}</span>
        )}
      </To>
    </li>
  );
}

function Visitor({ device }: { device: Device }) {
  const t = useTexts('homevisit');
  const known = useKnown(device);
  const { me } = known;
  useTitle(t('title'));
  return (
    <main>
      <h1>{t('visitor.hello', { name: me.name })}</h1>
      <To to="/visit/order" className="button strong wide">
        {t('visitor.order')}
      </To>
      <p className="quiet" role="status">
        {isReady(known) ? t('visitor.offline') : t('visitor.loading')}
      </p>
      <MyOrders device={device} />
      <Leave device={device} />
    </main>
  );
}

/** Logging out leaves nothing here; with something unsent it says so first. */
function Leave({ device }: { device: Device }) {
  const t = useTexts('homevisit');
  const { me, entries } = useKnown(device);
  const [asked, setAsked] = useState(false);
  const { waiting, look } = summary(entries);
  const unsent = waiting + look;
  const leave = async () => {
    await device.leave(unsent > 0);
    try {
      await answer(api.POST('/logout', {}));
    } catch {
      // the session then ends by its own time
    }
    loggedOut();
    location.assign('/visit');
  };
  return (
    <footer className="leave">
      <span>{me.name}</span>
      {asked && unsent > 0 ? (
        <div className="notice" role="alert">
          <p>{t('leave.unsent', { n: unsent })}</p>
          <div className="row">
            <button type="button" className="button strong" onClick={() => setAsked(false)}>
              {t('leave.stay')}
            </button>
            <button type="button" className="button" onClick={() => void leave()}>
              {t('leave.anyway')}
            </button>
          </div>
        </div>
      ) : (
        <button type="button" className="button" onClick={() => (unsent > 0 ? setAsked(true) : void leave())}>
          {t('leave')}
        </button>
      )}
    </footer>
  );
}
