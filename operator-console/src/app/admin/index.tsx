import type { Role } from '@/api/session';
import type { Area } from '@/app/staff/areas';
import { textKey } from '@/shared/i18n/text-key';

const ADMINISTRATOR: Role[] = ['ADMINISTRATOR'];

export const area: Area = {
  nav: [
    { path: 'catalogue', label: textKey('admin', 'nav.catalogue'), roles: ADMINISTRATOR },
    { path: 'centres', label: textKey('admin', 'nav.centres'), roles: ADMINISTRATOR },
    { path: 'providers', label: textKey('admin', 'nav.providers') },
    { path: 'accounts', label: textKey('admin', 'nav.accounts'), roles: ADMINISTRATOR },
    { path: 'routing', label: textKey('admin', 'nav.routing') },
    { path: 'limits', label: textKey('admin', 'nav.limits') },
    { path: 'prompts', label: textKey('admin', 'nav.prompts'), roles: ADMINISTRATOR },
    { path: 'messages', label: textKey('admin', 'nav.messages') },
    { path: 'tables', label: textKey('admin', 'nav.tables'), roles: ADMINISTRATOR },
    { path: 'audit', label: textKey('admin', 'nav.audit'), roles: ADMINISTRATOR },
  ],
  routes: [
    {
      path: 'catalogue',
      lazy: async () => ({ Component: (await import('./catalogue/CataloguePage')).CataloguePage }),
    },
    {
      path: 'catalogue/:id/form',
      lazy: async () => ({ Component: (await import('./catalogue/FormPage')).FormPage }),
    },
    {
      path: 'centres',
      lazy: async () => ({ Component: (await import('./centres/CentresPage')).CentresPage }),
    },
    {
      path: 'providers',
      lazy: async () => ({ Component: (await import('./providers/ProvidersPage')).ProvidersPage }),
    },
    {
      path: 'accounts',
      lazy: async () => ({ Component: (await import('./accounts/AccountsPage')).AccountsPage }),
    },
    {
      path: 'machines',
      lazy: async () => ({ Component: (await import('./accounts/MachinesPage')).MachinesPage }),
    },
    {
      path: 'routing',
      lazy: async () => ({ Component: (await import('./routing/RoutingPage')).RoutingPage }),
    },
    {
      path: 'routing/:code',
      lazy: async () => ({ Component: (await import('./routing/PolicyPage')).PolicyPage }),
    },
    { path: 'limits', lazy: async () => ({ Component: (await import('./limits/LimitsPage')).LimitsPage }) },
    {
      path: 'prompts',
      lazy: async () => ({ Component: (await import('./prompts/PromptsPage')).PromptsPage }),
    },
    {
      path: 'messages',
      lazy: async () => ({ Component: (await import('./messages/MessagesPage')).MessagesPage }),
    },
    {
      path: 'tables',
      lazy: async () => ({ Component: (await import('./tables/TablesPage')).TablesPage }),
    },
    { path: 'audit', lazy: async () => ({ Component: (await import('./audit/AuditPage')).AuditPage }) },
  ],
};
