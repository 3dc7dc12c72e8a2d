import { useEffect, useState } from 'react';
import type { Schemas } from '@/api';
import { useCommand, useGet } from '@/api/hooks';
import { moment, orderNumber } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed, messageOf } from '@/shared/ui/Failed';
import { Field } from './Field';
import { To } from './route';
import { State } from './TrackPage';

const MAY_CANCEL = ['RECEIVED', 'IN_PROGRESS', 'REOPENED'];

/** What became of an order, in plain words, and what can be done about it. */
export function MyOrder({ number }: { number: string }) {
  const t = useTexts('resident');
  const path = { number };
  const order = useGet('/orders/{number}', { params: { path } });
  const token = order.data?.tracking_path.split('/').pop() ?? '';
  const tracking = useGet(
    '/track/{token}',
    { params: { path: { token } } },
    { enabled: token !== '', staleTime: 0, refetchInterval: 30_000 },
  );
  const { refetch } = tracking;
  const version = order.data?.version;
  // a live event reads the order anew, and what is told of it goes along
  useEffect(() => {
    if (version !== undefined) void refetch();
  }, [version, refetch]);
  if (order.error) return <Failed error={order.error} retry={() => void order.refetch()} />;
  if (!order.data || !tracking.data) return <p className="wait">{t('wait')}</p>;
  return (
    <main className="sheet">
      <h1>{order.data.item_name}</h1>
      <p className="number small">{t('track.number', { number: orderNumber(number) })}</p>
      <State tracking={tracking.data}>
        {order.data.next_due && (
          <p>
            {t(`due.${order.data.next_due.clock}` as Key<'resident'>, {
              time: moment(order.data.next_due.due_at),
            })}
          </p>
        )}
      </State>
      <Actions order={order.data} again={() => void tracking.refetch()} />
      <To to="/orders" className="quiet-button">
        {t('orders.back')}
      </To>
    </main>
  );
}

type Asking = 'cancel' | 'satisfaction' | 'reopen' | null;

function Actions({ order, again }: { order: Schemas['Order']; again: () => void }) {
  const t = useTexts('resident');
  const [asking, setAsking] = useState<Asking>(null);
  const [said, setSaid] = useState('');
  const params = { path: { number: order.number } };
  const after = (text: string) => ({
    onSuccess: () => {
      setAsking(null);
      setSaid(text);
      again();
    },
  });
  const chase = useCommand('post', '/orders/{number}/chase', after(t('chase.done')));
  const cancel = useCommand('post', '/orders/{number}/cancel', after(t('cancel.done')));
  const rate = useCommand('post', '/orders/{number}/follow-up', after(t('rate.thanks')));
  const reopen = useCommand('post', '/orders/{number}/reopen', after(t('reopen.done')));
  const all = [chase, cancel, rate, reopen];
  const failure = all.find((c) => c.error)?.error;
  const busy = all.some((c) => c.isPending);
  const open = MAY_CANCEL.includes(order.state);
  return (
    <>
      <output className="said">{said}</output>
      {failure && (
        <p role="alert" className="wrong">
          {messageOf(failure)}
        </p>
      )}
      {order.state === 'FOLLOW_UP' && asking !== 'satisfaction' && (
        <section aria-labelledby="rate-title">
          <h2 id="rate-title">{t('rate.resolved')}</h2>
          <button type="button" className="big-button" onClick={() => setAsking('satisfaction')}>
            {t('rate.yes')}
          </button>
          <button
            type="button"
            className="big-button second"
            disabled={busy}
            onClick={() => rate.mutate({ params, body: { resolved: false } })}
          >
            {t('rate.no')}
          </button>
        </section>
      )}
      {asking === 'satisfaction' && order.state === 'FOLLOW_UP' && (
        <section aria-labelledby="how-title">
          <h2 id="how-title">{t('rate.how')}</h2>
          {(
            [
              ['SATISFIED', t('rate.SATISFIED')],
              ['FAIRLY_SATISFIED', t('rate.FAIRLY_SATISFIED')],
              ['DISSATISFIED', t('rate.DISSATISFIED')],
            ] as const
          ).map(([satisfaction, word]) => (
            <button
              key={satisfaction}
              type="button"
              className="big-button second"
              disabled={busy}
              onClick={() => rate.mutate({ params, body: { resolved: true, satisfaction } })}
            >
              {word}
            </button>
          ))}
        </section>
      )}
      {open && asking === null && (
        <>
          <button
            type="button"
            className="big-button"
            disabled={busy}
            onClick={() => chase.mutate({ params, body: { text: t('chase.text') } })}
          >
            {t('chase')}
          </button>
          <button type="button" className="big-button second" onClick={() => setAsking('cancel')}>
            {t('cancel')}
          </button>
        </>
      )}
      {order.state === 'CLOSED' && asking === null && (
        <button type="button" className="big-button second" onClick={() => setAsking('reopen')}>
          {t('reopen')}
        </button>
      )}
      {asking === 'reopen' && order.state === 'CLOSED' && (
        <WhatIsWrong
          busy={busy}
          say={(reason) => reopen.mutate({ params, body: { reason } })}
          leave={() => setAsking(null)}
        />
      )}
      {asking === 'cancel' && open && (
        <section aria-labelledby="cancel-title">
          <h2 id="cancel-title">{t('cancel.why')}</h2>
          {[t('cancel.noNeed'), t('cancel.time'), t('cancel.other')].map((reason) => (
            <button
              key={reason}
              type="button"
              className="big-button second"
              disabled={busy}
              onClick={() => cancel.mutate({ params, body: { reason } })}
            >
              {reason}
            </button>
          ))}
          <button type="button" className="quiet-button" onClick={() => setAsking(null)}>
            {t('cancel.not')}
          </button>
        </section>
      )}
    </>
  );
}

type WhatIsWrongProps = { busy: boolean; say: (reason: string) => void; leave: () => void };

/** It was done once, and is not well. */
function WhatIsWrong({ busy, say, leave }: WhatIsWrongProps) {
  const t = useTexts('resident');
  const [reason, setReason] = useState('');
  const [error, setError] = useState('');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() === '') setError(t('wrong.needed'));
        else say(reason.trim());
      }}
    >
      <Field label={t('reopen.what')} error={error}>
        {(p) => (
          <textarea
            {...p}
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="big-button" disabled={busy}>
        {t('reopen.send')}
      </button>
      <button type="button" className="quiet-button" onClick={leave}>
        {t('cancel.not')}
      </button>
    </form>
  );
}
