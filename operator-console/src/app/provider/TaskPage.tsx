import { Alert, Spin } from 'antd';
import { Link, useParams } from 'react-router';
import { useGet } from '@/api/hooks';
import { formAnswers } from '@/features/answers/form-answers';
import { moment, orderNumber, phone } from '@/shared/format';
import { type Key, useLanguage, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { usePageTitle } from '@/shared/ui/page-title';
import { PriorityTag, TaskStateTag } from '@/shared/ui/StateTag';
import { Evidence } from './Evidence';
import type { TaskView } from './own';
import './provider.css';
import { TaskActions } from './TaskActions';
import { Due } from './TaskCard';
import { WorkerChoice } from './WorkerChoice';

/** One task with what its provider needs to do it, and nothing else. */
export function TaskPage() {
  const t = useTexts('provider');
  const { number = '', taskNo = '' } = useParams();
  usePageTitle(t('task.title', { number: orderNumber(number) }));
  const task = useGet('/orders/{number}/tasks/{task_no}', {
    params: { path: { number, task_no: Number(taskNo) } },
  });
  if (task.error) return <Failed error={task.error} retry={() => void task.refetch()} />;
  if (!task.data) return <Spin className="page-spin" />;
  return <Task view={task.data} />;
}

function Task({ view }: { view: TaskView }) {
  const t = useTexts('provider');
  const { task } = view;
  const isOurs = task.provider_id !== undefined;
  return (
    <>
      <p>
        <Link to="/provider/board">{t('task.back')}</Link>
      </p>
      <div className="task-head">
        <h1 className="page-title">{task.item_name}</h1>
        <TaskStateTag state={task.state} /> <PriorityTag priority={view.priority} />
        <Due due={view.next_due} />
      </div>
      {task.requested && (
        <Alert
          type="warning"
          showIcon
          title={t(`requested.${task.requested}` as Key<'provider'>)}
          description={task.requested_reason}
        />
      )}
      <div className="task-page">
        <section className="panel" aria-label={t('task.about')}>
          <p className="task-summary">{view.summary}</p>
          <Facts view={view} />
        </section>
        <div>
          {isOurs && (
            <section className="panel" aria-label={t('task.doing')}>
              <WorkerChoice view={view} />
              <TaskActions view={view} />
            </section>
          )}
          {isOurs && <Evidence number={view.number} taskNo={task.no} />}
        </div>
      </div>
    </>
  );
}

function Facts({ view }: { view: TaskView }) {
  const t = useTexts('provider');
  const english = useLanguage() === 'en';
  const item = view.task.item_id;
  const form = useGet('/items/{id}/forms', { params: { path: { id: item }, query: { limit: 1 } } });
  const answers = formAnswers(form.data?.items[0]?.schema, view.form ?? {}, {
    yes: t('yes'),
    no: t('no'),
    english,
  });
  const rows: [string, React.ReactNode][] = [
    [t('task.number'), orderNumber(view.number)],
    [t('task.contact'), view.contact_name],
    [
      t('task.phone'),
      view.contact_phone && <a href={`tel:${view.contact_phone}`}>{phone(view.contact_phone)}</a>,
    ],
    [t('task.address'), view.address ?? view.area],
    [t('task.slot'), view.slot_starts_at && moment(view.slot_starts_at)],
    [t('task.scheduled'), view.task.scheduled_for && moment(view.task.scheduled_for)],
    ...answers.map((a): [string, string] => [a.title, a.value]),
    [t('task.result'), view.task.result],
  ];
  return (
    <dl className="fact-list">
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
