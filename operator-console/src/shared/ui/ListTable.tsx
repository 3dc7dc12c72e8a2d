import { Table, type TableProps } from 'antd';
import type { AnyObject } from 'antd/es/_util/type';
import { useEffect, useRef } from 'react';

/** antd's table, and whoever has no mouse can scroll it too. */
export function ListTable<T extends AnyObject>({ label, ...table }: TableProps<T> & { label: string }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const region of frame.current?.querySelectorAll('.ant-table-content, .ant-table-body') ?? []) {
      region.setAttribute('tabindex', '0');
      region.setAttribute('role', 'region');
      region.setAttribute('aria-label', label);
    }
  });
  return (
    <div ref={frame}>
      <Table<T> size="small" pagination={false} {...table} />
    </div>
  );
}
