import { useEffect, useState } from 'react';
import { ProblemError, type Schemas } from '@/api';
import { useCommand, useGet } from '@/api/hooks';
import { useSessionState } from '@/api/session';
import { formAnswers } from '@/features/answers/form-answers';
import { now } from '@/shared/clock';
import { day, phone, time } from '@/shared/format';
import { type Key, useLanguage, useTexts } from '@/shared/i18n';
import { Failed, messageOf } from '@/shared/ui/Failed';
import { type Draft, forgetDraft, useDraft } from './draft';
import { Field } from './Field';
import { go, goBack, goInsteadOfBefore, useStep } from './route';
import { Choices, SchemaFields } from './SchemaFields';
import { type FormSchema, faultsOf, sameAgain, type Values } from './schema-form';
import { ThreeAtATime } from './ThreeAtATime';

type Slot = Schemas['Slot'];
/**
 * One order, in two steps: what is needed, then everything read back before it is sent.
 *
 * @param like number of an earlier order to be like
 */
export function PlaceOrder({ itemId, like }: { itemId: number; like: string | null }) {
  const t = useTexts('resident');
  const item = useGet('/items/{id}', { params: { path: { id: itemId } } });
  const forms = useGet('/items/{id}/forms', { params: { path: { id: itemId }, query: { limit: 1 } } });
  const home = useGet('/me/household', {});
  const last = useGet(
    '/orders/{number}',
    { params: { path: { number: like ?? '' } } },
    { enabled: like !== null },
  );
  const failure = item.error ?? forms.error ?? home.error ?? last.error;
  if (failure) {
    return (
      <Failed
        error={failure}
        retry={() => void Promise.all([item.refetch(), forms.refetch(), home.refetch()])}
      />
    );
  }
  if (!item.data || !forms.data || !home.data || (like !== null && !last.data)) {
    return <p className="wait">{t('wait')}</p>;
  }
  const schema = (forms.data.items[0]?.schema ?? {}) as FormSchema;
  return <Typing like={like} item={item.data} schema={schema} home={home.data} last={last.data ?? null} />;
}

type TypingProps = {
  like: string | null;
  item: Schemas['Item'];
  schema: FormSchema;
  home: Schemas['OwnHousehold'];
  last: Schemas['Order'] | null;
};

function Typing({ like, item, schema, home, last }: TypingProps) {
  const t = useTexts('resident');
  const english = useLanguage() === 'en';
  const state = useSessionState();
  const own = 'session' in state ? state.session : null;
  const [draft, set] = useDraft(own?.id ?? 0, `${item.id} ${like ?? ''}`, () => ({
    who: String(last?.resident_id ?? own?.id ?? 0),
    name: last?.contact_name ?? own?.name ?? '',
    phone: last?.contact_phone ?? own?.phone ?? '',
    address: last?.address ?? home.household?.address ?? '',
    note: last ? last.summary : '',
    form: last ? sameAgain(schema, last.form as Values, now()) : {},
    slot: null,
  }));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const step = useStep();
  const itemName = (english && item.name_en) || item.name;
  const bookable = item.kind === 'APPOINTMENT';
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step begins at its top
  useEffect(() => {
    scrollTo(0, 0); // newer browsers answer with a promise, which is nothing to clean up with
  }, [step]);

  function wrongs(): Record<string, string> {
    const faults = Object.entries(faultsOf(schema, draft.form, now()));
    const found: Record<string, string> = Object.fromEntries(
      faults.map(([name, wrong]) => {
        const { minimum: from, maximum: to } = schema.properties?.[name] ?? {};
        const bounded = wrong === 'number' && from !== undefined && to !== undefined;
        return [
          `form.${name}`,
          bounded ? t('wrong.between', { from, to }) : t(`wrong.${wrong}` as Key<'resident'>),
        ];
      }),
    );
    if (draft.name.trim() === '') found.contact_name = t('wrong.needed');
    if (!/^\d{3,20}$/.test(draft.phone)) found.contact_phone = t('wrong.phone');
    if (draft.address.trim().length < 2) found.address = t('wrong.needed');
    if (bookable && !draft.slot) found.slot_id = t('wrong.slot');
    return found;
  }

  function check() {
    const found = wrongs();
    setErrors(found);
    if (Object.keys(found).length > 0) requestAnimationFrame(toFirstWrong);
    else go(`${location.pathname}${location.search}#check`);
  }

  if (step === 'check' && Object.keys(wrongs()).length === 0) {
    return (
      <Check
        itemName={itemName}
        itemId={item.id}
        schema={schema}
        draft={draft}
        back={(found) => {
          setErrors(found);
          goBack();
        }}
      />
    );
  }
  const inForm = Object.fromEntries(
    Object.entries(errors).flatMap(([f, e]) => (f.startsWith('form.') ? [[f.slice(5), e]] : [])),
  );
  return (
    <main className="sheet">
      <h1>{itemName}</h1>
      {item.price && <p className="price">{(english && item.price_en) || item.price}</p>}
      {home.members.length > 1 && (
        <Choices
          title={t('place.who')}
          options={home.members.map((m) => ({ value: String(m.id), word: m.name }))}
          chosen={[draft.who]}
          pick={(who) => {
            const member = home.members.find((m) => String(m.id) === who);
            set({ who, name: member?.name ?? draft.name, phone: member?.phones[0] ?? draft.phone });
          }}
        />
      )}
      <SchemaFields schema={schema} values={draft.form} errors={inForm} change={(form) => set({ form })} />
      {bookable && <SlotChoice itemId={item.id} draft={draft} set={set} error={errors.slot_id} />}
      <Field label={t('place.name')} error={errors.contact_name}>
        {(p) => (
          <input
            {...p}
            autoComplete="name"
            maxLength={60}
            value={draft.name}
            onChange={(e) => set({ name: e.target.value })}
          />
        )}
      </Field>
      <Field label={t('place.phone')} error={errors.contact_phone}>
        {(p) => (
          <input
            {...p}
            type="tel"
            autoComplete="tel"
            value={draft.phone}
            onChange={(e) => set({ phone: e.target.value.replace(/\D/g, '') })}
          />
        )}
      </Field>
      <Field label={t('place.address')} error={errors.address ?? errors.centre_id}>
        {(p) => (
          <textarea
            {...p}
            rows={2}
            maxLength={200}
            autoComplete="street-address"
            value={draft.address}
            onChange={(e) => set({ address: e.target.value })}
          />
        )}
      </Field>
      <Field label={t('place.note')} error={errors.summary}>
        {(p) => (
          <textarea
            {...p}
            rows={3}
            maxLength={2000}
            value={draft.note}
            onChange={(e) => set({ note: e.target.value })}
          />
        )}
      </Field>
      {Object.keys(errors).length > 0 && (
        <p role="alert" className="wrong">
          {t('place.look')}
        </p>
      )}
      <button type="button" className="big-button" onClick={check}>
        {t('place.next')}
      </button>
      <button type="button" className="quiet-button" onClick={goBack}>
        {t('place.back')}
      </button>
    </main>
  );
}

function toFirstWrong(): void {
  const first = document.querySelector('.field .wrong:not(:empty)')?.closest('.field');
  first?.querySelector<HTMLElement>('input, textarea, button')?.focus();
}

function SlotChoice(p: { itemId: number; draft: Draft; set: (c: Partial<Draft>) => void; error?: string }) {
  const t = useTexts('resident');
  const slots = useGet('/slots', { params: { query: { item_id: p.itemId, limit: 60 } } });
  const free = (slots.data?.items ?? []).filter((s) => s.places_left > 0);
  return (
    <fieldset className="field">
      <legend>{t('slot.title')}</legend>
      {slots.data && free.length === 0 && <p className="nothing">{t('slot.none')}</p>}
      <ThreeAtATime
        name="slots"
        of={free}
        show={(s) => (
          <button
            key={s.id}
            type="button"
            className="choice"
            aria-pressed={p.draft.slot?.id === s.id}
            onClick={() => p.set({ slot: s })}
          >
            <strong>{slotText(s)}</strong>
            <span>{t('slot.left', { n: s.places_left })}</span>
          </button>
        )}
      />
      <p role="alert" className="wrong">
        {p.error}
      </p>
    </fieldset>
  );
}

const slotText = (s: Slot) => `${day(s.starts_at)} ${time(s.starts_at)}–${time(s.ends_at)}`;

type CheckProps = {
  itemName: string;
  itemId: number;
  schema: FormSchema;
  draft: Draft;
  back: (errors: Record<string, string>) => void;
};

/** Everything once more, and only then it is sent. */
function Check({ itemName, itemId, schema, draft, back }: CheckProps) {
  const t = useTexts('resident');
  const english = useLanguage() === 'en';
  const [twice, setTwice] = useState(false);
  const send = useCommand('post', '/orders', {
    onSuccess: (order) => {
      forgetDraft();
      // whoever goes back finds no form that asks to be sent again
      goInsteadOfBefore(`/placed/${order.number}`);
    },
    onError: (e) => {
      if (!(e instanceof ProblemError)) return;
      if (e.slug === 'duplicates') setTwice(true);
      else if (Object.keys(e.fieldMessages()).length > 0) back(e.fieldMessages());
    },
  });
  const answers = formAnswers(schema, draft.form, { yes: t('yes'), no: t('no'), english });
  const rows: [string, string][] = [
    ...answers.map((a): [string, string] => [a.title, a.value]),
    ...(draft.slot ? [[t('slot.title'), slotText(draft.slot)] as [string, string]] : []),
    [t('place.name'), draft.name],
    [t('place.phone'), phone(draft.phone)],
    [t('place.address'), draft.address],
    ...(draft.note ? [[t('place.note'), draft.note] as [string, string]] : []),
  ];
  const submit = () =>
    send.mutate({
      body: {
        item_id: itemId,
        channel: 'WEB',
        ...(Number(draft.who) > 0 && { resident_id: Number(draft.who) }),
        contact_name: draft.name.trim(),
        contact_phone: draft.phone,
        address: draft.address.trim(),
        summary: draft.note.trim() || itemName,
        form: draft.form as Record<string, never>,
        ...(draft.slot && { slot_id: draft.slot.id }),
        ...(twice && { despite_duplicates: true }),
      },
    });
  return (
    <main className="sheet">
      <h1>{t('check.title')}</h1>
      <p className="price">{itemName}</p>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {send.error && (
        <p role="alert" className="wrong">
          {twice ? t('check.twice') : messageOf(send.error)}
        </p>
      )}
      <button type="button" className="big-button" disabled={send.isPending} onClick={submit}>
        {twice ? t('check.allTheSame') : t('check.send')}
      </button>
      {twice && (
        <button type="button" className="big-button second" onClick={() => go('/orders')}>
          {t('check.see')}
        </button>
      )}
      <button type="button" className="quiet-button" onClick={() => back({})}>
        {t('check.change')}
      </button>
    </main>
  );
}
