import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { Link } from 'react-router';
import type { paths, Schemas } from '@/api';
import { get } from '@/api/hooks';
import { moment, orderNumber } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';

export type OrdersQuery = paths['/reports/rates/orders']['get']['parameters']['query'];
export type Measure = NonNullable<OrdersQuery['measure']>;
type Row = Schemas['RateOrderPage']['items'][number];
const PAGE = 100;

/** The orders behind a rate. */
export function RateOrders(props: { title: string; query: OrdersQuery; close: () => void }) {
  const { title, query, close } = props;
  const t = useTexts('supervisor');
  const orders = useInfiniteQuery({
    queryKey: ['/reports/rates/orders', { query, paged: true }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      get('/reports/rates/orders', { params: { query: { ...query, limit: PAGE, after: pageParam } } }),
    getNextPageParam: (last) => last.next,
  });
  const yes = (is: boolean) => t(is ? 'behind.yes' : 'behind.no');
  return (
    <Drawer open onClose={close} size={720} title={title}>
      {orders.error ? (
        <Failed error={orders.error} retry={() => void orders.refetch()} />
      ) : (
        <ListTable<Row>
          label={title}
          rowKey={(r) => `${r.number}/${r.round}`}
          loading={orders.isPending}
          dataSource={orders.data?.pages.flatMap((p) => p.items) ?? []}
          scroll={{ x: 560 }}
          locale={{ emptyText: t('behind.noOrders') }}
          columns={[
            {
              title: t('behind.order'),
              render: (_, r) => <Link to={`/operator/orders/${r.number}`}>{orderNumber(r.number)}</Link>,
            },
            { title: t('measure.FOLLOWED_UP'), render: (_, r) => moment(r.followed_up_at) },
            { title: t('measure.RESPONDED'), render: (_, r) => yes(r.responded) },
            { title: t('measure.RESOLVED'), render: (_, r) => yes(r.resolved) },
            {
              title: t('behind.answer'),
              render: (_, r) =>
                r.satisfaction ? t(`measure.${r.satisfaction}` as Key<'supervisor'>) : t('behind.none'),
            },
          ]}
        />
      )}
      {orders.hasNextPage && (
        <Button loading={orders.isFetchingNextPage} onClick={() => void orders.fetchNextPage()}>
          {t('behind.more')}
        </Button>
      )}
    </Drawer>
  );
}
