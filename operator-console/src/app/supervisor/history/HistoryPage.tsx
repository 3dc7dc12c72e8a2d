import { DatePicker } from 'antd';
import { useState } from 'react';
import { useTexts } from '@/shared/i18n';
import { usePageTitle } from '@/shared/ui/page-title';
import { HotlineFigures } from './HotlineFigures';
import { type Days, lastDays, periodOf } from './periods';
import { RateFigures } from './RateFigures';
import '../supervisor.css';

const AT_FIRST = 30;

/** What a period was like: the three rates, and the hotline. */
export function HistoryPage() {
  const t = useTexts('supervisor');
  usePageTitle(t('history.title'));
  const [days, setDays] = useState<Days>(() => lastDays(AT_FIRST));
  const period = periodOf(days);
  return (
    <div className="history">
      <div className="history-head">
        <h1 className="page-title">{t('history.title')}</h1>
        <DatePicker.RangePicker
          aria-label={t('history.days')}
          allowClear={false}
          value={days}
          onChange={(chosen) => chosen?.[0] && chosen[1] && setDays([chosen[0], chosen[1]])}
          presets={[7, AT_FIRST, 90, 365].map((n) => ({
            label: t('history.last', { n }),
            value: () => lastDays(n),
          }))}
        />
      </div>
      <RateFigures period={period} />
      <HotlineFigures period={period} />
    </div>
  );
}
