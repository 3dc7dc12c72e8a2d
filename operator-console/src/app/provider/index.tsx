import type { Area } from '@/app/staff/areas';
import { textKey } from '@/shared/i18n/text-key';

export const area: Area = {
  nav: [
    { path: 'board', label: textKey('provider', 'nav.board') },
    { path: 'done', label: textKey('provider', 'nav.done') },
    { path: 'staff', label: textKey('provider', 'nav.staff') },
    { path: 'hours', label: textKey('provider', 'nav.hours') },
  ],
  routes: [
    { path: 'board', lazy: async () => ({ Component: (await import('./BoardPage')).BoardPage }) },
    { path: 'done', lazy: async () => ({ Component: (await import('./DonePage')).DonePage }) },
    { path: 'staff', lazy: async () => ({ Component: (await import('./StaffPage')).StaffPage }) },
    { path: 'hours', lazy: async () => ({ Component: (await import('./HoursPage')).HoursPage }) },
    {
      path: 'tasks/:number/:taskNo',
      lazy: async () => ({ Component: (await import('./TaskPage')).TaskPage }),
    },
  ],
};
