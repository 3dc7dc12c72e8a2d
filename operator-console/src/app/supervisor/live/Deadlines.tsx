import { Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '@/api';
import { useGet } from '@/api/hooks';
import { useItems } from '@/app/operator/form/ItemPicker';
import { nameOf } from '@/app/operator/form/match-items';
import { useNow } from '@/shared/clock';
import { moment, orderNumber, span } from '@/shared/format';
import { type Key, useLanguage, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { OrderStateTag, PriorityTag } from '@/shared/ui/StateTag';
import { ActOnOrder } from './ActOnOrder';
import { EVERY } from './LivePage';
import { type Standing, sum } from './standing';

const MOST = 100;
type Row = Schemas['DeadlinePage']['items'][number];
type Which = 'BREACHED' | 'AT_RISK';

/** Clocks that have run out, and those about to; each opens its order. */
export function Deadlines({ clocks }: { clocks: Standing['clocks'] }) {
  const t = useTexts('supervisor');
  const o = useTexts('operator');
  const english = useLanguage() === 'en';
  const [which, setWhich] = useState<Which>('BREACHED');
  const breached = which === 'BREACHED';
  const items = useItems();
  const late = useGet('/deadlines', { params: { query: { state: which, limit: MOST } } }, EVERY);
  const kind = (clock: string) => o(`clock.${clock}` as Key<'operator'>);
  const itemOf = (row: Row) => items.find((i) => i.id === row.item_id);
  return (
    <section className="part" aria-labelledby="deadlines-title">
      <div className="part-head">
        <h2 id="deadlines-title">{t('clocks.title')}</h2>
        <Segmented<Which>
          aria-label={t('clocks.which')}
          value={which}
          onChange={setWhich}
          options={[
            { value: 'BREACHED', label: t('clocks.breached', { n: sum(clocks.map((c) => c.breached)) }) },
            { value: 'AT_RISK', label: t('clocks.atRisk', { n: sum(clocks.map((c) => c.at_risk)) }) },
          ]}
        />
      </div>
      <p className="quiet">
        {clocks
          .map((c) => ({ clock: c.clock, n: breached ? c.breached : c.at_risk }))
          .filter((c) => c.n > 0)
          .map((c) => `${kind(c.clock)} ${c.n}`)
          .join(' · ')}
      </p>
      {late.error ? (
        <Failed error={late.error} retry={() => void late.refetch()} />
      ) : (
        <ListTable<Row>
          label={t('clocks.title')}
          rowKey={(r) => `${r.number}/${r.clock.round}/${r.clock.clock}`}
          loading={late.isPending}
          dataSource={late.data?.items ?? []}
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 660 }}
          locale={{ emptyText: t(breached ? 'clocks.noneLate' : 'clocks.noneAtRisk') }}
          columns={[
            {
              title: t('clocks.order'),
              width: 100,
              render: (_, r) => <Link to={`/operator/orders/${r.number}`}>{orderNumber(r.number)}</Link>,
            },
            { title: t('clocks.clock'), width: 90, render: (_, r) => kind(r.clock.clock) },
            {
              title: t('clocks.due'),
              render: (_, r) => r.clock.due_at && <Due at={r.clock.due_at} />,
            },
            {
              title: t('clocks.item'),
              render: (_, r) => {
                const item = itemOf(r);
                return item ? nameOf(item, english) : '';
              },
            },
            {
              title: t('clocks.state'),
              render: (_, r) => (
                <>
                  <OrderStateTag state={r.order_state} /> <PriorityTag priority={r.priority} />
                </>
              ),
            },
            {
              title: t('order.do'),
              className: 'acts',
              width: 90,
              render: (_, r) => <ActOnOrder number={r.number} />,
            },
          ]}
        />
      )}
      {late.data?.next !== undefined && <p className="quiet">{t('clocks.more', { n: MOST })}</p>}
    </section>
  );
}

function Due({ at }: { at: string }) {
  const o = useTexts('operator');
  const left = Date.parse(at) - useNow(10_000);
  const values = { span: span(left), at: moment(at) };
  return (
    <span className={left < 0 ? 'late' : 'soon'}>
      {left < 0 ? o('clock.over', values) : o('clock.left', values)}
    </span>
  );
}
