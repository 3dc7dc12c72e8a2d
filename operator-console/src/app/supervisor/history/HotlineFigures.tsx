import { Segmented } from 'antd';
import { useState } from 'react';
import type { Schemas } from '@/api';
import { useGet } from '@/api/hooks';
import { moment, number, percent, span } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { type CallMeasure, CallsBehind, type CallsQuery } from './CallsBehind';
import { Chart } from './Chart';
import type { Period } from './periods';
import { SaveAs } from './SaveAs';

type By = 'line' | 'hour' | 'operator';
type Figure = Schemas['CallFigure'];
type Looked = { title: string; query: CallsQuery };
const BYS: By[] = ['line', 'hour', 'operator'];
const HOUR_MS = 3_600_000;
const MOST = 1000;

/** What the hotline's queue was like. Numbers of calls open the calls behind them. */
export function HotlineFigures({ period }: { period: Period }) {
  const t = useTexts('supervisor');
  const [by, setBy] = useState<By>('line');
  const [looked, setLooked] = useState<Looked | null>(null);
  const figures = useGet('/reports/calls', { params: { query: { ...period, by, limit: MOST } } });
  const lines = figures.data?.items ?? [];
  const nameOf = (f: Figure) =>
    by === 'hour' ? moment(f.key) : f.key === 'none' ? t('calls.nobody') : (f.name ?? f.key);
  const seconds = (value: number | undefined) => (value === undefined ? '—' : span(value * 1000));
  const opens = (measure: CallMeasure, shown: string, f: Figure) => {
    const query = behind(by, f.key, period, measure);
    if (!query) return shown;
    const title = `${nameOf(f)} · ${t(`calls.measure.${measure}` as Key<'supervisor'>)}`;
    return (
      <button
        type="button"
        className="number-button"
        aria-label={`${title} ${shown}`}
        onClick={() => setLooked({ title, query })}
      >
        {shown}
      </button>
    );
  };
  return (
    <section className="part" aria-labelledby="calls-title">
      <div className="part-head">
        <h2 id="calls-title">{t('calls.title')}</h2>
        <div className="part-tools">
          <Segmented<By>
            aria-label={t('calls.by')}
            value={by}
            onChange={setBy}
            options={BYS.map((v) => ({ value: v, label: t(`calls.by.${v}` as Key<'supervisor'>) }))}
          />
          <SaveAs
            what={t('calls.title')}
            path="/reports/calls/export"
            query={{ ...period, by }}
            name={`calls-${by}`}
          />
        </div>
      </div>
      {figures.error ? (
        <Failed error={figures.error} retry={() => void figures.refetch()} />
      ) : (
        <>
          {lines.length > 0 && (
            <Chart
              label={t('calls.picture')}
              kind={by === 'hour' ? 'line' : 'bar'}
              names={lines.map(nameOf)}
              series={[
                { name: t('calls.measure.OFFERED'), values: lines.map((f) => f.offered) },
                { name: t('calls.measure.ANSWERED'), values: lines.map((f) => f.answered) },
              ]}
            />
          )}
          <ListTable<Figure>
            label={t('calls.title')}
            rowKey="key"
            loading={figures.isPending}
            dataSource={lines}
            pagination={{ pageSize: 24, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: 860 }}
            locale={{ emptyText: t('calls.none') }}
            columns={[
              { title: t(`calls.by.${by}` as Key<'supervisor'>), render: (_, f) => nameOf(f) },
              {
                title: t('calls.measure.OFFERED'),
                align: 'right',
                render: (_, f) => opens('OFFERED', number(f.offered), f),
              },
              {
                title: t('calls.measure.ANSWERED'),
                align: 'right',
                render: (_, f) => opens('ANSWERED', number(f.answered), f),
              },
              {
                title: t('calls.measure.WITHIN_15'),
                align: 'right',
                render: (_, f) => opens('WITHIN_15', percent(f.service_level15), f),
              },
              {
                title: t('calls.measure.WITHIN_20'),
                align: 'right',
                render: (_, f) => opens('WITHIN_20', percent(f.service_level20), f),
              },
              {
                title: t('calls.measure.ABANDONED'),
                align: 'right',
                render: (_, f) => opens('ABANDONED', percent(f.abandonment), f),
              },
              {
                title: t('calls.measure.TRANSFERRED'),
                align: 'right',
                render: (_, f) => opens('TRANSFERRED', number(f.transferred), f),
              },
              { title: t('calls.answerTime'), align: 'right', render: (_, f) => seconds(f.speed_of_answer) },
              { title: t('calls.handling'), align: 'right', render: (_, f) => seconds(f.handling_time) },
              { title: t('calls.occupancy'), align: 'right', render: (_, f) => percent(f.occupancy) },
            ]}
          />
          {lines.length === MOST && <p className="quiet">{t('calls.more', { n: MOST })}</p>}
        </>
      )}
      {looked && <CallsBehind title={looked.title} query={looked.query} close={() => setLooked(null)} />}
    </section>
  );
}

/** Calls that reached no operator cannot be asked for. */
function behind(by: By, key: string, period: Period, measure: CallMeasure): CallsQuery | null {
  switch (by) {
    case 'line':
      return { ...period, line: key, measure };
    case 'hour':
      return { from: key, to: new Date(Date.parse(key) + HOUR_MS).toISOString(), measure };
    case 'operator':
      return key === 'none' ? null : { ...period, operator_id: Number(key), measure };
  }
}
