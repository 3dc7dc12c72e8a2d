import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Series } from './Chart';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);
const COLOURS = ['#0950c8', '#1a6b30', '#8a4a00'];

type Drawn = { names: string[]; series: Series[]; kind: 'bar' | 'line'; percent: boolean };
export type Plot = { draw: (drawn: Drawn) => void; resize: () => void; dispose: () => void };

/** On canvas, with its tooltip drawn too: the policy of the pages forbids markup with styles in it. */
export function begin(frame: HTMLElement): Plot {
  const chart = init(frame, null, { renderer: 'canvas' });
  const shown = (percent: boolean) => (value: unknown) =>
    typeof value !== 'number' ? '—' : percent ? `${(value * 100).toFixed(1)}%` : String(value);
  return {
    draw: ({ names, series, kind, percent }) =>
      chart.setOption(
        {
          color: COLOURS,
          animation: false,
          grid: { left: 48, right: 16, top: 36, bottom: 32 },
          legend: { top: 0 },
          tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: shown(percent) },
          xAxis: { type: 'category', data: names },
          yAxis: { type: 'value', max: percent ? 1 : undefined, axisLabel: { formatter: shown(percent) } },
          series: series.map((s) => ({ type: kind, name: s.name, data: s.values, barMaxWidth: 28 })),
        },
        true,
      ),
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
  };
}
