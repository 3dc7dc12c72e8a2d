import { Empty, type TableProps } from 'antd';
import type { AnyObject } from 'antd/es/_util/type';
import { type ReactNode, useState } from 'react';
import { useTexts } from '@/shared/i18n';

type Column<T> = NonNullable<TableProps<T>['columns']>[number];
type Props<T> = {
  label: string;
  rows: T[];
  keyOf: (row: T, i: number) => string;
  columns: Column<T>[];
  none: string;
  detail?: (row: T) => ReactNode;
};

/** The rows of a table one below the other, for screens a table does not fit on. */
export function Cards<T extends AnyObject>({ label, rows, keyOf, columns, none, detail }: Props<T>) {
  if (rows.length === 0) return <Empty description={none} image={Empty.PRESENTED_IMAGE_SIMPLE} />;
  return (
    <ul className="cards" aria-label={label}>
      {rows.map((row, i) => (
        <li key={keyOf(row, i)} className="panel">
          <dl className="fact-list">
            {columns.map((column, c) => {
              const said = cell(column, row, i);
              return said === '' || said === null || said === undefined ? null : (
                <div key={String(column.key ?? c)}>
                  <dt>{column.title as ReactNode}</dt>
                  <dd>{said}</dd>
                </div>
              );
            })}
          </dl>
          {detail && <More detail={() => detail(row)} />}
        </li>
      ))}
    </ul>
  );
}

function cell<T extends AnyObject>(column: Column<T>, row: T, i: number): ReactNode {
  const value = 'dataIndex' in column ? row[column.dataIndex as keyof T] : undefined;
  return (column.render ? column.render(value, row, i) : value) as ReactNode;
}

function More({ detail }: { detail: () => ReactNode }) {
  const t = useTexts('admin');
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('detail')}</summary>
      {open && detail()}
    </details>
  );
}
