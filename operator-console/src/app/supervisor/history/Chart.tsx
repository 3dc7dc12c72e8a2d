import { useEffect, useRef } from 'react';
import type { Plot } from './plot';

export type Series = { name: string; values: (number | null)[] };
type Props = { label: string; names: string[]; series: Series[]; kind: 'bar' | 'line'; percent?: boolean };

/** A picture of a table; the table stands beside it for whoever cannot see it. */
export function Chart({ label, names, series, kind, percent = false }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const said = JSON.stringify({ names, series, kind, percent });
  useEffect(() => {
    let gone = false;
    const resized = new ResizeObserver(() => plot.current?.resize());
    void import('./plot').then(({ begin }) => {
      if (gone || !frame.current) return;
      plot.current ??= begin(frame.current);
      plot.current.draw(JSON.parse(said));
      resized.observe(frame.current);
    });
    return () => {
      gone = true;
      resized.disconnect();
    };
  }, [said]);
  useEffect(
    () => () => {
      plot.current?.dispose();
      plot.current = null;
    },
    [],
  );
  return <div ref={frame} className="chart" role="img" aria-label={label} />;
}
