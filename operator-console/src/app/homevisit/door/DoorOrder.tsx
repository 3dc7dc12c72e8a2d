import { useEffect, useRef, useState } from 'react';
import type { Schemas } from '@/api';
import { useTexts } from '@/shared/i18n';
import { type Device, type Person, useKnown } from '../device';
import { type FormSchema, valuesOf } from '../parts/form-schema';
import { usePosition } from '../parts/position';
import { go, To, useTitle } from '../parts/route';
import { useItemName } from '../use-item-name';
import { ChooseItem } from './ChooseItem';
import { Details } from './Details';
import { Whom } from './Whom';

export type Draft = {
  person: Person | null;
  item_id: number | null;
  typed: Record<string, string>;
  summary: string;
  slot_id: number | null;
};
const EMPTY: Draft = { person: null, item_id: null, typed: {}, summary: '', slot_id: null };
const KEPT = 'door';

export type Item = Schemas['CatalogueItem'];

/** An order for the resident at the door, in three steps; kept with every stroke, sent when there is network. */
export function DoorOrder({ device, edit }: { device: Device; edit: string | null }) {
  const t = useTexts('homevisit');
  const { catalogue, forms, words } = useKnown(device);
  const itemName = useItemName(device);
  const { draft, change } = useDraft(device, edit);
  const { current } = usePosition();
  const [saved, setSaved] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const saving = useRef(false);
  useTitle(`${t('door.title')} · ${t('title')}`);

  const items = catalogue?.categories.flatMap((c) => c.items) ?? [];
  const item = items.find((i) => i.id === draft?.item_id) ?? null;
  const form = item ? forms[`${item.id}.${item.form_version}`] : undefined;
  const schema = (form ?? {}) as FormSchema;

  const save = async (from: Draft & { person: Person }, of: Item) => {
    if (saving.current) return;
    saving.current = true;
    try {
      const body = {
        ...from.person,
        item_id: of.id,
        summary: from.summary.trim() || of.name,
        form: valuesOf(schema, from.typed),
        ...(from.slot_id ? { slot_id: from.slot_id } : {}),
      };
      if (edit) {
        await device.again(edit, body);
        setSaved(edit);
      } else {
        const fix = current();
        const place = fix ? { latitude: fix.latitude, longitude: fix.longitude } : {};
        setSaved(await device.order(`${of.name} · ${from.person.contact_name}`, { ...body, ...place }));
      }
      await device.remember(from.person);
      await device.keepDraft(KEPT, undefined);
      // going back does not lead to the same order again
      go('/visit/order', true);
    } catch {
      setWrong(true);
    } finally {
      saving.current = false;
    }
  };

  if (saved) return <Saved device={device} id={saved} />;
  if (!draft) return null;
  const { person } = draft;
  return (
    <main>
      <p>
        <To to="/visit" className="back">
          ‹ {t('back')}
        </To>
      </p>
      <h1>{t('door.title')}</h1>
      {edit && words[edit] && (
        <p role="alert" className="notice">
          {words[edit]}
        </p>
      )}
      {person && (
        <Chosen
          label={t('door.whom')}
          text={`${person.contact_name} · ${person.address}`}
          redo={() => change({ ...draft, person: null })}
        />
      )}
      {person && item && (
        <Chosen
          label={t('door.what')}
          text={itemName(item.id, item.name)}
          redo={() => change({ ...draft, item_id: null, typed: {}, slot_id: null })}
        />
      )}
      {!person ? (
        <Whom device={device} chosen={(p) => change({ ...draft, person: p })} />
      ) : !item ? (
        <ChooseItem
          catalogue={catalogue}
          chosen={(i) => change({ ...draft, item_id: i.id, typed: {}, slot_id: null })}
        />
      ) : (
        <Details
          device={device}
          item={item}
          schema={schema}
          known={form !== undefined}
          draft={draft}
          centreId={person.centre_id}
          change={change}
          save={() => save({ ...draft, person }, item)}
        />
      )}
      {wrong && (
        <p role="alert" className="wrong">
          {t('door.notKept')}
        </p>
      )}
    </main>
  );
}

function Chosen({ label, text, redo }: { label: string; text: string; redo: () => void }) {
  const t = useTexts('homevisit');
  return (
    <p className="chosen">
      <span>
        <span className="quiet">{label}</span> <strong>{text}</strong>
      </span>
      <button type="button" className="button" onClick={redo}>
        {t('door.redo')}
      </button>
    </p>
  );
}

function useDraft(device: Device, edit: string | null) {
  const [draft, setDraft] = useState<Draft | null>(null);
  useEffect(() => {
    let over = false;
    void (async () => {
      const body = edit ? await device.body(edit) : undefined;
      const kept = body ? draftOf(body) : await device.draft<Draft>(KEPT);
      if (!over) setDraft(kept ?? EMPTY);
    })();
    return () => {
      over = true;
    };
  }, [device, edit]);
  const change = (next: Draft) => {
    setDraft(next);
    if (!edit) void device.keepDraft(KEPT, next);
  };
  return { draft, change };
}

/** A refused order, to be mended: all that was typed is there. */
function draftOf(body: Record<string, unknown>): Draft {
  const form = (body.form ?? {}) as Record<string, unknown>;
  return {
    person: {
      resident_id: body.resident_id as number | undefined,
      contact_name: String(body.contact_name ?? ''),
      contact_phone: String(body.contact_phone ?? ''),
      address: String(body.address ?? ''),
      centre_id: body.centre_id as number | undefined,
    },
    item_id: body.item_id as number,
    typed: Object.fromEntries(Object.entries(form).map(([name, value]) => [name, String(value)])),
    summary: String(body.summary ?? ''),
    slot_id: (body.slot_id as number | undefined) ?? null,
  };
}

function Saved({ device, id }: { device: Device; id: string }) {
  const t = useTexts('homevisit');
  const entry = useKnown(device).entries.find((e) => e.id === id);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main>
      <h1 ref={heading} tabIndex={-1}>
        {t('door.saved')}
      </h1>
      <p role="status">
        {entry?.number
          ? t('sent.number', { number: entry.number.replace(/(\d{4})(?=\d)/g, '$1 ') })
          : entry?.state === 'REFUSED'
            ? t('door.refused')
            : t('door.waits')}
      </p>
      <To to="/visit" className="button strong wide">
        {t('door.toHome')}
      </To>
      {entry?.state === 'REFUSED' && (
        <To to="/visit/sent" className="button wide">
          {t('door.toSent')}
        </To>
      )}
    </main>
  );
}
