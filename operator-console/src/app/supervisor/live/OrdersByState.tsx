import { Link } from 'react-router';
import { number, span } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { ListTable } from '@/shared/ui/ListTable';
import { OrderStateTag } from '@/shared/ui/StateTag';
import type { Standing } from './standing';

type Row = Standing['orders'][number];

/** Open orders; each number opens the list of them. */
export function OrdersByState({ orders }: { orders: Row[] }) {
  const t = useTexts('supervisor');
  const s = useTexts('shared');
  return (
    <section className="part" aria-labelledby="orders-title">
      <h2 id="orders-title">{t('orders.title')}</h2>
      <ListTable<Row>
        label={t('orders.title')}
        rowKey="state"
        dataSource={orders}
        locale={{ emptyText: t('orders.none') }}
        columns={[
          { title: t('orders.state'), render: (_, o) => <OrderStateTag state={o.state} /> },
          {
            title: t('orders.count'),
            align: 'right',
            render: (_, o) => (
              <Link
                to={`/operator/orders?state=${o.state}`}
                aria-label={`${s(`order.state.${o.state}`)} ${number(o.count)}`}
              >
                {number(o.count)}
              </Link>
            ),
          },
          { title: t('orders.oldest'), render: (_, o) => span(o.oldest_seconds * 1000) },
        ]}
      />
    </section>
  );
}
