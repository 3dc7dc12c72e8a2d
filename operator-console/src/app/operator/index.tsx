import type { Area } from '@/app/staff/areas';
import { textKey } from '@/shared/i18n/text-key';

export const area: Area = {
  nav: [{ path: 'orders', label: textKey('operator', 'nav.orders') }],
  routes: [{ path: 'orders', lazy: async () => ({ Component: (await import('./OrdersPage')).OrdersPage }) }],
};
