import { Button, Drawer, Segmented, Spin } from 'antd';
import { useMemo, useState } from 'react';
import { OrderView } from '@/app/operator/order/OrderPage';
import { useNow } from '@/shared/clock';
import { moment, number, orderNumber } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { usePageTitle } from '@/shared/ui/page-title';
import { TaskStateTag } from '@/shared/ui/StateTag';
import { DistrictMap, TaskSign } from './DistrictMap';
import { URGENCIES, urgencyOf } from './urgency';
import { MOST, type Task, useCentres, useOpenTasks } from './use-map-data';
import '../supervisor.css';
import '@/app/operator/operator.css';

type Which = 'ALL' | 'PRESSING';

/** Where the open tasks lie, and the centres that look after them. */
export function MapPage() {
  const t = useTexts('supervisor');
  usePageTitle(t('map.title'));
  const time = useNow(30_000);
  const centres = useCentres();
  const tasks = useOpenTasks();
  const [which, setWhich] = useState<Which>('ALL');
  const [area, setArea] = useState<string | null>(null);
  const [looked, setLooked] = useState<string | null>(null);
  const failure = centres.error ?? tasks.error;
  const shown = useMemo(
    () => (tasks.data ?? []).filter((k) => which === 'ALL' || urgencyOf(k, time) !== 'CALM'),
    [tasks.data, which, time],
  );
  if (failure) {
    return <Failed error={failure} retry={() => void Promise.all([centres.refetch(), tasks.refetch()])} />;
  }
  return (
    <div className="map-page">
      <div className="board-head">
        <h1 className="page-title">{t('map.title')}</h1>
        <Segmented<Which>
          aria-label={t('map.which')}
          value={which}
          onChange={setWhich}
          options={[
            { value: 'ALL', label: t('map.all') },
            { value: 'PRESSING', label: t('map.pressing') },
          ]}
        />
      </div>
      <ul className="map-legend">
        {URGENCIES.map((u) => (
          <li key={u}>
            <svg viewBox="-14 -14 28 28" width="18" height="18" aria-hidden="true">
              <TaskSign urgency={u} />
            </svg>
            {t(`map.${u}` as Key<'supervisor'>)}{' '}
            {number(shown.filter((k) => urgencyOf(k, time) === u).length)}
          </li>
        ))}
        <li>
          <svg viewBox="-14 -14 28 28" width="18" height="18" aria-hidden="true">
            <rect className="map-centre" x="-7" y="-7" width="14" height="14" strokeWidth="2" />
          </svg>
          {t('map.centre')}
        </li>
      </ul>
      {centres.data && tasks.data ? (
        <div className="map-parts">
          <DistrictMap
            centres={centres.data}
            tasks={shown}
            area={area}
            time={time}
            pick={(task) => setLooked(task.number)}
          />
          {area === null ? (
            <Areas tasks={shown} time={time} choose={setArea} />
          ) : (
            <Tasks
              area={area}
              tasks={shown.filter((k) => k.area === area)}
              back={() => setArea(null)}
              look={setLooked}
            />
          )}
        </div>
      ) : (
        <Spin className="board-spin" />
      )}
      {(tasks.data?.length ?? 0) >= MOST && <p className="quiet">{t('map.more', { n: MOST })}</p>}
      <Drawer
        open={looked !== null}
        onClose={() => setLooked(null)}
        size={860}
        title={t('order.acting')}
        destroyOnHidden
      >
        {looked && <OrderView number={looked} />}
      </Drawer>
    </div>
  );
}

type AreaRow = { area: string; open: number; pressing: number };

function Areas({ tasks, time, choose }: { tasks: Task[]; time: number; choose: (area: string) => void }) {
  const t = useTexts('supervisor');
  const rows = new Map<string, AreaRow>();
  for (const task of tasks) {
    const row = rows.get(task.area) ?? { area: task.area, open: 0, pressing: 0 };
    row.open += 1;
    if (urgencyOf(task, time) !== 'CALM') row.pressing += 1;
    rows.set(task.area, row);
  }
  return (
    <section className="part" aria-labelledby="areas-title">
      <h2 id="areas-title">{t('map.areas')}</h2>
      <ListTable<AreaRow>
        label={t('map.areas')}
        rowKey="area"
        dataSource={[...rows.values()].sort((a, b) => b.pressing - a.pressing || b.open - a.open)}
        pagination={{ pageSize: 15, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t('map.none') }}
        columns={[
          {
            title: t('map.area'),
            render: (_, r) => (
              <button type="button" className="number-button" onClick={() => choose(r.area)}>
                {r.area}
              </button>
            ),
          },
          { title: t('map.open'), align: 'right', width: 80, render: (_, r) => number(r.open) },
          {
            title: t('map.pressing'),
            align: 'right',
            width: 90,
            render: (_, r) => <span className={r.pressing > 0 ? 'late' : ''}>{number(r.pressing)}</span>,
          },
        ]}
      />
    </section>
  );
}

type TasksProps = { area: string; tasks: Task[]; back: () => void; look: (number: string) => void };

function Tasks({ area, tasks, back, look }: TasksProps) {
  const t = useTexts('supervisor');
  return (
    <section className="part" aria-labelledby="area-title">
      <div className="part-head">
        <h2 id="area-title">{area}</h2>
        <Button size="small" onClick={back}>
          {t('map.allAreas')}
        </Button>
      </div>
      <ListTable<Task>
        label={area}
        rowKey={(k) => `${k.number}/${k.task.no}`}
        dataSource={tasks}
        pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t('map.none') }}
        columns={[
          {
            title: t('clocks.order'),
            width: 100,
            render: (_, k) => (
              <button type="button" className="number-button" onClick={() => look(k.number)}>
                {orderNumber(k.number)}
              </button>
            ),
          },
          { title: t('clocks.item'), render: (_, k) => k.task.item_name },
          { title: t('clocks.state'), render: (_, k) => <TaskStateTag state={k.task.state} /> },
          { title: t('clocks.due'), render: (_, k) => k.next_due && moment(k.next_due.due_at) },
        ]}
      />
    </section>
  );
}
