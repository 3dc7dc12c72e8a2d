import { Alert, Form, type FormInstance, type RefSelectProps } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '@/api';
import { useGet } from '@/api/hooks';
import { orderNumber } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { usePageTitle } from '@/shared/ui/page-title';
import { type Asker, OrderForm, type Typed } from '../form/OrderForm';
import { CallPanel } from './CallPanel';
import { Emergency } from './Emergency';
import { FindResident } from './FindResident';
import { PhonePanel } from './PhonePanel';
import { PresencePanel } from './PresencePanel';
import { Household, OrderLines, ResidentCard } from './ResidentCard';
import { useCall } from './use-call';
import { WaitingCalls } from './WaitingCalls';

/** What is half done when one looks something up on another page. */
const draft: { typed?: Typed; residentId?: number; callId?: string } = {};

function useDraft(form: FormInstance<Typed>): void {
  useEffect(() => {
    if (draft.typed) form.setFieldsValue(draft.typed);
    return () => {
      draft.typed = form.getFieldsValue(true);
    };
  }, [form]);
}

/** Where an operator sits: the call, whoever calls, and the order, side by side. */
export function DeskPage() {
  const t = useTexts('operator');
  usePageTitle(t('desk.title'));
  const { presence, state, call, loading, forget } = useCall();
  const [form] = Form.useForm<Typed>();
  useDraft(form);
  const itemPicker = useRef<RefSelectProps>(null);
  const [residentId, chooseResident] = useState(draft.residentId);
  const setResidentId = (id: number | undefined) => {
    draft.residentId = id;
    chooseResident(id);
  };
  const [filed, setFiled] = useState<string>();
  const asker = useAsker(residentId, call);
  useFillIn(form, asker);

  // Another call: whoever shares the number is to be chosen, one alone is taken.
  const callId = call?.id;
  const alone = call?.resident_id ?? (call?.residents.length === 1 ? call.residents[0]?.id : undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen is not a new call
  useEffect(() => {
    if (!callId || draft.callId === callId) return;
    draft.callId = callId;
    setFiled(undefined);
    setResidentId(alone);
  }, [callId, alone]);

  function onFiled(order: Schemas['Order']): void {
    setFiled(order.number);
    itemPicker.current?.focus();
  }

  function clear(): void {
    forget();
    setResidentId(undefined);
    setFiled(undefined);
    form.resetFields();
  }

  if (presence.error) return <Failed error={presence.error} retry={() => void presence.refetch()} />;
  return (
    <>
      <h1 className="visually-hidden">{t('desk.title')}</h1>
      <div className="desk">
        <div className="desk-call">
          {presence.data && <PresencePanel presence={presence.data} />}
          <PhonePanel />
          {call && <CallPanel call={call} state={state} filed={filed} onDone={clear} />}
          {loading && <p role="status">{t('loading')}</p>}
          <WaitingCalls />
        </div>
        <div className="desk-resident">
          {call && <Household choices={call.residents} chosen={residentId} choose={setResidentId} />}
          <FindResident choose={(r) => setResidentId(r.id)} />
          <section className="card" aria-label={t('card.title')}>
            {residentId !== undefined ? (
              <ResidentCard residentId={residentId} />
            ) : (
              <p className="quiet">{t(call ? 'card.unknown' : 'card.nobody')}</p>
            )}
            {residentId === undefined && call && (
              <OrderLines title={t('card.ordersByPhone')} orders={call.orders} />
            )}
          </section>
        </div>
        <section className="card desk-order" aria-label={t('desk.order')}>
          <header>
            <h2>{t('desk.order')}</h2>
            <Emergency asker={asker} onFiled={onFiled} />
          </header>
          <div role="status">
            {filed && (
              <Alert
                type="success"
                closable={{ onClose: () => setFiled(undefined) }}
                title={
                  <>
                    {t('desk.filed')} <Link to={`/operator/orders/${filed}`}>{orderNumber(filed)}</Link>
                  </>
                }
              />
            )}
          </div>
          <OrderForm form={form} itemPicker={itemPicker} asker={asker} onFiled={onFiled} />
        </section>
      </div>
    </>
  );
}

function useAsker(residentId: number | undefined, call: Schemas['CallCard'] | undefined): Asker {
  const resident = useGet(
    '/residents/{id}',
    { params: { path: { id: residentId ?? 0 } } },
    { enabled: residentId !== undefined },
  ).data;
  const mine = residentId === undefined ? undefined : resident;
  const household = useGet(
    '/households/{id}',
    { params: { path: { id: mine?.household_id ?? 0 } } },
    { enabled: mine?.household_id !== undefined },
  ).data;
  return {
    residentId,
    name: mine?.name,
    phone: call?.number || mine?.phones[0]?.phone,
    address: mine ? household?.address : undefined,
  };
}

/** What is known goes into the form; what somebody typed there stays. */
function useFillIn(form: ReturnType<typeof Form.useForm<Typed>>[0], asker: Asker): void {
  const before = useRef<Asker>({});
  useEffect(() => {
    const known = { contact_name: asker.name, contact_phone: asker.phone, address: asker.address };
    const last = {
      contact_name: before.current.name,
      contact_phone: before.current.phone,
      address: before.current.address,
    };
    for (const field of ['contact_name', 'contact_phone', 'address'] as const) {
      const typed = form.getFieldValue(field);
      if (known[field] && (!typed || typed === last[field])) form.setFieldValue(field, known[field]);
    }
    before.current = asker;
  });
}
