import { useGet } from '@/api/hooks';
import { moment, orderNumber, phone } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { usePageTitle } from '@/shared/ui/page-title';
import { OrderStateTag, PriorityTag } from '@/shared/ui/StateTag';

export function OrdersPage() {
  const t = useTexts('operator');
  const s = useTexts('shared');
  usePageTitle(t('orders.title'));
  const orders = useGet('/orders', { params: { query: { limit: 50 } } });
  if (orders.error) return <Failed error={orders.error} retry={() => void orders.refetch()} />;
  return (
    <>
      <h1 className="page-title">{t('orders.title')}</h1>
      <ListTable
        label={t('orders.title')}
        rowKey="number"
        loading={orders.isPending}
        dataSource={orders.data?.items ?? []}
        scroll={{ x: 900 }}
        locale={{ emptyText: t('orders.none') }}
        columns={[
          { title: t('orders.number'), dataIndex: 'number', render: (n: string) => orderNumber(n) },
          {
            title: t('orders.state'),
            render: (_, o) => (
              <>
                <OrderStateTag state={o.state} /> <PriorityTag priority={o.priority} />
              </>
            ),
          },
          { title: t('orders.item'), dataIndex: 'item_name' },
          { title: t('orders.contact'), render: (_, o) => `${o.contact_name} ${phone(o.contact_phone)}` },
          { title: t('orders.address'), dataIndex: 'address' },
          { title: t('orders.channel'), render: (_, o) => s(`channel.${o.channel}` as Key<'shared'>) },
          { title: t('orders.received'), dataIndex: 'received_at', render: (at: string) => moment(at) },
        ]}
      />
    </>
  );
}
