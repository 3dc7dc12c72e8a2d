import { Button, DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { Schemas } from '@/api';
import { moment, orderNumber, phone } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { usePageTitle } from '@/shared/ui/page-title';
import { OrderStateTag, PriorityTag } from '@/shared/ui/StateTag';
import { ItemPicker } from '../form/ItemPicker';
import { usePages } from './use-pages';

const STATES = ['RECEIVED', 'IN_PROGRESS', 'FOLLOW_UP', 'REOPENED', 'CLOSED', 'CANCELLED', 'MERGED'] as const;
type State = (typeof STATES)[number];
type Typed = { who?: string; state?: State[]; item_id?: number; days?: [Dayjs, Dayjs] };
const NUMBER = /^[0-9]{7,9}$/;
const ROW = 54;
const ROOM = 260;

export function OrdersPage() {
  const t = useTexts('operator');
  const s = useTexts('shared');
  usePageTitle(t('orders.title'));
  const go = useNavigate();
  const [address, setAddress] = useSearchParams();
  const [height] = useState(() => Math.max(300, window.innerHeight - ROOM));
  const query = queryOf(address);
  const pages = usePages('/orders', query);

  /** An order's number opens it; anything else filters. */
  function search(typed: Typed): void {
    const who = typed.who?.replace(/[\s-]/g, '') ?? '';
    if (NUMBER.test(who)) {
      go(`/operator/orders/${who}`);
      return;
    }
    const next = new URLSearchParams();
    if (who) next.set('phone', who);
    for (const state of typed.state ?? []) next.append('state', state);
    if (typed.item_id) next.set('item', String(typed.item_id));
    if (typed.days) {
      next.set('from', typed.days[0].startOf('day').toISOString());
      next.set('to', typed.days[1].endOf('day').toISOString());
    }
    setAddress(next);
  }

  return (
    <>
      <h1 className="page-title">{t('orders.title')}</h1>
      <Form
        layout="inline"
        className="filters"
        onFinish={search}
        initialValues={{
          who: address.get('phone') ?? '',
          state: address.getAll('state'),
          item_id: query.item_id,
        }}
      >
        <Form.Item
          name="who"
          label={t('orders.who')}
          rules={[{ pattern: /^[0-9\s-]*$/, message: t('orders.who.wrong') }]}
        >
          <Input allowClear placeholder={t('orders.who.hint')} inputMode="numeric" maxLength={24} />
        </Form.Item>
        <Form.Item name="state" label={t('orders.state')}>
          <Select
            mode="multiple"
            allowClear
            className="state-filter"
            options={STATES.map((v) => ({ value: v, label: s(`order.state.${v}` as Key<'shared'>) }))}
          />
        </Form.Item>
        <Form.Item name="item_id" label={t('orders.item')} className="item-filter">
          <ItemPicker />
        </Form.Item>
        <Form.Item name="days" label={t('orders.received')}>
          <DatePicker.RangePicker allowClear />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t('orders.search')}
        </Button>
      </Form>
      {pages.error ? (
        <Failed error={pages.error} retry={() => void pages.refetch()} />
      ) : (
        <ListTable<Schemas['OrderSummary']>
          label={t('orders.title')}
          rowKey="number"
          virtual
          loading={pages.isPending}
          dataSource={pages.items}
          scroll={{ x: 1180, y: height }}
          onScroll={(e) => {
            const list = e.currentTarget;
            if (list.scrollTop + list.clientHeight > list.scrollHeight - ROW * 10) pages.more();
          }}
          locale={{ emptyText: t('orders.none') }}
          columns={[
            {
              title: t('orders.number'),
              width: 120,
              render: (_, o) => <Link to={`/operator/orders/${o.number}`}>{orderNumber(o.number)}</Link>,
            },
            {
              title: t('orders.state'),
              width: 150,
              render: (_, o) => (
                <>
                  <OrderStateTag state={o.state} /> <PriorityTag priority={o.priority} />
                </>
              ),
            },
            { title: t('orders.item'), width: 140, dataIndex: 'item_name', ellipsis: true },
            { title: t('orders.summary'), dataIndex: 'summary', ellipsis: true },
            {
              title: t('orders.contact'),
              width: 190,
              render: (_, o) => `${o.contact_name} ${phone(o.contact_phone)}`,
            },
            { title: t('orders.address'), dataIndex: 'address', ellipsis: true },
            {
              title: t('orders.channel'),
              width: 90,
              render: (_, o) => s(`channel.${o.channel}` as Key<'shared'>),
            },
            { title: t('orders.received'), width: 140, render: (_, o) => moment(o.received_at) },
          ]}
        />
      )}
      <p className="quiet" role="status">
        {pages.items.length > 0 &&
          t(pages.complete ? 'orders.shown.all' : 'orders.shown', { count: pages.items.length })}
      </p>
    </>
  );
}

function queryOf(address: URLSearchParams) {
  return {
    phone: address.get('phone') ?? undefined,
    state: address.has('state') ? (address.getAll('state') as State[]) : undefined,
    item_id: address.has('item') ? Number(address.get('item')) : undefined,
    from: address.get('from') ?? undefined,
    to: address.get('to') ?? undefined,
  };
}
