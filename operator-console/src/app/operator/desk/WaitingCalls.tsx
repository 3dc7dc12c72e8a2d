import type { Schemas } from '@/api';
import { useGet } from '@/api/hooks';
import { useNow } from '@/shared/clock';
import { clock, phone } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { PriorityTag } from '@/shared/ui/StateTag';

const MOST = 50;
const RANK = { EMERGENCY: 0, HIGH: 1, NORMAL: 2 };

/** Who waits for an operator, and who is to be called back. They come by themselves, in this order. */
export function WaitingCalls() {
  const t = useTexts('operator');
  const waiting = useGet('/calls', { params: { query: { state: 'WAITING', limit: MOST } } });
  const callBacks = useGet('/calls', { params: { query: { state: 'CALL_BACK', limit: MOST } } });
  if (waiting.error) return <Failed error={waiting.error} retry={() => void waiting.refetch()} />;
  return (
    <section className="card" aria-label={t('waiting.title')}>
      <Queue
        title={t('waiting.now', { count: waiting.data?.items.length ?? 0 })}
        calls={waiting.data?.items}
      />
      <Queue
        title={t('waiting.back', { count: callBacks.data?.items.length ?? 0 })}
        calls={callBacks.data?.items}
      />
    </section>
  );
}

function Queue({ title, calls }: { title: string; calls: Schemas['Call'][] | undefined }) {
  const t = useTexts('operator');
  const time = useNow();
  const inOrder = [...(calls ?? [])].sort(
    (a, b) => RANK[a.priority] - RANK[b.priority] || a.queued_at.localeCompare(b.queued_at),
  );
  return (
    <>
      <h3>{title}</h3>
      <ul className="waiting">
        {inOrder.map((c) => (
          <li key={c.id}>
            <span>{phone(c.number) || t('call.withheld')}</span>
            <PriorityTag priority={c.priority} />
            <span className="clock">{clock(Math.max(0, time - Date.parse(c.queued_at)))}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
