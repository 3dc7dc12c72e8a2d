import { App, Select } from 'antd';
import type { Schemas } from '@/api';
import { useCommand, useGet } from '@/api/hooks';
import { useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';
import type { TaskView } from './own';

const STILL_TO_GO = ['ACCEPTED', 'SCHEDULED', 'EN_ROUTE', 'ON_SITE', 'IN_PROGRESS', 'SUSPENDED'];

/** Who goes: the most suitable ones on top, with why. */
export function WorkerChoice({ view }: { view: TaskView }) {
  const t = useTexts('provider');
  const { message } = App.useApp();
  const path = { number: view.number, task_no: view.task.no };
  const workers = useGet('/orders/{number}/tasks/{task_no}/workers', { params: { path } });
  const name = useCommand('post', '/orders/{number}/tasks/{task_no}/worker', {
    onSuccess: (done) => message.success(t('worker.named', { name: done.task.worker_name ?? '' })),
    onError: (e) => message.error(messageOf(e), 8),
  });
  const why = (w: Schemas['WorkerSuggestion']) =>
    [
      w.came_before ? t('worker.cameBefore') : '',
      t('worker.inHand', { n: w.in_hand }),
      w.lacks.length > 0 ? t('worker.lacks', { skills: w.lacks.join('、') }) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <div className="field">
      <label htmlFor="worker">{t('worker.label')}</label>
      <Select
        id="worker"
        showSearch={{ optionFilterProp: 'name' }}
        disabled={!STILL_TO_GO.includes(view.task.state)}
        loading={workers.isPending || name.isPending}
        value={view.task.worker_id}
        placeholder={t('worker.choose')}
        notFoundContent={workers.error ? messageOf(workers.error) : t('worker.none')}
        onChange={(worker_id: number) => name.mutate({ params: { path }, body: { worker_id } })}
        options={workers.data?.items.map((w) => ({
          value: w.worker_id,
          name: w.name,
          label: w.name,
          why: why(w),
        }))}
        optionRender={(option) => (
          <>
            <strong>{option.data.name}</strong> <small>{option.data.why}</small>
          </>
        )}
      />
      {view.task.worker_id !== undefined &&
        !workers.data?.items.some((w) => w.worker_id === view.task.worker_id) && (
          <small>{view.task.worker_name}</small>
        )}
    </div>
  );
}
