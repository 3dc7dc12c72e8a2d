import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { Schemas } from '@/api';
import { useCommand } from '@/api/hooks';
import { usePhone } from '@/features/phone/browser-phone';
import { useNow } from '@/shared/clock';
import { clock, phone } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { KeyCap, useShortcuts } from '@/shared/keys';
import { messageOf } from '@/shared/ui/Failed';
import { PriorityTag } from '@/shared/ui/StateTag';
import type { Presence } from './use-call';

const SETTLED: Settling[] = ['CONFERENCE', 'HAND_OVER', 'END'];
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
  const { line } = usePhone();
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
        {ringing && (line === 'off' ? t('call.pickUp') : t('call.pickUpHere'))}
        {talking && t('call.talking')}
        {!ringing && !talking && t('call.over')}
      </p>
      {talking && <CallControl call={call} />}
      {!ringing && !talking && <WrapUp call={call} filed={filed} onDone={onDone} />}
    </section>
  );
}

type Asking = 'transfer' | 'consult' | null;
type Settling = 'CONFERENCE' | 'HAND_OVER' | 'END';

function CallControl({ call }: { call: Schemas['CallCard'] }) {
  const t = useTexts('operator');
  const [failure, setFailure] = useState<Error | null>(null);
  const [paused, setPaused] = useState(false);
  const [held, setHeld] = useState(false);
  const [consulting, setConsulting] = useState(false);
  const [asking, setAsking] = useState<Asking>(null);
  const params = { path: { call_id: call.id } };
  const told = (then?: () => void) => ({
    onError: setFailure,
    onSuccess: () => {
      setFailure(null);
      then?.();
    },
  });
  const hangUp = useCommand('post', '/calls/{call_id}/hang-up', told());
  const hold = useCommand(
    'post',
    '/calls/{call_id}/hold',
    told(() => setHeld(!held)),
  );
  const record = useCommand(
    'post',
    '/calls/{call_id}/recording',
    told(() => setPaused(!paused)),
  );
  const settle = useCommand(
    'post',
    '/calls/{call_id}/consultation/settle',
    told(() => setConsulting(false)),
  );
  const end = () => hangUp.mutate({ params });
  const holdOrNot = () => hold.mutate({ params, body: { held: !held } });
  const recordOrNot = () => record.mutate({ params, body: { paused: !paused } });
  useShortcuts([
    { keys: 'Alt+P', label: t('keys.hold'), run: holdOrNot },
    { keys: 'Alt+T', label: t('keys.transfer'), run: () => setAsking('transfer') },
    { keys: 'Alt+K', label: t('keys.consult'), off: consulting, run: () => setAsking('consult') },
    { keys: 'Alt+R', label: t('keys.recording'), run: recordOrNot },
    { keys: 'Alt+H', label: t('keys.hangUp'), run: end },
  ]);
  return (
    <>
      <div className="buttons">
        <Button onClick={holdOrNot} loading={hold.isPending} aria-pressed={held}>
          {held ? t('phone.unhold') : t('phone.hold')} <KeyCap keys="Alt+P" />
        </Button>
        <Button onClick={() => setAsking('transfer')}>
          {t('call.transfer')} <KeyCap keys="Alt+T" />
        </Button>
        {!consulting && (
          <Button onClick={() => setAsking('consult')}>
            {t('call.consult')} <KeyCap keys="Alt+K" />
          </Button>
        )}
        <Button onClick={recordOrNot} loading={record.isPending} aria-pressed={paused}>
          {paused ? t('call.recordOn') : t('call.recordOff')} <KeyCap keys="Alt+R" />
        </Button>
        <Button danger onClick={end} loading={hangUp.isPending}>
          {t('call.hangUp')} <KeyCap keys="Alt+H" />
        </Button>
      </div>
      {consulting && (
        <fieldset className="household">
          <legend>{t('call.consulting')}</legend>
          {SETTLED.map((how) => (
            <Button key={how} onClick={() => settle.mutate({ params, body: { how } })}>
              {t(`call.settle.${how}` as Key<'operator'>)}
            </Button>
          ))}
        </fieldset>
      )}
      {paused && <p className="note">{t('call.notRecorded')}</p>}
      <div role="alert" className="field-error">
        {failure && messageOf(failure)}
      </div>
      <Whom
        call={call}
        asking={asking}
        close={() => setAsking(null)}
        consulted={() => {
          setConsulting(true);
          setHeld(false);
        }}
      />
    </>
  );
}

type WhomProps = { call: Schemas['CallCard']; asking: Asking; close: () => void; consulted: () => void };

/** To whom the caller is handed over, or whom the operator asks first. */
function Whom({ call, asking, close, consulted }: WhomProps) {
  const t = useTexts('operator');
  const [form] = Form.useForm<{ to?: string; queue?: boolean }>();
  const [failure, setFailure] = useState<Error | null>(null);
  const queue = Form.useWatch('queue', form);
  const done = () => {
    setFailure(null);
    close();
  };
  const transfer = useCommand('post', '/calls/{call_id}/transfer', { onSuccess: done, onError: setFailure });
  const consult = useCommand('post', '/calls/{call_id}/consultation', {
    onSuccess: () => {
      done();
      consulted();
    },
    onError: setFailure,
  });
  const params = { path: { call_id: call.id } };
  const title = asking === 'consult' ? t('call.consult') : t('call.transfer');
  return (
    <Modal
      open={asking !== null}
      title={title}
      onCancel={done}
      okText={title}
      onOk={() => form.submit()}
      confirmLoading={transfer.isPending || consult.isPending}
      destroyOnHidden
      afterOpenChange={(is) => is && form.getFieldInstance('to')?.focus()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        onFinish={({ to }) => {
          if (asking === 'consult') consult.mutate({ params, body: { to } });
          else transfer.mutate({ params, body: queue ? { queue: true } : { to } });
        }}
      >
        {!queue && (
          <Form.Item
            name="to"
            label={t('call.transfer.to')}
            normalize={(v: string) => v.replace(/[\s-]/g, '')}
            rules={[{ required: true, pattern: /^[0-9]{2,20}$/, message: t('call.transfer.wrong') }]}
          >
            <Input inputMode="tel" maxLength={24} autoComplete="off" />
          </Form.Item>
        )}
        {asking === 'transfer' && (
          <Form.Item name="queue" valuePropName="checked">
            <Checkbox>{t('call.transfer.queue')}</Checkbox>
          </Form.Item>
        )}
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
