import { Button, DatePicker, Dropdown, Form, Input, Radio, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import type { Schemas } from '@/api';
import { command } from '@/api/hooks';
import { useSessionState } from '@/api/session';
import { type Key, type Texts, useTexts } from '@/shared/i18n';
import { KeyCap, useShortcuts } from '@/shared/keys';
import { ItemPicker } from '../form/ItemPicker';
import { type Ask, ReasonDialog } from './ReasonDialog';
import { useDialog } from './use-dialog';

type Order = Schemas['Order'];
type Typed = {
  words: string;
  into?: string;
  due_at?: Dayjs;
  item_id?: number;
  resolved?: boolean;
  satisfaction?: Schemas['FollowUp']['satisfaction'];
  task_nos?: number[];
};
const OPEN = ['RECEIVED', 'IN_PROGRESS', 'REOPENED'];
const SATISFACTIONS = ['SATISFIED', 'FAIRLY_SATISFIED', 'DISSATISFIED'] as const;

type Action = {
  name:
    | 'chase'
    | 'note'
    | 'followUp'
    | 'answer'
    | 'addTask'
    | 'supervise'
    | 'merge'
    | 'unmerge'
    | 'split'
    | 'cancel'
    | 'reopen'
    | 'close';
  keys?: string;
  when: (order: Order, supervisor: boolean) => boolean;
  least?: boolean;
  danger?: boolean;
  send: (order: Order, typed: Typed) => Promise<unknown>;
};

const init = (order: Order) => ({
  params: { path: { number: order.number }, header: { 'If-Match': `"${order.version}"` } },
});

/** What can be done with an order, and when; the server has the last word. */
const ACTIONS: Action[] = [
  {
    name: 'chase',
    keys: 'Alt+C',
    when: (o) => OPEN.includes(o.state),
    send: (o, { words }) => command('post', '/orders/{number}/chase', { ...init(o), body: { text: words } }),
  },
  {
    name: 'note',
    keys: 'Alt+N',
    when: () => true,
    send: (o, { words }) => command('post', '/orders/{number}/notes', { ...init(o), body: { text: words } }),
  },
  {
    name: 'followUp',
    keys: 'Alt+F',
    least: false,
    when: (o) => o.state === 'FOLLOW_UP',
    send: (o, { words, resolved = true, satisfaction }) =>
      command('post', '/orders/{number}/follow-up', {
        ...init(o),
        body: { resolved, ...(satisfaction && { satisfaction }), ...(words && { note: words }) },
      }),
  },
  {
    name: 'answer',
    when: (o) => o.state === 'RECEIVED' || o.state === 'REOPENED',
    send: (o, { words }) =>
      command('post', '/orders/{number}/answer', { ...init(o), body: { answer: words } }),
  },
  {
    name: 'supervise',
    when: (o, supervisor) => supervisor && OPEN.includes(o.state),
    send: (o, { words, due_at }) =>
      command('post', '/orders/{number}/supervise', {
        ...init(o),
        body: { note: words, due_at: due_at?.toISOString() ?? '' },
      }),
  },
  {
    name: 'addTask',
    least: false,
    when: (o) => OPEN.includes(o.state),
    send: (o, { item_id = 0 }) =>
      command('post', '/orders/{number}/tasks', { ...init(o), body: { item_id } }),
  },
  {
    name: 'merge',
    when: (o) => OPEN.includes(o.state),
    send: (o, { words, into = '' }) =>
      command('post', '/orders/{number}/merge', {
        ...init(o),
        body: { into: into.replace(/\s/g, ''), reason: words },
      }),
  },
  {
    name: 'unmerge',
    when: (o) => o.state === 'MERGED',
    send: (o, { words }) =>
      command('post', '/orders/{number}/unmerge', { ...init(o), body: { reason: words } }),
  },
  {
    name: 'split',
    when: (o) => OPEN.includes(o.state) && o.tasks.length > 1,
    send: (o, { words, task_nos = [] }) =>
      command('post', '/orders/{number}/split', {
        ...init(o),
        body: { task_nos, summary: o.summary, reason: words },
      }),
  },
  {
    name: 'reopen',
    when: (o) => o.state === 'CLOSED',
    send: (o, { words }) =>
      command('post', '/orders/{number}/reopen', { ...init(o), body: { reason: words } }),
  },
  {
    name: 'close',
    when: (o) => o.state === 'FOLLOW_UP',
    send: (o, { words }) =>
      command('post', '/orders/{number}/close', { ...init(o), body: { reason: words } }),
  },
  {
    name: 'cancel',
    danger: true,
    when: (o) => OPEN.includes(o.state),
    send: (o, { words }) =>
      command('post', '/orders/{number}/cancel', { ...init(o), body: { reason: words } }),
  },
];
const FIRST = 3;

export function OrderActions({ order }: { order: Order }) {
  const t = useTexts('operator');
  const state = useSessionState();
  const supervisor = 'session' in state && state.session.role === 'SUPERVISOR';
  const [action, setAction] = useState<Action | null>(null);
  const dialog = useDialog(order.number, () => setAction(null));
  const possible = ACTIONS.filter((a) => a.when(order, supervisor));
  const label = (a: Action) => t(`order.do.${a.name}` as Key<'operator'>);
  useShortcuts(
    possible.flatMap((a) => (a.keys ? [{ keys: a.keys, label: label(a), run: () => setAction(a) }] : [])),
  );
  return (
    <div className="buttons">
      {possible.slice(0, FIRST).map((a) => (
        <Button key={a.name} onClick={() => setAction(a)} danger={a.danger}>
          {label(a)} {a.keys && <KeyCap keys={a.keys} />}
        </Button>
      ))}
      {possible.length > FIRST && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: possible.slice(FIRST).map((a) => ({ key: a.name, label: label(a), danger: a.danger })),
            onClick: ({ key }) => setAction(possible.find((a) => a.name === key) ?? null),
          }}
        >
          <Button>{t('order.do.more')}</Button>
        </Dropdown>
      )}
      <ReasonDialog<Typed>
        ask={action && askOf(action, order, t)}
        busy={dialog.busy}
        failure={dialog.failure}
        close={() => {
          dialog.reset();
          setAction(null);
        }}
        send={(typed) => action && dialog.run(() => action.send(order, typed))}
      />
    </div>
  );
}

function askOf(action: Action, order: Order, t: Texts<'operator'>): Ask {
  const noted = action.least === false || action.name === 'note' || action.name === 'chase';
  return {
    title: t(`order.do.${action.name}` as Key<'operator'>),
    label: action.name === 'answer' ? t('form.answer') : noted ? t('dialog.note') : t('dialog.reason'),
    least: action.least,
    danger: action.danger,
    fields: fieldsOf(action, order, t),
  };
}

function fieldsOf(action: Action, order: Order, t: Texts<'operator'>) {
  const required = (label: string) => [{ required: true, message: t('form.required', { field: label }) }];
  switch (action.name) {
    case 'merge':
      return (
        <Form.Item name="into" label={t('order.do.merge.into')} rules={required(t('order.do.merge.into'))}>
          <Input inputMode="numeric" maxLength={16} />
        </Form.Item>
      );
    case 'supervise':
      return (
        <Form.Item
          name="due_at"
          label={t('order.do.supervise.until')}
          rules={required(t('order.do.supervise.until'))}
        >
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" className="wide" />
        </Form.Item>
      );
    case 'addTask':
      return (
        <Form.Item name="item_id" label={t('form.item')} rules={required(t('form.item'))}>
          <ItemPicker />
        </Form.Item>
      );
    case 'split':
      return (
        <Form.Item
          name="task_nos"
          label={t('order.do.split.tasks')}
          rules={required(t('order.do.split.tasks'))}
        >
          <Select
            mode="multiple"
            options={order.tasks.map((k) => ({ value: k.no, label: `${k.no} ${k.item_name}` }))}
          />
        </Form.Item>
      );
    case 'followUp':
      return (
        <>
          <Form.Item
            name="resolved"
            label={t('order.do.followUp.resolved')}
            rules={required(t('order.do.followUp.resolved'))}
          >
            <Radio.Group
              options={[
                { value: true, label: t('yes') },
                { value: false, label: t('no') },
              ]}
            />
          </Form.Item>
          <Form.Item name="satisfaction" label={t('order.satisfaction')}>
            <Radio.Group
              options={SATISFACTIONS.map((v) => ({
                value: v,
                label: t(`satisfaction.${v}` as Key<'operator'>),
              }))}
            />
          </Form.Item>
        </>
      );
    default:
      return null;
  }
}
