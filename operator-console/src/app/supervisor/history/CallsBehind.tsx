import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import type { paths, Schemas } from '@/api';
import { get } from '@/api/hooks';
import { clock, moment } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';

export type CallsQuery = paths['/reports/calls/behind']['get']['parameters']['query'];
export type CallMeasure = NonNullable<CallsQuery['measure']>;
type Row = Schemas['CallsBehind']['items'][number];
const PAGE = 100;

/** The calls behind a figure of the hotline. */
export function CallsBehind(props: { title: string; query: CallsQuery; close: () => void }) {
  const { title, query, close } = props;
  const t = useTexts('supervisor');
  const calls = useInfiniteQuery({
    queryKey: ['/reports/calls/behind', { query, paged: true }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      get('/reports/calls/behind', { params: { query: { ...query, limit: PAGE, after: pageParam } } }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Drawer open onClose={close} size={680} title={title}>
      {calls.error ? (
        <Failed error={calls.error} retry={() => void calls.refetch()} />
      ) : (
        <ListTable<Row>
          label={title}
          rowKey="call_id"
          loading={calls.isPending}
          dataSource={calls.data?.pages.flatMap((p) => p.items) ?? []}
          scroll={{ x: 520 }}
          locale={{ emptyText: t('behind.noCalls') }}
          columns={[
            { title: t('behind.arrived'), render: (_, c) => moment(c.arrived_at) },
            { title: t('calls.by.line'), dataIndex: 'line' },
            { title: t('behind.state'), render: (_, c) => t(`call.state.${c.state}` as Key<'supervisor'>) },
            {
              title: t('behind.waited'),
              align: 'right',
              render: (_, c) => between(c.arrived_at, c.answered_at),
            },
            {
              title: t('behind.talked'),
              align: 'right',
              render: (_, c) => between(c.answered_at, c.ended_at),
            },
          ]}
        />
      )}
      {calls.hasNextPage && (
        <Button loading={calls.isFetchingNextPage} onClick={() => void calls.fetchNextPage()}>
          {t('behind.more')}
        </Button>
      )}
    </Drawer>
  );
}

function between(from: string | undefined, to: string | undefined): string {
  return from && to ? clock(Date.parse(to) - Date.parse(from)) : '—';
}
