import { Button, Empty, Spin, type TableProps } from 'antd';
import type { AnyObject } from 'antd/es/_util/type';
import type { ReactNode } from 'react';
import { useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { Cards } from './Cards';
import { useNarrow } from './use-narrow';

type List<T> = {
  items: T[];
  error: Error | null;
  isPending: boolean;
  retry: () => void;
  more?: () => void;
  loadingMore?: boolean;
};
type Props<T> = TableProps<T> & {
  label: string;
  list: List<T>;
  none: string;
  width?: number;
  /** What is shown of a row once it is opened. */
  detail?: (row: T) => ReactNode;
};

/** The rows of a list, and whatever stands in their place while there are none. */
export function Rows<T extends AnyObject>({ list, none, width = 760, detail, ...table }: Props<T>) {
  const t = useTexts('admin');
  const narrow = useNarrow();
  if (list.error) return <Failed error={list.error} retry={list.retry} />;
  return (
    <>
      {narrow && list.isPending && <Spin className="page-spin" />}
      {narrow && !list.isPending && (
        <Cards<T>
          label={table.label}
          rows={list.items}
          keyOf={(row, i) =>
            typeof table.rowKey === 'function' ? String(table.rowKey(row)) : String(row.id ?? i)
          }
          columns={table.columns ?? []}
          none={none}
          detail={detail}
        />
      )}
      {!narrow && (
        <ListTable<T>
          rowKey="id"
          loading={list.isPending}
          dataSource={list.items}
          scroll={{ x: width }}
          locale={{ emptyText: <Empty description={none} image={Empty.PRESENTED_IMAGE_SIMPLE} /> }}
          expandable={detail && { expandedRowRender: detail, columnWidth: 44 }}
          {...table}
        />
      )}
      {list.more && (
        <div className="more">
          <Button loading={list.loadingMore} onClick={list.more}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}

type HeadProps = { title: string; hint?: string; children?: ReactNode };

/** A page's title with what can be done on it. */
export function Head({ title, hint, children }: HeadProps) {
  return (
    <>
      <div className="admin-head">
        <h1 className="page-title">{title}</h1>
        <div className="step-buttons">{children}</div>
      </div>
      {hint && <p className="hint">{hint}</p>}
    </>
  );
}
