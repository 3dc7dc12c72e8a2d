import type { Area } from '@/app/staff/areas';
import { textKey } from '@/shared/i18n/text-key';

export const area: Area = {
  nav: [
    { path: 'live', label: textKey('supervisor', 'nav.live') },
    { path: 'map', label: textKey('supervisor', 'nav.map') },
    { path: 'history', label: textKey('supervisor', 'nav.history') },
  ],
  routes: [
    { path: 'live', lazy: async () => ({ Component: (await import('./live/LivePage')).LivePage }) },
    { path: 'map', lazy: async () => ({ Component: (await import('./map/MapPage')).MapPage }) },
    {
      path: 'history',
      lazy: async () => ({ Component: (await import('./history/HistoryPage')).HistoryPage }),
    },
  ],
};
