import { Button, Tag } from 'antd';
import { Link } from 'react-router';
import type { Schemas } from '@/api';
import { useGet } from '@/api/hooks';
import { now } from '@/shared/clock';
import { moment, orderNumber, phone } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { KeyCap, useShortcuts } from '@/shared/keys';
import { Failed } from '@/shared/ui/Failed';
import { OrderStateTag } from '@/shared/ui/StateTag';

const YEAR_MS = 31_556_952_000;
const ORDERS = 8;

type Choice = { id: number; name: string; care_flags?: readonly string[] };

type ChooserProps = {
  choices: Choice[];
  chosen: number | undefined;
  choose: (id: number | undefined) => void;
};

/** Who of those that share a telephone is speaking. */
export function Household({ choices, chosen, choose }: ChooserProps) {
  const t = useTexts('operator');
  useShortcuts(
    choices.slice(0, 9).map((c, i) => ({
      keys: `Alt+${i + 1}`,
      label: t('keys.resident', { name: c.name }),
      run: () => choose(c.id),
    })),
  );
  if (choices.length < 2) return null;
  return (
    <fieldset className="household">
      <legend>{t('card.shared', { count: choices.length })}</legend>
      {choices.map((c, i) => (
        <Button
          key={c.id}
          type={c.id === chosen ? 'primary' : 'default'}
          aria-pressed={c.id === chosen}
          onClick={() => choose(c.id)}
        >
          {c.name} {i < 9 && <KeyCap keys={`Alt+${i + 1}`} />}
        </Button>
      ))}
    </fieldset>
  );
}

/** What one should know of somebody before speaking with them. */
export function ResidentCard({ residentId }: { residentId: number }) {
  const t = useTexts('operator');
  const resident = useGet('/residents/{id}', { params: { path: { id: residentId } } });
  if (resident.error) return <Failed error={resident.error} retry={() => void resident.refetch()} />;
  if (!resident.data) return <p role="status">{t('loading')}</p>;
  const r = resident.data;
  return (
    <div className="resident">
      <h2>
        {r.name}
        <small>
          {r.sex && t(`sex.${r.sex}` as Key<'operator'>)}
          {r.birth_date && ` · ${t('card.age', { age: age(r.birth_date) })}`}
        </small>
      </h2>
      <p className="flags">
        {r.care_flags.map((f) => (
          <Tag key={f} color="#7a4b00" variant="solid">
            {t(`flag.${f}` as Key<'operator'>)}
          </Tag>
        ))}
        {r.has_health_note && (
          <Tag color="#a3123c" variant="solid">
            {t('card.healthNote')}
          </Tag>
        )}
        {r.language === 'en' && <Tag>English</Tag>}
      </p>
      {r.note && (
        <p className="note">
          <b>{t('card.note')}</b> {r.note}
        </p>
      )}
      <Facts resident={r} />
      <Orders residentId={residentId} />
    </div>
  );
}

function age(birthDate: string): number {
  return Math.floor((now() - Date.parse(birthDate)) / YEAR_MS);
}

function Facts({ resident }: { resident: Schemas['Resident'] }) {
  const t = useTexts('operator');
  const household = useGet(
    '/households/{id}',
    { params: { path: { id: resident.household_id ?? 0 } } },
    { enabled: resident.household_id !== undefined },
  );
  return (
    <dl className="facts">
      {household.data && (
        <>
          <dt>{t('form.address')}</dt>
          <dd>{household.data.address}</dd>
        </>
      )}
      <dt>{t('form.phone')}</dt>
      <dd>
        {resident.phones.map((p) => (
          <span key={p.phone}>
            {phone(p.phone)} {p.label}
          </span>
        ))}
      </dd>
      {resident.emergency_contacts.length > 0 && (
        <>
          <dt>{t('card.contacts')}</dt>
          <dd>
            {resident.emergency_contacts.map((c) => (
              <span key={c.phone}>
                {c.relation} {c.name} {phone(c.phone)}
              </span>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

function Orders({ residentId }: { residentId: number }) {
  const t = useTexts('operator');
  const orders = useGet('/orders', { params: { query: { resident_id: residentId, limit: ORDERS } } });
  if (orders.error) return <Failed error={orders.error} retry={() => void orders.refetch()} />;
  return <OrderLines title={t('card.orders')} orders={orders.data?.items} />;
}

type Line = Pick<Schemas['OrderSummary'], 'number' | 'state' | 'item_name' | 'summary' | 'received_at'>;

export function OrderLines({ title, orders }: { title: string; orders: Line[] | undefined }) {
  const t = useTexts('operator');
  return (
    <section className="order-lines" aria-label={title}>
      <h3>{title}</h3>
      {orders?.length === 0 && <p className="quiet">{t('card.noOrders')}</p>}
      <ul>
        {orders?.map((o) => (
          <li key={o.number}>
            <Link to={`/operator/orders/${o.number}`}>{orderNumber(o.number)}</Link>{' '}
            <OrderStateTag state={o.state} />
            <span>
              {o.item_name} · {moment(o.received_at)}
            </span>
            <span className="quiet clip">{o.summary}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
