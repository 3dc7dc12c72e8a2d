import { App, Button, DatePicker, InputNumber } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useCommand } from '@/api/hooks';
import { ZONE } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';
import type { TaskView } from './own';
import { ReasonForm } from './ReasonForm';

type Asked = 'resolve' | 'cannot' | 'return' | 'suspend' | 'extend';

/** The next step of a task, and what else can be said of it. */
export function TaskActions({ view }: { view: TaskView }) {
  const t = useTexts('provider');
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);
  const path = { number: view.number, task_no: view.task.no };
  const said = {
    onSuccess: () => {
      setAsked(null);
      message.success(t('task.saved'));
    },
  };
  const told = { ...said, onError: (e: Error) => message.error(messageOf(e), 8) };
  const depart = useCommand('post', '/orders/{number}/tasks/{task_no}/depart', told);
  const arrive = useCommand('post', '/orders/{number}/tasks/{task_no}/arrive', told);
  const start = useCommand('post', '/orders/{number}/tasks/{task_no}/start', told);
  const resume = useCommand('post', '/orders/{number}/tasks/{task_no}/resume', told);
  const step = { params: { path }, body: {} };
  const { state, requested } = view.task;
  const working = ['ACCEPTED', 'SCHEDULED', 'EN_ROUTE', 'ON_SITE', 'IN_PROGRESS'].includes(state);
  return (
    <>
      {(state === 'ACCEPTED' || state === 'SCHEDULED') && <Schedule view={view} />}
      <div className="step-buttons">
        {(state === 'ACCEPTED' || state === 'SCHEDULED') && (
          <Button type="primary" loading={depart.isPending} onClick={() => depart.mutate(step)}>
            {t('task.depart')}
          </Button>
        )}
        {state === 'EN_ROUTE' && (
          <Button type="primary" loading={arrive.isPending} onClick={() => arrive.mutate(step)}>
            {t('task.arrive')}
          </Button>
        )}
        {state === 'ON_SITE' && (
          <Button type="primary" loading={start.isPending} onClick={() => start.mutate(step)}>
            {t('task.start')}
          </Button>
        )}
        {state === 'IN_PROGRESS' && (
          <Button type="primary" onClick={() => setAsked('resolve')}>
            {t('task.resolve')}
          </Button>
        )}
        {state === 'SUSPENDED' && (
          <Button
            type="primary"
            loading={resume.isPending}
            onClick={() => resume.mutate({ params: { path } })}
          >
            {t('task.resume')}
          </Button>
        )}
        {working && <Button onClick={() => setAsked('cannot')}>{t('task.cannot')}</Button>}
        {working && !requested && (
          <>
            <Button onClick={() => setAsked('suspend')}>{t('task.suspend')}</Button>
            <Button onClick={() => setAsked('extend')}>{t('task.extend')}</Button>
          </>
        )}
        {(state === 'ACCEPTED' || state === 'SCHEDULED') && !requested && (
          <Button danger onClick={() => setAsked('return')}>
            {t('task.return')}
          </Button>
        )}
      </div>
      {asked && <Ask asked={asked} view={view} done={said.onSuccess} close={() => setAsked(null)} />}
    </>
  );
}

function Ask(p: { asked: Asked; view: TaskView; done: () => void; close: () => void }) {
  const t = useTexts('provider');
  const path = { number: p.view.number, task_no: p.view.task.no };
  const on = { onSuccess: p.done };
  const [days, setDays] = useState(3);
  const resolve = useCommand('post', '/orders/{number}/tasks/{task_no}/resolve', on);
  const cannot = useCommand('post', '/orders/{number}/tasks/{task_no}/cannot-complete', on);
  const back = useCommand('post', '/orders/{number}/tasks/{task_no}/return', on);
  const suspend = useCommand('post', '/orders/{number}/tasks/{task_no}/suspension', on);
  const extend = useCommand('post', '/orders/{number}/tasks/{task_no}/extension', on);
  const params = { path };
  switch (p.asked) {
    case 'resolve':
      return (
        <ReasonForm
          title={t('resolve.title')}
          hint={t('resolve.hint')}
          submit={t('task.resolve')}
          sending={resolve.isPending}
          error={resolve.error}
          onSubmit={(result) => resolve.mutate({ params, body: { result } })}
          onClose={p.close}
        />
      );
    case 'cannot':
      return (
        <ReasonForm
          title={t('cannot.title')}
          hint={t('cannot.hint')}
          submit={t('task.cannot')}
          danger
          sending={cannot.isPending}
          error={cannot.error}
          onSubmit={(reason) => cannot.mutate({ params, body: { reason } })}
          onClose={p.close}
        />
      );
    case 'return':
      return (
        <ReasonForm
          title={t('return.title')}
          hint={t('return.hint')}
          submit={t('task.return')}
          danger
          sending={back.isPending}
          error={back.error}
          onSubmit={(reason) => back.mutate({ params, body: { reason } })}
          onClose={p.close}
        />
      );
    case 'suspend':
      return (
        <ReasonForm
          title={t('suspend.title')}
          hint={t('suspend.hint')}
          submit={t('task.suspend')}
          sending={suspend.isPending}
          error={suspend.error}
          onSubmit={(reason) => suspend.mutate({ params, body: { reason } })}
          onClose={p.close}
        />
      );
    case 'extend':
      return (
        <ReasonForm
          title={t('extend.title')}
          before={
            <div className="field">
              <label htmlFor="days">{t('extend.days')}</label>
              <InputNumber id="days" min={1} max={60} value={days} onChange={(n) => setDays(n ?? 1)} />
            </div>
          }
          submit={t('task.extend')}
          sending={extend.isPending}
          error={extend.error}
          onSubmit={(reason) => extend.mutate({ params, body: { days, reason } })}
          onClose={p.close}
        />
      );
  }
}

/** When we come, as agreed with the resident. */
function Schedule({ view }: { view: TaskView }) {
  const t = useTexts('provider');
  const { message } = App.useApp();
  const [when, setWhen] = useState<Dayjs | null>(
    view.task.scheduled_for ? inZone(view.task.scheduled_for) : null,
  );
  const schedule = useCommand('post', '/orders/{number}/tasks/{task_no}/schedule', {
    onSuccess: () => message.success(t('task.saved')),
  });
  const path = { number: view.number, task_no: view.task.no };
  return (
    <div className="field">
      <label htmlFor="when">{t('task.when')}</label>
      <div className="field-row">
        <DatePicker
          id="when"
          showTime={{ format: 'HH:mm', minuteStep: 15 }}
          format="YYYY-MM-DD HH:mm"
          value={when}
          onChange={setWhen}
          placeholder={t('task.whenChoose')}
          status={schedule.error ? 'error' : ''}
        />
        <Button
          disabled={!when}
          loading={schedule.isPending}
          onClick={() => when && schedule.mutate({ params: { path }, body: { when: zoned(when) } })}
        >
          {t('task.schedule')}
        </Button>
      </div>
      {schedule.error && (
        <small role="alert" className="form-failure">
          {messageOf(schedule.error)}
        </small>
      )}
    </div>
  );
}

// The picker shows wall clock time; it is the district's, wherever the browser stands. China has one zone and no
// summer time (GB/T 7408 writes it +08:00).
function zoned(picked: Dayjs): string {
  return `${picked.format('YYYY-MM-DDTHH:mm:00')}+08:00`;
}

function inZone(at: string): Dayjs {
  return dayjs(new Date(at).toLocaleString('sv-SE', { timeZone: ZONE }));
}
