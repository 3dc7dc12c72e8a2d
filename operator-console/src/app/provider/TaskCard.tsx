import { Link } from 'react-router';
import { useNow } from '@/shared/clock';
import { orderNumber, span } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { PriorityTag, TaskStateTag } from '@/shared/ui/StateTag';
import type { TaskView } from './own';

/** What is promised next: how long there is, or how long it is overdue. */
export function Due({ due }: { due: TaskView['next_due'] }) {
  const t = useTexts('provider');
  const at = useNow(10_000);
  if (!due) return null;
  const left = Date.parse(due.due_at) - at;
  const clock = t(`clock.${due.clock}` as Key<'provider'>);
  const values = { clock, time: span(left) };
  return (
    <span className={left < 0 ? 'due late' : left < 3_600_000 ? 'due soon' : 'due'}>
      {left < 0 ? t('due.late', values) : t('due.left', values)}
    </span>
  );
}

export function TaskCard({ view, showState }: { view: TaskView; showState: boolean }) {
  const t = useTexts('provider');
  const { task } = view;
  return (
    <Link to={`/provider/tasks/${view.number}/${task.no}`} className="task-card">
      <span className="task-card-head">
        <strong>{task.item_name}</strong> <PriorityTag priority={view.priority} />
        {showState && <TaskStateTag state={task.state} />}
      </span>
      <span className="summary">{view.summary}</span>
      <span className="facts">
        {view.contact_name && `${view.contact_name} · `}
        {view.address ?? view.area}
      </span>
      <span className="facts">
        {task.worker_name ? t('card.worker', { name: task.worker_name }) : t('card.nobody')} ·{' '}
        {orderNumber(view.number)}
      </span>
      {task.requested && (
        <span className="requested">{t(`requested.${task.requested}` as Key<'provider'>)}</span>
      )}
      <Due due={view.next_due} />
    </Link>
  );
}
