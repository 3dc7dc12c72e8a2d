import { Button, Form, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import type { Schemas } from '@/api';
import { command, useGet } from '@/api/hooks';
import { useSessionState } from '@/api/session';
import { type Key, type Texts, useTexts } from '@/shared/i18n';
import { ReasonDialog } from './ReasonDialog';
import type { Task } from './TaskCard';
import { useDialog } from './use-dialog';

type Order = Schemas['Order'];
type Typed = { words: string; provider_ids?: number[]; mode?: Schemas['OfferTask']['mode']; days?: number };
type Action = {
  name: 'offer' | 'revoke' | 'reassign' | 'grant' | 'refuse' | 'resume';
  when: (task: Task, supervisor: boolean) => boolean;
  least?: boolean;
  send: (order: Order, task: Task, typed: Typed) => Promise<unknown>;
};
const HELD = ['ACCEPTED', 'SCHEDULED', 'EN_ROUTE', 'ON_SITE', 'IN_PROGRESS', 'SUSPENDED'];
const MODES = ['DIRECT', 'BROADCAST'] as const;

const init = (order: Order, task: Task) => ({
  params: { path: { number: order.number, task_no: task.no }, header: { 'If-Match': `"${order.version}"` } },
});
const pendingOf = (task: Task) => task.offers.filter((o) => o.state === 'PENDING');

const ACTIONS: Action[] = [
  {
    name: 'offer',
    when: (k) => k.state === 'PENDING_DISPATCH',
    send: (o, k, { words, provider_ids = [], mode = 'DIRECT' }) =>
      command('post', '/orders/{number}/tasks/{task_no}/offers', {
        ...init(o, k),
        body: { provider_ids, mode, seconds: 1800, reason: words },
      }),
  },
  {
    name: 'revoke',
    when: (k) => k.state === 'OFFERED' && pendingOf(k).length > 0,
    send: async (o, k, { words }) => {
      // each is a change of the order: the version of the first does not hold for the second
      for (const offer of pendingOf(k)) {
        await command('post', '/orders/{number}/tasks/{task_no}/offers/{offer_no}/revoke', {
          params: { path: { number: o.number, task_no: k.no, offer_no: offer.no } },
          body: { reason: words },
        });
      }
    },
  },
  {
    name: 'reassign',
    when: (k) => HELD.includes(k.state),
    send: (o, k, { words }) =>
      command('post', '/orders/{number}/tasks/{task_no}/reassign', {
        ...init(o, k),
        body: { reason: words },
      }),
  },
  {
    name: 'grant',
    least: false,
    when: (k, supervisor) => k.requested !== undefined && (supervisor || k.requested === 'RETURN'),
    send: (o, k, { days }) =>
      command('post', '/orders/{number}/tasks/{task_no}/grant', {
        ...init(o, k),
        body: days ? { days } : {},
      }),
  },
  {
    name: 'refuse',
    when: (k, supervisor) => k.requested !== undefined && (supervisor || k.requested === 'RETURN'),
    send: (o, k, { words }) =>
      command('post', '/orders/{number}/tasks/{task_no}/refuse', { ...init(o, k), body: { reason: words } }),
  },
  {
    name: 'resume',
    least: false,
    when: (k, supervisor) => supervisor && k.state === 'SUSPENDED',
    send: (o, k) => command('post', '/orders/{number}/tasks/{task_no}/resume', init(o, k)),
  },
];

export function TaskActions({ order, task }: { order: Order; task: Task }) {
  const t = useTexts('operator');
  const state = useSessionState();
  const supervisor = 'session' in state && state.session.role === 'SUPERVISOR';
  const [action, setAction] = useState<Action | null>(null);
  const dialog = useDialog(order.number, () => setAction(null));
  const label = (a: Action) => t(`task.do.${a.name}` as Key<'operator'>);
  return (
    <>
      {task.requested && (
        <p className="note">
          {t(`task.requested.${task.requested}` as Key<'operator'>, { days: task.requested_days ?? 0 })}{' '}
          {task.requested_reason}
        </p>
      )}
      <div className="buttons">
        {ACTIONS.filter((a) => a.when(task, supervisor)).map((a) => (
          <Button key={a.name} onClick={() => setAction(a)}>
            {label(a)}
          </Button>
        ))}
      </div>
      <ReasonDialog<Typed>
        ask={
          action && {
            title: label(action),
            label: t('dialog.reason'),
            least: action.least,
            fields: <Fields action={action} task={task} t={t} />,
          }
        }
        busy={dialog.busy}
        failure={dialog.failure}
        close={() => {
          dialog.reset();
          setAction(null);
        }}
        send={(typed) => action && dialog.run(() => action.send(order, task, typed))}
      />
    </>
  );
}

function Fields({ action, task, t }: { action: Action; task: Task; t: Texts<'operator'> }) {
  if (action.name === 'offer') return <Providers itemId={task.item_id} />;
  if (action.name === 'grant' && task.requested === 'EXTENSION') {
    return (
      <Form.Item name="days" label={t('task.do.grant.days')} initialValue={task.requested_days}>
        <InputNumber min={1} max={task.requested_days} precision={0} />
      </Form.Item>
    );
  }
  return null;
}

function Providers({ itemId }: { itemId: number }) {
  const t = useTexts('operator');
  const providers = useGet('/providers', { params: { query: { item_id: itemId, limit: 200 } } });
  const field = t('task.provider');
  return (
    <>
      <Form.Item
        name="provider_ids"
        label={field}
        rules={[{ required: true, message: t('form.required', { field }) }]}
      >
        <Select
          mode="multiple"
          loading={providers.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          options={providers.data?.items.map((p) => ({ value: p.id, label: p.name }))}
        />
      </Form.Item>
      <Form.Item name="mode" label={t('offer.mode')} initialValue="DIRECT">
        <Radio.Group
          options={MODES.map((m) => ({ value: m, label: t(`offer.mode.${m}` as Key<'operator'>) }))}
        />
      </Form.Item>
    </>
  );
}
