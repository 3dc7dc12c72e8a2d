import { Button } from 'antd';
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTexts } from '@/shared/i18n';
import { around, moved, type Point, toPlane, type View, zoomed } from './plane';
import { type Urgency, urgencyOf } from './urgency';
import type { Centre, Task } from './use-map-data';

const NEARER = 0.7;
const MOST_NEAR = 0.02;
/** How wide the picture is taken to be, in its own small units. */
const UNITS = 1000;

type Props = {
  centres: Centre[];
  tasks: Task[];
  area: string | null;
  time: number;
  pick: (task: Task) => void;
};

/**
 * The district drawn from its own outlines: nothing is fetched from elsewhere. What it shows stands in the table
 * beside it too, for whoever cannot see it or has no mouse.
 */
export function DistrictMap({ centres, tasks, area, time, pick }: Props) {
  const t = useTexts('supervisor');
  const outlines = useMemo(() => centres.flatMap(outlineOf), [centres]);
  const whole = useMemo(() => around(outlines.flatMap((o) => o.points)), [outlines]);
  const chosen = outlines.find((o) => o.name === area);
  const [view, setView] = useState(whole);
  useEffect(() => setView(chosen ? zoomed(around(chosen.points), 2) : whole), [chosen, whole]);
  const frame = useRef<SVGSVGElement>(null);
  const drag = useDrag(frame, view, setView);
  useWheel(frame, setView, whole);
  const unit = view.width / UNITS;
  return (
    <div className="map-frame">
      <svg
        ref={frame}
        className="map"
        viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
        role="img"
        aria-label={t('map.picture')}
        {...drag}
      >
        {outlines.map((o) => (
          <polygon
            key={o.id}
            className={`map-area map-${o.tier.toLowerCase()}${o.name === area ? ' chosen' : ''}`}
            points={o.points.map((p) => `${p.x},${p.y}`).join(' ')}
          />
        ))}
        {centres.flatMap(placeOf).map((c) => (
          <CentreMark key={c.id} at={c.at} unit={unit} name={c.name} tier={c.tier} />
        ))}
        {tasks.flatMap((task) => {
          const at = whereIs(task, outlines);
          if (!at) return [];
          return [
            // biome-ignore lint/a11y/noStaticElementInteractions: the table beside the map has the same by keyboard
            <g
              key={`${task.number}/${task.task.no}`}
              className="map-task"
              onClick={() => pick(task)}
              transform={`translate(${at.x} ${at.y}) scale(${unit})`}
            >
              <title>{`${task.task.item_name} ${task.area}`}</title>
              <TaskSign urgency={urgencyOf(task, time)} />
            </g>,
          ];
        })}
        {outlines
          .filter((o) => o.tier === 'SUBDISTRICT' || view.width < whole.width * 0.55)
          .map((o) => (
            <text
              key={o.id}
              className="map-name"
              x={o.at.x}
              y={o.at.y - 20 * unit}
              fontSize={17 * unit}
              strokeWidth={4 * unit}
            >
              {o.name}
            </text>
          ))}
      </svg>
      <div className="map-buttons">
        <Button aria-label={t('map.nearer')} onClick={() => setView(near(zoomed(view, NEARER), whole))}>
          +
        </Button>
        <Button aria-label={t('map.further')} onClick={() => setView(near(zoomed(view, 1 / NEARER), whole))}>
          −
        </Button>
        <Button onClick={() => setView(whole)}>{t('map.whole')}</Button>
      </div>
    </div>
  );
}

/** Where it is, or at least in the middle of its community. */
function whereIs({ latitude, longitude, area }: Task, outlines: Outline[]): Point | undefined {
  return latitude === undefined || longitude === undefined
    ? outlines.find((o) => o.name === area)?.at
    : toPlane({ latitude, longitude });
}

/** Never so near that nothing is seen, nor further than everything. */
function near(view: View, whole: View): View {
  return view.width > whole.width || view.width < whole.width * MOST_NEAR ? whole : view;
}

type Outline = { id: number; name: string; tier: Centre['tier']; points: Point[]; at: Point };

function outlineOf(centre: Centre): Outline[] {
  const points = (centre.polygon ?? []).map(([longitude = 0, latitude = 0]) =>
    toPlane({ latitude, longitude }),
  );
  if (points.length === 0) return [];
  const box = around(points);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return [{ id: centre.id, name: centre.name, tier: centre.tier, points, at }];
}

function placeOf(centre: Centre) {
  const { latitude, longitude, tier } = centre;
  if (latitude === undefined || longitude === undefined || tier === 'GRID') return [];
  return [{ id: centre.id, name: centre.name, tier, at: toPlane({ latitude, longitude }) }];
}

const SIZE = { DISTRICT: 9, SUBDISTRICT: 7, COMMUNITY: 4, GRID: 0 };

function CentreMark(p: { at: Point; unit: number; name: string; tier: Centre['tier'] }) {
  const size = SIZE[p.tier] * p.unit;
  return (
    <rect
      className="map-centre"
      x={p.at.x - size}
      y={p.at.y - size}
      width={size * 2}
      height={size * 2}
      strokeWidth={1.5 * p.unit}
    >
      <title>{p.name}</title>
    </rect>
  );
}

/** By shape as well as by colour. */
export function TaskSign({ urgency }: { urgency: Urgency }) {
  switch (urgency) {
    case 'EMERGENCY':
      return (
        <path
          className="task-emergency"
          d="M0-13 3.4-4.6 12.4-4 5.5 1.8 7.6 10.5 0 5.8-7.6 10.5-5.5 1.8-12.4-4-3.4-4.6Z"
        />
      );
    case 'LATE':
      return <path className="task-late" d="M0-10 9 7-9 7Z" />;
    case 'SOON':
      return <path className="task-soon" d="M0-9 9 0 0 9-9 0Z" />;
    case 'CALM':
      return <circle className="task-calm" r="6" />;
  }
}

type Frame = { current: SVGSVGElement | null };

function useDrag(frame: Frame, view: View, setView: (view: View) => void) {
  const from = useRef<{ at: Point; view: View } | null>(null);
  const scale = () => view.width / (frame.current?.clientWidth || 1);
  return {
    onPointerDown: (e: PointerEvent) => {
      from.current = { at: { x: e.clientX, y: e.clientY }, view };
    },
    onPointerMove: (e: PointerEvent) => {
      const begun = from.current;
      if (!begun || e.buttons === 0) return;
      const by = scale();
      setView(moved(begun.view, (begun.at.x - e.clientX) * by, (begun.at.y - e.clientY) * by));
    },
    onPointerUp: () => {
      from.current = null;
    },
  };
}

function useWheel(frame: Frame, setView: (change: (view: View) => View) => void, whole: View): void {
  useEffect(() => {
    const svg = frame.current;
    if (!svg) return undefined;
    const turned = (e: WheelEvent) => {
      e.preventDefault();
      const box = svg.getBoundingClientRect();
      const right = (e.clientX - box.left) / box.width;
      const down = (e.clientY - box.top) / box.height;
      setView((view) => {
        const fixed = { x: view.x + view.width * right, y: view.y + view.height * down };
        return near(zoomed(view, e.deltaY < 0 ? NEARER : 1 / NEARER, fixed), whole);
      });
    };
    svg.addEventListener('wheel', turned, { passive: false });
    return () => svg.removeEventListener('wheel', turned);
  }, [frame, setView, whole]);
}
