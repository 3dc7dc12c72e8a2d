import type { Area } from '@/app/staff/areas';
import { textKey } from '@/shared/i18n/text-key';

export const area: Area = {
  nav: [
    { path: 'desk', label: textKey('operator', 'nav.desk'), roles: ['OPERATOR', 'SUPERVISOR'] },
    { path: 'queues', label: textKey('operator', 'nav.queues') },
    { path: 'orders', label: textKey('operator', 'nav.orders') },
  ],
  routes: [
    {
      lazy: async () => ({ Component: (await import('./OperatorFrame')).OperatorFrame }),
      children: [
        { path: 'desk', lazy: async () => ({ Component: (await import('./desk/DeskPage')).DeskPage }) },
        {
          path: 'queues',
          lazy: async () => ({ Component: (await import('./lists/QueuesPage')).QueuesPage }),
        },
        {
          path: 'orders',
          lazy: async () => ({ Component: (await import('./lists/OrdersPage')).OrdersPage }),
        },
        {
          path: 'orders/:number',
          lazy: async () => ({ Component: (await import('./order/OrderPage')).OrderPage }),
        },
      ],
    },
  ],
};
