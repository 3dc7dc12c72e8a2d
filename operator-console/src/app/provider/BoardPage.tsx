import { Segmented, Spin } from 'antd';
import { useState } from 'react';
import { useGet } from '@/api/hooks';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { usePageTitle } from '@/shared/ui/page-title';
import { Offers } from './Offers';
import { type Column, columnsByState, columnsByWorker, IN_HAND, useProviderId, waitingOffers } from './own';
import './provider.css';
import { TaskCard } from './TaskCard';

const MOST = 200;

/** The dispatcher's screen: what is offered, and what is in hand. */
export function BoardPage() {
  const t = useTexts('provider');
  usePageTitle(t('board.title'));
  const provider = useProviderId();
  const offered = useGet('/tasks', { params: { query: { state: ['OFFERED'], limit: MOST } } });
  const inHand = useGet('/tasks', { params: { query: { state: [...IN_HAND], limit: MOST } } });
  const failure = offered.error ?? inHand.error;
  if (failure) {
    return <Failed error={failure} retry={() => void Promise.all([offered.refetch(), inHand.refetch()])} />;
  }
  if (!offered.data || !inHand.data) return <Spin className="page-spin" />;
  return (
    <>
      <h1 className="page-title">{t('board.title')}</h1>
      <Offers waiting={waitingOffers(offered.data.items, provider)} />
      <InHand views={inHand.data.items} more={inHand.data.next !== undefined} />
    </>
  );
}

type By = 'state' | 'worker';

function InHand({ views, more }: { views: Parameters<typeof columnsByState>[0]; more: boolean }) {
  const t = useTexts('provider');
  const s = useTexts('shared');
  const [by, setBy] = useState<By>('state');
  const columns = by === 'state' ? columnsByState(views) : columnsByWorker(views);
  const nameOf = (c: Column) =>
    by === 'state' ? s(`task.state.${c.key}` as Key<'shared'>) : (c.name ?? t('board.nobody'));
  return (
    <section aria-labelledby="in-hand-title">
      <div className="section-head">
        <h2 id="in-hand-title">
          {t('board.inHand')} <span className="count">{views.length}</span>
        </h2>
        <Segmented<By>
          aria-label={t('board.by')}
          value={by}
          onChange={setBy}
          options={[
            { value: 'state', label: t('board.byState') },
            { value: 'worker', label: t('board.byWorker') },
          ]}
        />
      </div>
      {more && <p>{t('board.more', { n: MOST })}</p>}
      {views.length === 0 ? (
        <p className="nothing">{t('board.none')}</p>
      ) : (
        <div className="columns">
          {columns
            .filter((c) => c.tasks.length > 0 || by === 'state')
            .map((c) => (
              <section
                key={c.key}
                className={c.tasks.length ? 'column' : 'column empty'}
                aria-label={nameOf(c)}
              >
                <h3>
                  {nameOf(c)} <span className="count">{c.tasks.length}</span>
                </h3>
                {c.tasks.map((view) => (
                  <TaskCard key={`${view.number}/${view.task.no}`} view={view} showState={by === 'worker'} />
                ))}
              </section>
            ))}
        </div>
      )}
    </section>
  );
}
