import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { Schemas } from '@/api';
import { useCommand } from '@/api/hooks';
import { useNow } from '@/shared/clock';
import { clock, phone } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { KeyCap, useShortcuts } from '@/shared/keys';
import { messageOf } from '@/shared/ui/Failed';
import { PriorityTag } from '@/shared/ui/StateTag';
import type { Presence } from './use-call';

const OUTCOMES = ['ORDER', 'ANSWERED', 'CALL_BACK', 'WRONG_NUMBER', 'NO_CONTENT'] as const;

type Props = {
  call: Schemas['CallCard'];
  state: Presence['state'];
  /** Number of the order that was filed during this call. */
  filed: string | undefined;
  onDone: () => void;
};

/** The call on this desk: who, how long, and what can be done with it. */
export function CallPanel({ call, state, filed, onDone }: Props) {
  const t = useTexts('operator');
  const ringing = state === 'RESERVED';
  const talking = state === 'TALKING';
  const time = useNow();
  const from = Date.parse(talking ? (call.answered_at ?? call.arrived_at) : call.queued_at);
  const until = call.ended_at ? Date.parse(call.ended_at) : time;
  return (
    <section className={`card call ${ringing ? 'call-rings' : ''}`} aria-label={t('call.title')}>
      <div role="alert" className="visually-hidden">
        {ringing && t('call.rings', { number: call.number || t('call.withheld') })}
      </div>
      <div className="call-head">
        <b className="call-number">{phone(call.number) || t('call.withheld')}</b>
        <PriorityTag priority={call.priority} />
        <span className="clock">{clock(Math.max(0, until - from))}</span>
      </div>
      <p>
        {ringing && t('call.pickUp')}
        {talking && t('call.talking')}
        {!ringing && !talking && t('call.over')}
      </p>
      {talking && <CallControl call={call} />}
      {!ringing && !talking && <WrapUp call={call} filed={filed} onDone={onDone} />}
    </section>
  );
}

function CallControl({ call }: { call: Schemas['CallCard'] }) {
  const t = useTexts('operator');
  const [failure, setFailure] = useState<Error | null>(null);
  const [paused, setPaused] = useState(false);
  const [transferring, setTransferring] = useState(false);
  const params = { path: { call_id: call.id } };
  const options = { onError: setFailure, onSuccess: () => setFailure(null) };
  const hangUp = useCommand('post', '/calls/{call_id}/hang-up', options);
  const record = useCommand('post', '/calls/{call_id}/recording', {
    ...options,
    onSuccess: () => setPaused(!paused),
  });
  const pause = () => record.mutate({ params, body: { paused: !paused } });
  const end = () => hangUp.mutate({ params });
  useShortcuts([
    { keys: 'Alt+T', label: t('keys.transfer'), run: () => setTransferring(true) },
    { keys: 'Alt+R', label: t('keys.recording'), run: pause },
    { keys: 'Alt+H', label: t('keys.hangUp'), run: end },
  ]);
  return (
    <>
      <div className="buttons">
        <Button onClick={() => setTransferring(true)}>
          {t('call.transfer')} <KeyCap keys="Alt+T" />
        </Button>
        <Button onClick={pause} loading={record.isPending} aria-pressed={paused}>
          {t(paused ? 'call.recordOn' : 'call.recordOff')} <KeyCap keys="Alt+R" />
        </Button>
        <Button danger onClick={end} loading={hangUp.isPending}>
          {t('call.hangUp')} <KeyCap keys="Alt+H" />
        </Button>
      </div>
      {paused && <p className="note">{t('call.notRecorded')}</p>}
      <div role="alert" className="field-error">
        {failure && messageOf(failure)}
      </div>
      <Transfer call={call} open={transferring} close={() => setTransferring(false)} />
    </>
  );
}

function Transfer({ call, open, close }: { call: Schemas['CallCard']; open: boolean; close: () => void }) {
  const t = useTexts('operator');
  const [form] = Form.useForm<{ to: string }>();
  const [failure, setFailure] = useState<Error | null>(null);
  const transfer = useCommand('post', '/calls/{call_id}/transfer', { onSuccess: close, onError: setFailure });
  return (
    <Modal
      open={open}
      title={t('call.transfer')}
      onCancel={close}
      okText={t('call.transfer.go')}
      onOk={() => form.submit()}
      confirmLoading={transfer.isPending}
      destroyOnHidden
      afterOpenChange={(is) => is && form.getFieldInstance('to')?.focus()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ to }) => transfer.mutate({ params: { path: { call_id: call.id } }, body: { to } })}
      >
        <Form.Item
          name="to"
          label={t('call.transfer.to')}
          normalize={(v: string) => v.replace(/[\s-]/g, '')}
          rules={[{ required: true, pattern: /^[0-9]{2,20}$/, message: t('call.transfer.wrong') }]}
        >
          <Input inputMode="tel" maxLength={24} autoComplete="off" />
        </Form.Item>
        <div role="alert" className="field-error">
          {failure && messageOf(failure)}
        </div>
      </Form>
    </Modal>
  );
}

/** What became of the call; the next one comes after that. */
function WrapUp({
  call,
  filed,
  onDone,
}: {
  call: Schemas['CallCard'];
  filed: string | undefined;
  onDone: () => void;
}) {
  const t = useTexts('operator');
  const queries = useQueryClient();
  const [failure, setFailure] = useState<Error | null>(null);
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>();
  const chosen = outcome ?? (filed ? 'ORDER' : undefined);
  const wrapUp = useCommand('post', '/calls/{call_id}/wrap-up', {
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['/presence'] });
      onDone();
    },
    onError: setFailure,
  });
  const send = () => {
    if (!chosen) return;
    const order = chosen === 'ORDER' && filed ? { order_number: filed } : {};
    wrapUp.mutate({ params: { path: { call_id: call.id } }, body: { outcome: chosen, ...order } });
  };
  useShortcuts([{ keys: 'Alt+W', label: t('keys.wrapUp'), run: send, off: !chosen }]);
  return (
    <div className="wrap-up">
      <Radio.Group
        value={chosen}
        onChange={(e) => setOutcome(e.target.value)}
        aria-label={t('wrapUp.title')}
        options={OUTCOMES.map((o) => ({ value: o, label: t(`wrapUp.${o}` as Key<'operator'>) }))}
      />
      <Button type="primary" disabled={!chosen} loading={wrapUp.isPending} onClick={send}>
        {t('wrapUp.done')} <KeyCap keys="Alt+W" />
      </Button>
      <div role="alert" className="field-error">
        {failure && messageOf(failure)}
      </div>
    </div>
  );
}
