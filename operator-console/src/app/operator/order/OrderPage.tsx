import { Alert, Tag } from 'antd';
import { Link, useParams } from 'react-router';
import { ProblemError, type Schemas } from '@/api';
import { useGet } from '@/api/hooks';
import { type FormSchema, fieldsOf, titleOf, wordOf } from '@/features/answers/SchemaFields';
import { useNow } from '@/shared/clock';
import { moment, orderNumber, phone, span } from '@/shared/format';
import { type Key, useLanguage, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { usePageTitle } from '@/shared/ui/page-title';
import { OrderStateTag, PriorityTag } from '@/shared/ui/StateTag';
import { OrderActions } from './OrderActions';
import { storyOf } from './story';
import { TaskCard } from './TaskCard';
import { useViewers } from './use-viewers';

export function OrderPage() {
  const { number = '' } = useParams();
  const t = useTexts('operator');
  usePageTitle(t('order.title', { number: orderNumber(number) }));
  return <OrderView number={number} />;
}

/** All of an order, and what can be done with it; wherever it is shown. */
export function OrderView({ number }: { number: string }) {
  const t = useTexts('operator');
  const order = useGet('/orders/{number}', { params: { path: { number } } });
  if (order.error) {
    const missing = order.error instanceof ProblemError && [400, 404].includes(order.error.status);
    return (
      <>
        <h1 className="page-title">{orderNumber(number)}</h1>
        <Failed error={order.error} retry={missing ? undefined : () => void order.refetch()} />
      </>
    );
  }
  if (!order.data) {
    return (
      <>
        <h1 className="page-title">{orderNumber(number)}</h1>
        <p role="status">{t('loading')}</p>
      </>
    );
  }
  return <Shown order={order.data} />;
}

function Shown({ order }: { order: Schemas['Order'] }) {
  const t = useTexts('operator');
  return (
    <article className="order-page">
      <header className="card">
        <div className="order-head">
          <h1>{orderNumber(order.number)}</h1>
          <OrderStateTag state={order.state} />
          <PriorityTag priority={order.priority} />
          {order.round > 1 && <Tag>{t('order.round', { round: order.round })}</Tag>}
          <b>{order.item_name}</b>
        </div>
        <Viewers number={order.number} />
        <OrderActions order={order} />
        {order.supervision && (
          <Alert
            type="warning"
            title={t('order.supervised', { until: moment(order.supervision.due_at) })}
            description={order.supervision.note}
          />
        )}
        {order.merged_into && (
          <Alert
            type="info"
            title={
              <>
                {t('order.mergedInto')}{' '}
                <Link to={`/operator/orders/${order.merged_into}`}>{orderNumber(order.merged_into)}</Link>
              </>
            }
          />
        )}
      </header>
      <div className="order-columns">
        <div>
          <Facts order={order} />
          <Clocks clocks={order.clocks ?? []} />
          {order.tasks.map((task) => (
            <TaskCard key={task.no} order={order} task={task} />
          ))}
        </div>
        <Story order={order} />
      </div>
    </article>
  );
}

/** Who else has this order before them just now. */
function Viewers({ number }: { number: string }) {
  const t = useTexts('operator');
  const others = useViewers(number);
  return (
    <div role="status" className="viewers">
      {others.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('order.viewers', { names: others.map((o) => o.name).join('、') })}
        />
      )}
    </div>
  );
}

function Facts({ order }: { order: Schemas['Order'] }) {
  const t = useTexts('operator');
  const s = useTexts('shared');
  return (
    <section className="card" aria-label={t('order.facts')}>
      <h2>{t('order.facts')}</h2>
      <p className="order-summary">{order.summary}</p>
      <dl className="facts">
        <dt>{t('orders.contact')}</dt>
        <dd>
          {order.contact_name} <a href={`tel:${order.contact_phone}`}>{phone(order.contact_phone)}</a>
        </dd>
        <dt>{t('form.address')}</dt>
        <dd>{order.address}</dd>
        <dt>{t('orders.channel')}</dt>
        <dd>{s(`channel.${order.channel}` as Key<'shared'>)}</dd>
        <dt>{t('orders.received')}</dt>
        <dd>{moment(order.received_at)}</dd>
        {order.answer && (
          <>
            <dt>{t('form.answer')}</dt>
            <dd>{order.answer}</dd>
          </>
        )}
        {order.satisfaction && (
          <>
            <dt>{t('order.satisfaction')}</dt>
            <dd>{t(`satisfaction.${order.satisfaction}` as Key<'operator'>)}</dd>
          </>
        )}
        <FormFacts order={order} />
      </dl>
    </section>
  );
}

/** What was filled in, in the words of the form it was filled in by. */
function FormFacts({ order }: { order: Schemas['Order'] }) {
  const t = useTexts('operator');
  const english = useLanguage() === 'en';
  const form = useGet(
    '/items/{id}/forms/{form_version}',
    { params: { path: { id: order.item_id, form_version: order.form_version } } },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  if (!form.data) return null;
  const filled = order.form as Record<string, unknown>;
  return (
    <>
      {fieldsOf(form.data.schema as FormSchema)
        .filter(([name]) => filled[name] !== undefined && filled[name] !== '')
        .map(([name, field]) => {
          const value = filled[name];
          const words = Array.isArray(value)
            ? value.map((v) => wordOf(field.items ?? field, v, english)).join('、')
            : typeof value === 'boolean'
              ? t(value ? 'yes' : 'no')
              : wordOf(field, value, english);
          return [
            <dt key={`${name}-t`}>{titleOf(field, name, english)}</dt>,
            <dd key={`${name}-d`}>{words}</dd>,
          ];
        })}
    </>
  );
}

function Clocks({ clocks }: { clocks: Schemas['OrderClock'][] }) {
  const t = useTexts('operator');
  const time = useNow(10_000);
  if (clocks.length === 0) return null;
  return (
    <section className="card" aria-label={t('order.clocks')}>
      <h2>{t('order.clocks')}</h2>
      <ul className="clocks">
        {clocks.map((c) => (
          <li key={`${c.clock}/${c.round}`} className={`clock-${c.state} ${c.at_risk ? 'clock-risk' : ''}`}>
            <b>{t(`clock.${c.clock}` as Key<'operator'>)}</b>
            <span>{t(c.at_risk ? 'clock.state.RISK' : (`clock.state.${c.state}` as Key<'operator'>))}</span>
            <span>
              {c.state === 'RUNNING' && c.due_at && until(Date.parse(c.due_at) - time, moment(c.due_at), t)}
              {c.stopped_at && moment(c.stopped_at)}
              {c.state === 'BREACHED' &&
                !c.stopped_at &&
                c.due_at &&
                until(Date.parse(c.due_at) - time, moment(c.due_at), t)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function until(left: number, at: string, t: ReturnType<typeof useTexts<'operator'>>): string {
  return left >= 0 ? t('clock.left', { span: span(left), at }) : t('clock.over', { span: span(left), at });
}

function Story({ order }: { order: Schemas['Order'] }) {
  const t = useTexts('operator');
  useLanguage();
  const history = useGet('/orders/{number}/history', { params: { path: { number: order.number } } });
  if (history.error) return <Failed error={history.error} retry={() => void history.refetch()} />;
  return (
    <section className="card story" aria-label={t('order.story')}>
      <h2>{t('order.story')}</h2>
      {history.isPending && <p role="status">{t('loading')}</p>}
      <ol>
        {storyOf(history.data?.items ?? [], order).map((line) => (
          <li key={line.seq} className={`story-${line.tone}`}>
            <time dateTime={line.at}>{moment(line.at)}</time>
            <div>
              <p>{line.what}</p>
              {line.words && <blockquote>{line.words}</blockquote>}
              <small>
                {line.who}
                {line.late && ` · ${line.late}`}
              </small>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
