import { type ChangeEvent, useEffect, useId, useRef, useState } from 'react';
import { useLanguage, useTexts } from '@/shared/i18n';
import type { Device } from './device';
import { downscaled } from './parts/photo';
import { Signature } from './parts/Signature';
import type { Entry } from './sync/queue';
import { useSchema } from './VisitPage';
import { chainOf, type StepName, type Task } from './visits';

type Draft = { ticked: string[]; said: string };
const MOST_PHOTOS = 12;

/** What is done at the door: the list, photos, a signature, a word on it, and the end. */
export function EndVisit({
  device,
  task,
  own,
  gone,
  end,
}: {
  device: Device;
  task: Task;
  own: Entry[];
  /** It is no longer theirs: what was done can still be handed over as evidence. */
  gone: boolean;
  end: (step: StepName, body: Record<string, unknown>) => Promise<void>;
}) {
  const t = useTexts('homevisit');
  const chain = chainOf(task);
  const list = useChecklist(device, task);
  const { draft, change } = useDraft(device, chain);
  const [wrong, setWrong] = useState('');
  const [asked, setAsked] = useState(false);
  const busy = useRef(false);
  const saidField = useRef<HTMLTextAreaElement>(null);
  const [saidId, wrongId] = [useId(), useId()];
  const open = list.filter((text) => !draft.ticked.includes(text)).length;

  const finish = async (step: 'RESOLVE' | 'CANNOT_COMPLETE', anyway = false) => {
    if (busy.current) return;
    const said = draft.said.trim();
    if (said === '') {
      setWrong(step === 'RESOLVE' ? t('end.needResult') : t('end.needReason'));
      saidField.current?.focus();
      return;
    }
    if (step === 'RESOLVE' && open > 0 && !anyway) {
      setAsked(true);
      return;
    }
    busy.current = true;
    const checklist = list.map((text) => ({ text, done: draft.ticked.includes(text) }));
    await end(step, { said, checklist });
    await device.keepDraft(chain, undefined);
  };

  return (
    <section>
      <fieldset className="checklist">
        <legend>{t('check.title')}</legend>
        {list.map((text) => (
          <label key={text}>
            <input
              type="checkbox"
              checked={draft.ticked.includes(text)}
              onChange={(e) =>
                change({
                  ...draft,
                  ticked: e.target.checked ? [...draft.ticked, text] : draft.ticked.filter((x) => x !== text),
                })
              }
            />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
      <Photos device={device} task={task} own={own} />
      <Signed device={device} task={task} own={own} />
      <label htmlFor={saidId}>{t('end.said')}</label>
      <textarea
        id={saidId}
        ref={saidField}
        rows={3}
        maxLength={500}
        value={draft.said}
        aria-describedby={wrongId}
        aria-invalid={wrong !== '' && draft.said.trim() === ''}
        onChange={(e) => change({ ...draft, said: e.target.value })}
      />
      <p id={wrongId} role="alert" className="wrong">
        {draft.said.trim() === '' && wrong}
      </p>
      <div className="next">
        {gone ? (
          <button type="button" className="button strong wide" onClick={() => void finish('RESOLVE', true)}>
            {t('end.handOver')}
          </button>
        ) : asked && open > 0 ? (
          <div className="notice" role="alert">
            <p>{t('end.open', { n: open })}</p>
            <div className="row">
              <button type="button" className="button" onClick={() => setAsked(false)}>
                {t('end.back')}
              </button>
              <button type="button" className="button strong" onClick={() => void finish('RESOLVE', true)}>
                {t('end.anyway')}
              </button>
            </div>
          </div>
        ) : (
          <>
            <button type="button" className="button strong wide" onClick={() => void finish('RESOLVE')}>
              {t('step.RESOLVE')}
            </button>
            <button type="button" className="button wide" onClick={() => void finish('CANNOT_COMPLETE')}>
              {t('step.CANNOT_COMPLETE')}
            </button>
          </>
        )}
      </div>
    </section>
  );
}

/** Of the item's form, or else what holds at every door. */
function useChecklist(device: Device, task: Task): string[] {
  const t = useTexts('homevisit');
  const en = useLanguage() === 'en';
  const schema = useSchema(device, task);
  const own = (en && schema['x-checklist-en']) || schema['x-checklist'];
  return own ?? [t('check.id'), t('check.agreed'), t('check.tidy'), t('check.explained')];
}

/** Kept with every stroke: a page that is closed loses nothing. */
function useDraft(device: Device, chain: string) {
  const [draft, setDraft] = useState<Draft>({ ticked: [], said: '' });
  useEffect(() => {
    let over = false;
    void device.draft<Draft>(chain).then((kept) => {
      if (!over && kept) setDraft(kept);
    });
    return () => {
      over = true;
    };
  }, [device, chain]);
  const change = (next: Draft) => {
    setDraft(next);
    void device.keepDraft(chain, next);
  };
  return { draft, change };
}

function Photos({ device, task, own }: { device: Device; task: Task; own: Entry[] }) {
  const t = useTexts('homevisit');
  const [wrong, setWrong] = useState('');
  const photos = own.filter((e) => e.what === 'PHOTO');
  const inputId = useId();
  const take = async (e: ChangeEvent<HTMLInputElement>) => {
    const files = [...(e.target.files ?? [])];
    e.target.value = '';
    setWrong('');
    for (const file of files.slice(0, MOST_PHOTOS - photos.length)) {
      try {
        await device.file(task, 'PHOTO', file.name.slice(-120) || 'photo.jpg', await downscaled(file));
      } catch {
        setWrong(t('photo.unreadable', { name: file.name }));
      }
    }
  };
  return (
    <fieldset className="photos">
      <legend>{t('photo.title')}</legend>
      <p>{t('photo.n', { n: photos.length })}</p>
      <label htmlFor={inputId} className="button wide">
        {t('photo.take')}
      </label>
      <input
        id={inputId}
        className="visually-hidden"
        type="file"
        accept="image/*"
        capture="environment"
        multiple
        disabled={photos.length >= MOST_PHOTOS}
        onChange={(e) => void take(e)}
      />
      <ul className="thumbs">
        {photos.map((e) => (
          <Thumb key={e.id} device={device} entry={e} />
        ))}
      </ul>
      {wrong && (
        <p role="alert" className="wrong">
          {wrong}
        </p>
      )}
    </fieldset>
  );
}

function Thumb({ device, entry }: { device: Device; entry: Entry }) {
  const t = useTexts('homevisit');
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    void device.fileOf(entry.id).then((bytes) => {
      if (!bytes) return;
      made = URL.createObjectURL(new Blob([bytes]));
      setUrl(made);
    });
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, [device, entry.id]);
  const arrived = entry.state === 'SENT' || entry.state === 'KEPT';
  return (
    <li>
      {url && <img src={url} alt="" />}
      <span>{arrived ? t('photo.sent') : t('photo.waiting')}</span>
    </li>
  );
}

function Signed({ device, task, own }: { device: Device; task: Task; own: Entry[] }) {
  const t = useTexts('homevisit');
  const [open, setOpen] = useState(false);
  const signed = own.some((e) => e.what === 'SIGNATURE');
  return (
    <fieldset>
      <legend>{t('sign.title')}</legend>
      {signed && <p>✓ {t('sign.done')}</p>}
      {open ? (
        <Signature
          onSigned={async (bytes) => {
            await device.file(task, 'SIGNATURE', 'signature.png', bytes);
            setOpen(false);
          }}
        />
      ) : (
        <button type="button" className="button wide" onClick={() => setOpen(true)}>
          {signed ? t('sign.again') : t('sign.open')}
        </button>
      )}
    </fieldset>
  );
}
