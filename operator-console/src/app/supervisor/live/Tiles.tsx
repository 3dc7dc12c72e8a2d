import type { ReactNode } from 'react';
import type { Schemas } from '@/api';
import { useNow } from '@/shared/clock';
import { clock, number, percent, span } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { longestWait, type Standing, share, sum, waitingCalls } from './standing';

const ANSWERED_WITHIN_MS = 20_000;
type Tone = 'plain' | 'soon' | 'late';
type Props = { standing: Standing; hotline: Schemas['HotlineNow']; measured: number };

/** The figures to be seen from across the room. */
export function Tiles({ standing, hotline, measured }: Props) {
  const t = useTexts('supervisor');
  const breached = sum(standing.clocks.map((c) => c.breached));
  const atRisk = sum(standing.clocks.map((c) => c.at_risk));
  const free = hotline.operators?.AVAILABLE ?? 0;
  const waiting = waitingCalls(hotline);
  return (
    <dl className="tiles">
      <Tile label={t('tile.waiting')} tone={waiting > free ? 'late' : 'plain'}>
        {number(waiting)}
      </Tile>
      <Wait hotline={hotline} measured={measured} />
      <Tile label={t('tile.talking')}>{number(hotline.calls?.TALKING ?? 0)}</Tile>
      <Tile
        label={t('tile.free')}
        note={t('tile.onDuty', { n: sum(Object.values(hotline.operators ?? {})) })}
        tone={free === 0 ? 'soon' : 'plain'}
      >
        {number(free)}
      </Tile>
      <Tile label={t('tile.level')} note={t('tile.offered', { n: hotline.today?.offered ?? 0 })}>
        {percent(hotline.today?.service_level20)}
      </Tile>
      <Tile label={t('tile.abandoned')}>{percent(hotline.today?.abandonment)}</Tile>
      <Tile label={t('tile.breached')} tone={breached > 0 ? 'late' : 'plain'}>
        {number(breached)}
      </Tile>
      <Tile label={t('tile.atRisk')} tone={atRisk > 0 ? 'soon' : 'plain'}>
        {number(atRisk)}
      </Tile>
      <Tile
        label={t('tile.unplaced')}
        note={oldest(standing.unplaced.count, standing.unplaced.oldest_seconds, t('tile.oldest'))}
      >
        {number(standing.unplaced.count)}
      </Tile>
      <Tile label={t('tile.accepted')} note={t('tile.acceptedOf', { n: standing.acceptance.count })}>
        {percent(share(standing.acceptance.in_time, standing.acceptance.count))}
      </Tile>
      <Tile
        label={t('tile.followUp')}
        note={oldest(standing.follow_up.waiting, standing.follow_up.oldest_seconds, t('tile.oldest'))}
      >
        {number(standing.follow_up.waiting)}
      </Tile>
    </dl>
  );
}

/** Apart, because it is drawn anew every second. */
function Wait({ hotline, measured }: Omit<Props, 'standing'>) {
  const t = useTexts('supervisor');
  useNow();
  // measured is by this computer's clock, so the difference is too
  const wait = longestWait(hotline, measured, Date.now());
  return (
    <Tile label={t('tile.longest')} tone={wait > ANSWERED_WITHIN_MS ? 'late' : 'plain'}>
      {clock(wait)}
    </Tile>
  );
}

type TileProps = { label: string; note?: string; tone?: Tone; children: ReactNode };

function Tile({ label, note, tone = 'plain', children }: TileProps) {
  return (
    <div className={`tile ${tone}`}>
      <dt>{label}</dt>
      <dd>
        <span className="tile-figure">{children}</span>
        {note && <span className="tile-note">{note}</span>}
      </dd>
    </div>
  );
}

function oldest(count: number, seconds: number, label: string): string | undefined {
  return count === 0 ? undefined : `${label} ${span(seconds * 1000)}`;
}
