import { Alert } from 'antd';
import type { Schemas } from '@/api';
import { number } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { ListTable } from '@/shared/ui/ListTable';

type Report = Schemas['ImportReport'];
type Fault = Report['errors'][number];
const COUNTS = ['rows', 'added', 'changed', 'unchanged', 'retired', 'restored'] as const;

/** What would be done or was; or what is wrong, by row and column, and what would be right. */
export function ImportReport({ report }: { report: Report }) {
  const t = useTexts('admin');
  const wrong = report.error_count > 0;
  const title = wrong
    ? t('tables.wrong', { n: number(report.error_count) })
    : t(report.dry_run ? 'tables.fine' : 'tables.done');
  return (
    <section aria-labelledby="import-report">
      <h2 id="import-report">{t(report.dry_run ? 'tables.report' : 'tables.reportReal')}</h2>
      <div role="status">
        <Alert type={wrong ? 'error' : 'success'} showIcon title={title} />
      </div>
      <dl className="counts">
        {COUNTS.map((name) => (
          <div key={name}>
            <dt>{t(`tables.count.${name}` as const)}</dt>
            <dd>{number(report[name])}</dd>
          </div>
        ))}
        {report.encoding && (
          <div>
            <dt>{t('tables.encoding')}</dt>
            <dd>{report.encoding}</dd>
          </div>
        )}
      </dl>
      {wrong && (
        <ListTable<Fault & { key: number }>
          label={t('tables.report')}
          rowKey="key"
          dataSource={report.errors.map((e, key) => ({ ...e, key }))}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 640 }}
          columns={[
            {
              title: t('tables.row'),
              width: 80,
              render: (_, e) => (e.row === 0 ? t('tables.wholeFile') : number(e.row)),
            },
            { title: t('tables.column'), width: 140, render: (_, e) => e.column || t('tables.wholeRow') },
            { title: t('tables.value'), width: 160, render: (_, e) => <code>{e.value}</code> },
            { title: t('tables.remedy'), dataIndex: 'message' },
          ]}
        />
      )}
      {report.errors.length < report.error_count && (
        <p className="hint">{t('tables.first', { n: number(report.errors.length) })}</p>
      )}
    </section>
  );
}
