import { moment, orderNumber } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { type Device, useKnown } from '../device';
import { Arrived } from '../Trail';
import { useItemName } from '../use-item-name';

/** What was taken down at doors: what waits on the device first, then what the server has. */
export function MyOrders({ device }: { device: Device }) {
  const t = useTexts('homevisit');
  const s = useTexts('shared');
  const itemName = useItemName(device);
  const { entries, titles, orders, readAt } = useKnown(device);
  const here = entries.filter((e) => e.kind === 'order' && e.state !== 'SENT').reverse();
  return (
    <section>
      <h2>{t('orders.title')}</h2>
      {here.length === 0 && orders.length === 0 && (
        <p className="empty">{readAt === null ? t('home.never') : t('orders.none')}</p>
      )}
      <ul className="cards">
        {here.map((e) => (
          <li key={e.id} className="card">
            <strong>{titles[e.id]}</strong>
            <span>
              {moment(e.at)} <Arrived entry={e} />
            </span>
          </li>
        ))}
        {orders.map((o) => (
          <li key={o.number} className="card">
            <span className="card-head">
              <strong>
                {itemName(o.item_id, o.item_name)} · {o.contact_name}
              </strong>
              <span className="chip">{s(`order.state.${o.state}` as Key<'shared'>)}</span>
            </span>
            <span>{o.address}</span>
            <span className="quiet">
              {orderNumber(o.number)} · {moment(o.received_at)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
