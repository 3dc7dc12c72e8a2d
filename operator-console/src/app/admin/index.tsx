import type { Role } from '@/api/session';
import type { Area } from '@/app/staff/areas';
import { textKey } from '@/shared/i18n/text-key';

const ADMINISTRATOR: Role[] = ['ADMINISTRATOR'];

export const area: Area = {
  nav: [
    { path: 'accounts', label: textKey('admin', 'nav.accounts'), roles: ADMINISTRATOR },
    { path: 'tables', label: textKey('admin', 'nav.tables'), roles: ADMINISTRATOR },
    { path: 'audit', label: textKey('admin', 'nav.audit'), roles: ADMINISTRATOR },
  ],
  routes: [
    {
      path: 'accounts',
      lazy: async () => ({ Component: (await import('./accounts/AccountsPage')).AccountsPage }),
    },
    {
      path: 'machines',
      lazy: async () => ({ Component: (await import('./accounts/MachinesPage')).MachinesPage }),
    },
    {
      path: 'tables',
      lazy: async () => ({ Component: (await import('./tables/TablesPage')).TablesPage }),
    },
    { path: 'audit', lazy: async () => ({ Component: (await import('./audit/AuditPage')).AuditPage }) },
  ],
};
