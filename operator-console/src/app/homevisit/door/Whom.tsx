import { type FormEvent, useId, useState } from 'react';
import { phone } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { type Device, type Person, useKnown } from '../device';
import { type Found, find } from './whom';

const AT_A_TIME = 3;

/** For whom: found by telephone or name, or written down. */
export function Whom({ device, chosen }: { device: Device; chosen: (person: Person) => void }) {
  const t = useTexts('homevisit');
  const [wanted, setWanted] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [most, setMost] = useState(AT_A_TIME);
  const [writing, setWriting] = useState(false);
  const [busy, setBusy] = useState(false);
  const id = useId();
  if (writing) return <WriteDown device={device} wanted={wanted} chosen={chosen} />;
  const look = async (e: FormEvent) => {
    e.preventDefault();
    if (wanted.trim() === '' || busy) return;
    setBusy(true);
    setMost(AT_A_TIME);
    setFound(await find(device, wanted));
    setBusy(false);
  };
  const people = found && 'people' in found ? found.people : [];
  return (
    <section>
      <h2>{t('whom.title')}</h2>
      <form onSubmit={look}>
        <label htmlFor={id}>{t('whom.find')}</label>
        <input
          id={id}
          value={wanted}
          maxLength={60}
          autoComplete="off"
          onChange={(e) => setWanted(e.target.value)}
        />
        <button type="submit" className="button strong wide" disabled={busy}>
          {t('whom.look')}
        </button>
      </form>
      <p role="status">
        {found && 'why' in found && t(`whom.${found.why}` as Key<'homevisit'>)}
        {found && 'words' in found && found.words}
        {people.length > 0 && t('whom.n', { n: people.length })}
      </p>
      <ul className="cards">
        {people.slice(0, most).map((p) => (
          <li key={`${p.resident_id}-${p.contact_phone}-${p.contact_name}`}>
            <button type="button" className="card" onClick={() => chosen(p)}>
              <strong>{p.contact_name}</strong>
              <span>{p.address}</span>
              <span className="quiet">{phone(p.contact_phone)}</span>
            </button>
          </li>
        ))}
      </ul>
      {people.length > most && (
        <button type="button" className="button wide" onClick={() => setMost(most + AT_A_TIME)}>
          {t('whom.more')}
        </button>
      )}
      <button type="button" className="button wide" onClick={() => setWriting(true)}>
        {t('whom.write')}
      </button>
    </section>
  );
}

const FIELDS = ['contact_name', 'contact_phone', 'address'] as const;
type Field = (typeof FIELDS)[number];
const GOOD: Record<Field, RegExp> = {
  contact_name: /\S/,
  contact_phone: /^[0-9+*#]{3,20}$/,
  address: /\S.*\S/,
};
const MOST: Record<Field, number> = { contact_name: 60, contact_phone: 24, address: 200 };

function WriteDown({
  device,
  wanted,
  chosen,
}: {
  device: Device;
  wanted: string;
  chosen: (person: Person) => void;
}) {
  const t = useTexts('homevisit');
  const { me } = useKnown(device);
  const isPhone = /^[0-9][0-9\s-]+$/.test(wanted.trim());
  const [typed, setTyped] = useState<Record<Field, string>>({
    contact_name: isPhone ? '' : wanted.trim(),
    contact_phone: isPhone ? wanted.trim() : '',
    address: '',
  });
  const [checked, setChecked] = useState(false);
  const clean = (field: Field) =>
    field === 'contact_phone' ? typed[field].replaceAll(/[\s-]/g, '') : typed[field].trim();
  const wrong = (field: Field) => checked && !GOOD[field].test(clean(field));
  const id = useId();
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setChecked(true);
    const first = FIELDS.find((f) => !GOOD[f].test(clean(f)));
    if (first) {
      document.getElementById(id + first)?.focus();
      return;
    }
    chosen({
      contact_name: clean('contact_name'),
      contact_phone: clean('contact_phone'),
      address: clean('address'),
      centre_id: me.centre_id,
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <h2>{t('whom.title')}</h2>
      {FIELDS.map((field) => (
        <div key={field}>
          <label htmlFor={id + field}>{t(`field.${field}` as Key<'homevisit'>)}</label>
          <input
            id={id + field}
            value={typed[field]}
            maxLength={MOST[field]}
            inputMode={field === 'contact_phone' ? 'tel' : 'text'}
            autoComplete="off"
            aria-invalid={wrong(field)}
            aria-describedby={`${id}${field}-wrong`}
            onChange={(e) => setTyped({ ...typed, [field]: e.target.value })}
          />
          <p id={`${id}${field}-wrong`} className="wrong" role="alert">
            {wrong(field) && t(`need.${field}` as Key<'homevisit'>)}
          </p>
        </div>
      ))}
      <button type="submit" className="button strong wide">
        {t('door.next')}
      </button>
    </form>
  );
}
