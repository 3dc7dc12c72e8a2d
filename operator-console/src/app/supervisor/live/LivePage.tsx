import { Button, Spin } from 'antd';
import { useGet } from '@/api/hooks';
import { useNow } from '@/shared/clock';
import { time } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { usePageTitle } from '@/shared/ui/page-title';
import { Deadlines } from './Deadlines';
import { Operators } from './Operators';
import { OrdersByState } from './OrdersByState';
import { Queues } from './Queues';
import { standingOf } from './standing';
import { Tiles } from './Tiles';
import { useWall } from './use-wall';
import '../supervisor.css';

// Time alone makes clocks go late, and no event tells of it.
export const EVERY = { refetchInterval: 15_000 };

/** How the hotline and the orders stand at this moment. */
export function LivePage() {
  const t = useTexts('supervisor');
  usePageTitle(t('live.title'));
  const { wall, begin, end } = useWall();
  const figures = useGet('/reports/now', {}, EVERY);
  const hotline = useGet('/reports/calls/now', {}, EVERY);
  const standing = standingOf(figures.data);
  const failure = figures.error ?? hotline.error;
  if (failure) {
    return <Failed error={failure} retry={() => void Promise.all([figures.refetch(), hotline.refetch()])} />;
  }
  return (
    <div className={wall ? 'board wall' : 'board'}>
      <div className="board-head">
        <h1 className="page-title">{t('live.title')}</h1>
        {wall && <WallClock />}
        <Button onClick={wall ? end : begin} aria-pressed={wall}>
          {t(wall ? 'live.wall.end' : 'live.wall.begin')}
        </Button>
      </div>
      {standing && hotline.data ? (
        <>
          <Tiles standing={standing} hotline={hotline.data} measured={hotline.dataUpdatedAt} />
          <div className="board-parts">
            <Operators />
            <Deadlines clocks={standing.clocks} />
            <Queues />
            <OrdersByState orders={standing.orders} />
          </div>
        </>
      ) : (
        <Spin className="board-spin" />
      )}
    </div>
  );
}

function WallClock() {
  return <span className="wall-clock">{time(useNow())}</span>;
}
