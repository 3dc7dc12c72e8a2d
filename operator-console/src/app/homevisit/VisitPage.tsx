import { useEffect, useState } from 'react';
import { moment, orderNumber, phone } from '@/shared/format';
import { type Key, useLanguage, useTexts } from '@/shared/i18n';
import { type Device, useKnown } from './device';
import { EndVisit } from './EndVisit';
import { type FormSchema, fieldsOf, shown } from './parts/form-schema';
import { usePosition } from './parts/position';
import { To, useTitle } from './parts/route';
import type { Entry } from './sync/queue';
import { Trail } from './Trail';
import { useItemName } from './use-item-name';
import { chainOf, dueAt, type Progress, progressOf, type StepName, type Task } from './visits';

export function VisitPage({ device, chain }: { device: Device; chain: string }) {
  const t = useTexts('homevisit');
  const { visits } = useKnown(device);
  const visit = visits.find((v) => chainOf(v.task) === chain);
  useTitle(`${visit?.task.task.item_name ?? t('visit.gone.title')} · ${t('title')}`);
  if (!visit) {
    return (
      <main>
        <Back />
        <h1>{t('visit.gone.title')}</h1>
        <p>{t('visit.gone.text')}</p>
      </main>
    );
  }
  return <Visit device={device} task={visit.task} gone={visit.gone} />;
}

function Back() {
  const t = useTexts('homevisit');
  return (
    <p>
      <To to="/visit" className="back">
        ‹ {t('back')}
      </To>
    </p>
  );
}

function Visit({ device, task, gone }: { device: Device; task: Task; gone: boolean }) {
  const t = useTexts('homevisit');
  const itemName = useItemName(device);
  const { entries } = useKnown(device);
  const { fix, current } = usePosition();
  const chain = chainOf(task);
  const own = entries.filter((e) => e.chain === chain);
  const progress = progressOf(task, entries);
  const over = progress === 'DONE' || progress === 'NOT_DONE';
  const press = (step: StepName, body: Record<string, unknown> = {}) =>
    device.step(task, step, { ...(current() ?? {}), ...body });
  return (
    <main className="visit">
      <Back />
      <h1>{itemName(task.task.item_id, task.task.item_name)}</h1>
      <p>
        <span className={`chip chip-${gone ? 'GONE' : progress}`}>
          {t(`progress.${gone ? 'GONE' : progress}` as Key<'homevisit'>)}
        </span>{' '}
        <span className="quiet">{orderNumber(task.number)}</span>
      </p>
      <MovedOn own={own} gone={gone && !over} />
      <Facts device={device} task={task} />
      {(progress === 'ARRIVED' || progress === 'AT_WORK') && (
        <EndVisit device={device} task={task} own={own} gone={gone} end={press} />
      )}
      <Trail own={own} />
      {!over && !gone && <NextStep progress={progress} press={press} found={fix !== null} />}
    </main>
  );
}

/** The one thing to do next, within reach of the thumb. */
function NextStep({
  progress,
  press,
  found,
}: {
  progress: Progress;
  press: (step: StepName) => Promise<void>;
  found: boolean;
}) {
  const t = useTexts('homevisit');
  const [busy, setBusy] = useState(false);
  const step = async (name: StepName) => {
    if (busy) return;
    setBusy(true);
    try {
      await press(name);
    } finally {
      setBusy(false);
    }
  };
  if (progress === 'AT_WORK') return null;
  return (
    <div className="next">
      <p className="quiet">{found ? t('position.found') : t('position.none')}</p>
      {progress === 'AHEAD' && (
        <>
          <button
            type="button"
            className="button strong wide"
            disabled={busy}
            onClick={() => void step('DEPART')}
          >
            {t('step.DEPART')}
          </button>
          <button type="button" className="button wide" disabled={busy} onClick={() => void step('ARRIVE')}>
            {t('step.ARRIVE')}
          </button>
        </>
      )}
      {progress === 'UNDERWAY' && (
        <button
          type="button"
          className="button strong wide"
          disabled={busy}
          onClick={() => void step('ARRIVE')}
        >
          {t('step.ARRIVE')}
        </button>
      )}
      {progress === 'ARRIVED' && (
        <button
          type="button"
          className="button strong wide"
          disabled={busy}
          onClick={() => void step('START')}
        >
          {t('step.START')}
        </button>
      )}
    </div>
  );
}

/** The world has moved on: what happened, and that what was done here is not lost. */
function MovedOn({ own, gone }: { own: Entry[]; gone: boolean }) {
  const t = useTexts('homevisit');
  const kept = own.find((e) => e.state === 'KEPT');
  if (!kept && !gone) return null;
  const waiting = own.some((e) => e.state === 'WAITING');
  return (
    <section className="notice" role="alert">
      <p>
        <strong>{kept ? t(`why.${kept.why}` as Key<'homevisit'>) : t('why.gone')}</strong>
      </p>
      <p>{waiting ? t('why.keeping') : t('why.kept')}</p>
    </section>
  );
}

function Facts({ device, task }: { device: Device; task: Task }) {
  const t = useTexts('homevisit');
  const due = dueAt(task);
  return (
    <dl className="facts">
      {task.contact_name && (
        <>
          <dt>{t('facts.who')}</dt>
          <dd>{task.contact_name}</dd>
        </>
      )}
      {task.contact_phone && (
        <>
          <dt>{t('facts.phone')}</dt>
          <dd>
            <a className="button" href={`tel:${task.contact_phone}`}>
              {t('facts.call', { phone: phone(task.contact_phone) })}
            </a>
          </dd>
        </>
      )}
      <dt>{t('facts.where')}</dt>
      <dd>
        {task.address ?? task.area}{' '}
        {task.latitude !== undefined && (
          <a
            className="button"
            href={`geo:${task.latitude},${task.longitude}?q=${task.latitude},${task.longitude}`}
          >
            {t('facts.map')}
          </a>
        )}
      </dd>
      <dt>{t('facts.when')}</dt>
      <dd>{due ? moment(due) : t('card.noTime')}</dd>
      <dt>{t('facts.what')}</dt>
      <dd>{task.summary}</dd>
      <Answers device={device} task={task} />
    </dl>
  );
}

function Answers({ device, task }: { device: Device; task: Task }) {
  const t = useTexts('homevisit');
  const en = useLanguage() === 'en';
  const schema = useSchema(device, task);
  const form = (task.form ?? {}) as Record<string, unknown>;
  const fields = fieldsOf(schema, en);
  return Object.entries(form).map(([name, value]) => {
    const field = fields.find((f) => f.name === name);
    return (
      <div key={name} className="answer">
        <dt>{field?.title ?? name}</dt>
        <dd>{shown(field?.property, value, en, t('yes'), t('no'))}</dd>
      </div>
    );
  });
}

/** The form of a task's item, as the device has it. */
export function useSchema(device: Device, task: Task): FormSchema {
  const { catalogue, forms } = useKnown(device);
  const [schema, setSchema] = useState<FormSchema>({});
  const id = task.task.item_id;
  useEffect(() => {
    const item = catalogue?.categories.flatMap((c) => c.items).find((i) => i.id === id);
    setSchema((item && (forms[`${id}.${item.form_version}`] as FormSchema | undefined)) ?? {});
  }, [catalogue, forms, id]);
  return schema;
}
