import { Empty } from 'antd';
import { Link } from 'react-router';
import { useGet } from '@/api/hooks';
import { moment, orderNumber } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { usePageTitle } from '@/shared/ui/page-title';
import { TaskStateTag } from '@/shared/ui/StateTag';
import './provider.css';

const MOST = 100;

/** What was done lately, and what came of it. */
export function DonePage() {
  const t = useTexts('provider');
  usePageTitle(t('done.title'));
  const done = useGet('/tasks', {
    params: { query: { state: ['RESOLVED', 'CANNOT_COMPLETE'], limit: MOST } },
  });
  if (done.error) return <Failed error={done.error} retry={() => void done.refetch()} />;
  return (
    <>
      <h1 className="page-title">{t('done.title')}</h1>
      <ListTable
        label={t('done.title')}
        rowKey={(v) => `${v.number}/${v.task.no}`}
        loading={done.isPending}
        dataSource={done.data?.items ?? []}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 760 }}
        locale={{ emptyText: <Empty description={t('done.none')} image={Empty.PRESENTED_IMAGE_SIMPLE} /> }}
        columns={[
          {
            title: t('done.number'),
            render: (_, v) => (
              <Link to={`/provider/tasks/${v.number}/${v.task.no}`}>{orderNumber(v.number)}</Link>
            ),
          },
          { title: t('done.state'), render: (_, v) => <TaskStateTag state={v.task.state} /> },
          { title: t('done.item'), render: (_, v) => v.task.item_name },
          { title: t('done.worker'), render: (_, v) => v.task.worker_name ?? '—' },
          { title: t('done.result'), render: (_, v) => v.task.result ?? '', ellipsis: true },
          { title: t('done.at'), render: (_, v) => moment(v.task.updated_at) },
        ]}
      />
    </>
  );
}
