import { Segmented } from 'antd';
import { useState } from 'react';
import { useGet } from '@/api/hooks';
import { number, percent } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { Chart } from './Chart';
import { type By, behind, type Period, type Rates } from './periods';
import { type Measure, type OrdersQuery, RateOrders } from './RateOrders';
import { SaveAs } from './SaveAs';

const BYS: By[] = ['all', 'centre', 'category', 'provider', 'month'];
type Looked = { title: string; query: OrdersQuery };
const MOST_BARS = 24;

/** 三率: response, resolution, satisfaction. Every number opens the orders behind it. */
export function RateFigures({ period }: { period: Period }) {
  const t = useTexts('supervisor');
  const [by, setBy] = useState<By>('centre');
  const [looked, setLooked] = useState<Looked | null>(null);
  const rates = useGet('/reports/rates', { params: { query: { ...period, by } } });
  const lines = rates.data?.items ?? [];
  const nameOf = (line: Rates) => line.name || line.key || t('rates.all');
  const opens = (measure: Measure, shown: string, line: Rates) => (
    <button
      type="button"
      className="number-button"
      aria-label={t('rates.open', {
        name: nameOf(line),
        measure: t(`measure.${measure}` as Key<'supervisor'>),
        shown,
      })}
      onClick={() =>
        setLooked({
          title: `${nameOf(line)} · ${t(`measure.${measure}` as Key<'supervisor'>)}`,
          query: { ...behind(by, line.key, period), measure },
        })
      }
    >
      {shown}
    </button>
  );
  return (
    <section className="part" aria-labelledby="rates-title">
      <div className="part-head">
        <h2 id="rates-title">{t('rates.title')}</h2>
        <div className="part-tools">
          <Segmented<By>
            aria-label={t('rates.by')}
            value={by}
            onChange={setBy}
            options={BYS.map((v) => ({ value: v, label: t(`rates.by.${v}` as Key<'supervisor'>) }))}
          />
          <SaveAs
            what={t('rates.title')}
            path="/reports/rates/export"
            query={{ ...period, by }}
            name={`rates-${by}`}
          />
        </div>
      </div>
      {rates.error ? (
        <Failed error={rates.error} retry={() => void rates.refetch()} />
      ) : (
        <>
          {lines.length > 0 && (
            <Chart
              label={t('rates.picture')}
              kind={by === 'month' ? 'line' : 'bar'}
              percent
              names={lines.slice(0, MOST_BARS).map(nameOf)}
              series={[
                { name: t('rates.response'), values: seriesOf(lines, 'response_rate') },
                { name: t('rates.resolution'), values: seriesOf(lines, 'resolution_rate') },
                { name: t('rates.satisfaction'), values: seriesOf(lines, 'satisfaction_rate') },
              ]}
            />
          )}
          <ListTable<Rates>
            label={t('rates.title')}
            rowKey="key"
            loading={rates.isPending}
            dataSource={lines}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: 760 }}
            locale={{ emptyText: t('rates.none') }}
            columns={[
              { title: t(`rates.by.${by}` as Key<'supervisor'>), render: (_, l) => nameOf(l) },
              {
                title: t('measure.FOLLOWED_UP'),
                align: 'right',
                render: (_, l) => opens('FOLLOWED_UP', number(l.followed_up), l),
              },
              {
                title: t('rates.response'),
                align: 'right',
                render: (_, l) => opens('RESPONDED', percent(l.response_rate), l),
              },
              {
                title: t('rates.resolution'),
                align: 'right',
                render: (_, l) => opens('RESOLVED', percent(l.resolution_rate), l),
              },
              {
                title: t('rates.satisfaction'),
                align: 'right',
                render: (_, l) => opens('SATISFIED', percent(l.satisfaction_rate), l),
              },
              {
                title: t('measure.NOT_RESPONDED'),
                align: 'right',
                render: (_, l) => opens('NOT_RESPONDED', number(l.followed_up - l.responded), l),
              },
              {
                title: t('measure.NOT_RESOLVED'),
                align: 'right',
                render: (_, l) => opens('NOT_RESOLVED', number(l.followed_up - l.resolved), l),
              },
              {
                title: t('measure.DISSATISFIED'),
                align: 'right',
                render: (_, l) => opens('DISSATISFIED', number(l.dissatisfied), l),
              },
            ]}
          />
        </>
      )}
      {looked && <RateOrders title={looked.title} query={looked.query} close={() => setLooked(null)} />}
    </section>
  );
}

type Rate = 'response_rate' | 'resolution_rate' | 'satisfaction_rate';

function seriesOf(lines: Rates[], rate: Rate): (number | null)[] {
  return lines.slice(0, MOST_BARS).map((l) => l[rate] ?? null);
}
