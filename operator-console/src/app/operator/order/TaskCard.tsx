import { Button } from 'antd';
import { useState } from 'react';
import type { Schemas } from '@/api';
import { useGet } from '@/api/hooks';
import { moment, number } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { TaskStateTag } from '@/shared/ui/StateTag';
import { TaskActions } from './TaskActions';

export type Task = Schemas['Order']['tasks'][number];

export function TaskCard({ order, task }: { order: Schemas['Order']; task: Task }) {
  const t = useTexts('operator');
  const [explained, setExplained] = useState(false);
  return (
    <section className="card" aria-label={t('task.title', { no: task.no })}>
      <h2>
        {t('task.title', { no: task.no })} {task.item_name} <TaskStateTag state={task.state} />
        <small>{t(`task.role.${task.role}` as Key<'operator'>)}</small>
      </h2>
      <dl className="facts">
        {task.provider_name && (
          <>
            <dt>{t('task.provider')}</dt>
            <dd>{task.provider_name}</dd>
          </>
        )}
        {task.worker_name && (
          <>
            <dt>{t('task.worker')}</dt>
            <dd>{task.worker_name}</dd>
          </>
        )}
        {task.scheduled_for && (
          <>
            <dt>{t('task.scheduled')}</dt>
            <dd>{moment(task.scheduled_for)}</dd>
          </>
        )}
        {task.result && (
          <>
            <dt>{t('task.result')}</dt>
            <dd>{task.result}</dd>
          </>
        )}
      </dl>
      <Offers offers={task.offers} />
      <TaskActions order={order} task={task} />
      <Button type="link" aria-expanded={explained} onClick={() => setExplained(!explained)}>
        {t(explained ? 'routing.hide' : 'routing.show')}
      </Button>
      {explained && <Explanation number={order.number} taskNo={task.no} />}
    </section>
  );
}

function Offers({ offers }: { offers: Task['offers'] }) {
  const t = useTexts('operator');
  if (offers.length === 0) return <p className="quiet">{t('offers.none')}</p>;
  return (
    <ul className="offers">
      {offers.map((o) => (
        <li key={o.no}>
          <b>{o.provider_name}</b>
          <span>{t(`offer.mode.${o.mode}` as Key<'operator'>)}</span>
          <span>{t(`offer.state.${o.state}` as Key<'operator'>)}</span>
          <span className="quiet">
            {o.state === 'PENDING'
              ? t('offers.until', { at: moment(o.expires_at) })
              : moment(o.closed_at ?? o.offered_at)}
          </span>
          {o.reason && <span className="quiet">{o.reason}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Why the router chose as it did: each decision in a sentence, then who was in, and who was out and why. */
function Explanation({ number: orderNumber, taskNo }: { number: string; taskNo: number }) {
  const t = useTexts('operator');
  const decisions = useGet('/orders/{number}/tasks/{task_no}/routing', {
    params: { path: { number: orderNumber, task_no: taskNo } },
  });
  if (decisions.error) return <Failed error={decisions.error} retry={() => void decisions.refetch()} />;
  if (!decisions.data) return <p role="status">{t('loading')}</p>;
  if (decisions.data.items.length === 0) return <p className="quiet">{t('routing.none')}</p>;
  return (
    <ol className="routing">
      {decisions.data.items.map((d) => (
        <li key={d.decided_at}>
          <p>
            <time dateTime={d.decided_at}>{moment(d.decided_at)}</time> {d.text}
          </p>
          {d.candidates && d.candidates.length > 0 && <Candidates decision={d} />}
          {d.misses && d.misses.length > 0 && (
            <details>
              <summary>{t('routing.misses', { count: d.misses.length })}</summary>
              <ul>
                {d.misses.map((m) => (
                  <li key={m.provider_id}>
                    {m.name}: {m.reasons.map((r) => r.text).join('；')}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}

const PARTS = ['continuity', 'distance', 'load', 'rating', 'acceptance', 'resolution', 'fairness'] as const;

function Candidates({ decision }: { decision: Schemas['RoutingDecision'] }) {
  const t = useTexts('operator');
  const weighed = PARTS.filter((p) => (decision.weights?.[p] ?? 1) > 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section className="scrolls" tabIndex={0} aria-label={t('routing.candidates')}>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('routing.provider')}</th>
            <th>{t('routing.score')}</th>
            {weighed.map((p) => (
              <th key={p}>{t(`routing.part.${p}` as Key<'operator'>)}</th>
            ))}
            <th>{t('routing.km')}</th>
            <th>{t('routing.inHand')}</th>
          </tr>
        </thead>
        <tbody>
          {decision.candidates?.map((c) => (
            <tr key={c.provider_id}>
              <th scope="row">{c.name}</th>
              <td>{number(c.score, 2)}</td>
              {weighed.map((p) => (
                <td key={p}>{number(c.parts[p] ?? 0, 2)}</td>
              ))}
              <td>{c.km === undefined ? '—' : number(c.km, 1)}</td>
              <td>{c.in_hand}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
