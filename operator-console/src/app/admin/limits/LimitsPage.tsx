import { Spin, Tag } from 'antd';
import type { Schemas } from '@/api';
import { useGet } from '@/api/hooks';
import { hoursText, WEEK } from '@/features/opening/opening';
import { monthDay, percent } from '@/shared/format';
import { type Key, useLanguage, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { usePageTitle } from '@/shared/ui/page-title';
import { Head } from '../common/ListPage';
import { useNameOf } from '../common/use-registries';
import '../admin.css';
import { type Term, termOf } from './terms';

type Levels = Schemas['ServiceLevelList'];
type Level = Levels['items'][number];
type Limit = Schemas['TimeLimit'];
type Calendars = Schemas['CalendarList'];
type Calendar = Calendars['items'][number];
const CLOCKS = ['ACCEPT', 'FIRST_CONTACT', 'ARRIVE', 'RESOLVE', 'FEEDBACK'] as const;

/** How long everything may take, and on whose calendar. Read here, changed in two files. */
export function LimitsPage() {
  const t = useTexts('admin');
  usePageTitle(t('limits.title'));
  const levels = useGet('/service-levels', {});
  const calendars = useGet('/calendars', {});
  const failure = levels.error ?? calendars.error;
  if (failure) {
    return <Failed error={failure} retry={() => void Promise.all([levels.refetch(), calendars.refetch()])} />;
  }
  return (
    <>
      <Head title={t('limits.title')} hint={t('limits.hint')} />
      {levels.data && calendars.data ? (
        <>
          <ServiceLevels levels={levels.data} calendars={calendars.data} />
          <WorkingCalendars calendars={calendars.data} />
          <Holidays calendars={calendars.data} />
        </>
      ) : (
        <Spin className="page-spin" />
      )}
    </>
  );
}

function useTermWords(calendars: Calendars): (limit: Limit) => string {
  const t = useTexts('admin');
  const nameOf = useNameOf();
  return (limit) => {
    const term: Term = termOf(limit.within);
    const calendar = calendars.items.find((c) => c.code === limit.calendar);
    const long = t(`limits.term.${term.unit}` as Key<'admin'>, { n: term.n });
    // around the clock goes without saying
    return limit.calendar === '24H'
      ? long
      : t('limits.on', { term: long, calendar: calendar ? nameOf(calendar) : limit.calendar });
  };
}

function ServiceLevels({ levels, calendars }: { levels: Levels; calendars: Calendars }) {
  const t = useTexts('admin');
  const nameOf = useNameOf();
  const words = useTermWords(calendars);
  return (
    <section className="part" aria-labelledby="levels">
      <h2 id="levels">{t('limits.levels')}</h2>
      <ListTable<Level>
        label={t('limits.levels')}
        rowKey="code"
        dataSource={levels.items}
        scroll={{ x: 1060 }}
        columns={[
          {
            title: t('name'),
            width: 170,
            fixed: 'left',
            render: (_, l) => (
              <>
                <b>{nameOf(l)}</b>
                <br />
                <small>{l.code}</small>
              </>
            ),
          },
          ...CLOCKS.map((clock) => ({
            title: t(`limits.clock.${clock}` as Key<'admin'>),
            render: (_: unknown, l: Level) => {
              const one = l.clocks.find((c) => c.clock === clock);
              return (
                one && (
                  <>
                    {words(one.limit)}
                    <br />
                    <small>{t('limits.warn', { share: percent(one.warn_at, 0) })}</small>
                  </>
                )
              );
            },
          })),
          { title: t('limits.escalate'), render: (_, l) => words(l.escalate_after) },
        ]}
      />
      <p className="hint">
        {t('limits.extension', { term: words(levels.extension) })}{' '}
        {t('limits.returning', { term: words(levels.returning) })}
      </p>
    </section>
  );
}

function WorkingCalendars({ calendars }: { calendars: Calendars }) {
  const t = useTexts('admin');
  const nameOf = useNameOf();
  const hours = (spans: string[][] | undefined) => hoursText(spans) || t('providers.closed');
  return (
    <section className="part" aria-labelledby="calendars">
      <h2 id="calendars">{t('limits.calendars')}</h2>
      <div className="calendars">
        {calendars.items.map((c: Calendar) => (
          <article key={c.code} className="panel">
            <h3>
              {nameOf(c)} <small>{c.code}</small>
            </h3>
            <dl className="fact-list">
              {WEEK.map((d) => (
                <div key={d}>
                  <dt>{t(`day.${d}` as Key<'admin'>)}</dt>
                  <dd className="figure">{hours(c.week[d])}</dd>
                </div>
              ))}
              <div>
                <dt>{t('limits.makeUp')}</dt>
                <dd className="figure">{c.arrangement ? hours(c.make_up_hours) : t('limits.noHolidays')}</dd>
              </div>
            </dl>
          </article>
        ))}
      </div>
    </section>
  );
}

function Holidays({ calendars }: { calendars: Calendars }) {
  const t = useTexts('admin');
  const nameOf = useNameOf();
  const english = useLanguage() === 'en';
  return (
    <section className="part" aria-labelledby="holidays">
      <h2 id="holidays">{t('limits.holidays')}</h2>
      <div className="calendars">
        {calendars.arrangements
          .flatMap((a) => a.years)
          .sort((a, b) => b.year - a.year)
          .map((year) => (
            <article key={year.year} className="panel">
              <h3>
                {year.year} {year.provisional && <Tag>{t('limits.provisional')}</Tag>}
              </h3>
              <dl className="fact-list">
                {year.holidays.map((h) => (
                  <div key={h.from}>
                    <dt>{nameOf(h)}</dt>
                    <dd>{h.from === h.to ? monthDay(h.from) : `${monthDay(h.from)} – ${monthDay(h.to)}`}</dd>
                  </div>
                ))}
                {(year.make_up_days ?? []).length > 0 && (
                  <div>
                    <dt>{t('limits.makeUpDays')}</dt>
                    <dd>{year.make_up_days?.map((d) => monthDay(d)).join(english ? ', ' : '、')}</dd>
                  </div>
                )}
              </dl>
              {year.source && <p className="hint">{t('limits.source', { source: year.source })}</p>}
            </article>
          ))}
      </div>
    </section>
  );
}
