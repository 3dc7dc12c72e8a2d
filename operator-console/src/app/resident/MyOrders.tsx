import { useGet } from '@/api/hooks';
import { moment } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { To } from './route';
import { ThreeAtATime } from './ThreeAtATime';

export function MyOrders() {
  const t = useTexts('resident');
  const s = useTexts('shared');
  const orders = useGet('/orders', { params: { query: { limit: 60 } } });
  if (orders.error) return <Failed error={orders.error} retry={() => void orders.refetch()} />;
  if (!orders.data) return <p className="wait">{t('wait')}</p>;
  return (
    <main className="sheet">
      <h1>{t('orders.title')}</h1>
      {orders.data.items.length === 0 && <p className="nothing">{t('orders.none')}</p>}
      <ThreeAtATime
        name="orders"
        of={orders.data.items}
        show={(o) => (
          <To key={o.number} to={`/orders/${o.number}`} className="choice">
            <strong>{o.item_name}</strong>
            <span>{s(`order.state.${o.state}` as Key<'shared'>)}</span>
            <span>
              {t('orders.when', { when: moment(o.received_at) })} · {o.contact_name}
            </span>
          </To>
        )}
      />
      <To to="/" className="quiet-button">
        {t('home')}
      </To>
    </main>
  );
}
