import { type FormEvent, useEffect, useId, useState } from 'react';
import type { Schemas } from '@/api';
import { moment } from '@/shared/format';
import { useLanguage, useTexts } from '@/shared/i18n';
import type { Device } from '../device';
import { type Field, type FormSchema, fieldsOf, missing } from '../parts/form-schema';
import { ask } from '../sync/send';
import type { Draft, Item } from './DoorOrder';

/** The item's form, a time where one is booked, and a word on it. */
export function Details({
  device,
  item,
  schema,
  known,
  draft,
  centreId,
  change,
  save,
}: {
  device: Device;
  item: Item;
  schema: FormSchema;
  /** Whether the form is on the device. */
  known: boolean;
  draft: Draft;
  centreId: number | undefined;
  change: (draft: Draft) => void;
  save: () => Promise<void>;
}) {
  const t = useTexts('homevisit');
  const en = useLanguage() === 'en';
  const [checked, setChecked] = useState(false);
  const id = useId();
  const empty = missing(schema, draft.typed);
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setChecked(true);
    if (empty[0] !== undefined) {
      document.getElementById(`${id}${empty[0]}`)?.focus();
      return;
    }
    void save();
  };
  return (
    <form onSubmit={submit} noValidate>
      <h2>{t('details.title')}</h2>
      {!known && <p role="status">{t('item.noForm')}</p>}
      {fieldsOf(schema, en).map((field) => (
        <FormField
          key={field.name}
          id={`${id}${field.name}`}
          field={field}
          value={draft.typed[field.name] ?? ''}
          wrong={checked && empty.includes(field.name)}
          change={(value) => change({ ...draft, typed: { ...draft.typed, [field.name]: value } })}
        />
      ))}
      {item.kind === 'APPOINTMENT' && (
        <Slots
          device={device}
          itemId={item.id}
          centreId={centreId}
          chosen={draft.slot_id}
          choose={(slot_id) => change({ ...draft, slot_id })}
        />
      )}
      <label htmlFor={`${id}-summary`}>{t('details.summary')}</label>
      <textarea
        id={`${id}-summary`}
        rows={3}
        maxLength={2000}
        value={draft.summary}
        onChange={(e) => change({ ...draft, summary: e.target.value })}
      />
      <div className="next">
        <button type="submit" className="button strong wide">
          {t('door.save')}
        </button>
      </div>
    </form>
  );
}

function FormField({
  id,
  field,
  value,
  wrong,
  change,
}: {
  id: string;
  field: Field;
  value: string;
  wrong: boolean;
  change: (value: string) => void;
}) {
  const t = useTexts('homevisit');
  const en = useLanguage() === 'en';
  const { property } = field;
  const type = Array.isArray(property.type) ? property.type[0] : property.type;
  const titles = (en && property['x-enum-titles-en']) || property['x-enum-titles'];
  const options: [string, string][] | null =
    type === 'boolean'
      ? [
          ['true', t('yes')],
          ['false', t('no')],
        ]
      : (property.enum?.map((v, i) => [String(v), titles?.[i] ?? String(v)]) ?? null);
  const described = {
    'aria-invalid': wrong,
    'aria-describedby': `${id}-wrong`,
    'aria-required': field.required,
  };
  return (
    <div>
      <label htmlFor={id}>
        {field.title}
        {!field.required && ` ${t('optional')}`}
      </label>
      {options ? (
        <select id={id} value={value} {...described} onChange={(e) => change(e.target.value)}>
          <option value="">{t('choose')}</option>
          {options.map(([v, title]) => (
            <option key={v} value={v}>
              {title}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          value={value}
          type={
            property.format === 'date' ? 'date' : type === 'integer' || type === 'number' ? 'number' : 'text'
          }
          min={property.minimum}
          max={property.maximum}
          maxLength={property.maxLength}
          autoComplete="off"
          {...described}
          onChange={(e) => change(e.target.value)}
        />
      )}
      <p id={`${id}-wrong`} className="wrong" role="alert">
        {wrong && t('need.field', { field: field.title })}
      </p>
    </div>
  );
}

/** Times can only be looked up with network. Without, the order waits, and asks for a time when it is sent. */
function Slots({
  device,
  itemId,
  centreId,
  chosen,
  choose,
}: {
  device: Device;
  itemId: number;
  centreId: number | undefined;
  chosen: number | null;
  choose: (id: number) => void;
}) {
  const t = useTexts('homevisit');
  const [slots, setSlots] = useState<Schemas['Slot'][] | null>(null);
  const [most, setMost] = useState(3);
  useEffect(() => {
    let over = false;
    const query = new URLSearchParams({ item_id: String(itemId), free: 'true', limit: '30' });
    if (centreId) query.set('centre_id', String(centreId));
    void ask<Schemas['SlotPage']>(`/slots?${query}`).then((asked) => {
      device.reach(asked.kind);
      if (!over && asked.kind === 'here') setSlots(asked.value.items);
    });
    return () => {
      over = true;
    };
  }, [device, itemId, centreId]);
  if (!slots) return <p role="status">{t('slot.offline')}</p>;
  if (slots.length === 0) return <p role="status">{t('slot.none')}</p>;
  return (
    <fieldset className="checklist">
      <legend>{t('slot.title')}</legend>
      {slots.slice(0, most).map((slot) => (
        <label key={slot.id}>
          <input type="radio" name="slot" checked={chosen === slot.id} onChange={() => choose(slot.id)} />
          <span>{moment(slot.starts_at)}</span>
        </label>
      ))}
      {slots.length > most && (
        <button type="button" className="button wide" onClick={() => setMost(most + 6)}>
          {t('slot.more')}
        </button>
      )}
    </fieldset>
  );
}
