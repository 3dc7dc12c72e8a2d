import type { RouteObject } from 'react-router';
import type { Role } from '@/api/session';
import type { TextKey } from '@/shared/i18n/text-key';

/** One entry of the navigation. `path` is below the area's: `orders` is /console/operator/orders. */
export type NavEntry = { path: string; label: TextKey; roles?: Role[] };

/** What an area's index.tsx exports as `area`. The first entry of `nav` is where its people land. */
export type Area = { nav: NavEntry[]; routes: RouteObject[] };

export type AreaEntry = {
  path: string;
  /** Whose area it is; the first area of a role is its home. */
  roles: Role[];
  load: () => Promise<{ area: Area }>;
};

/** The areas of the console, one line each. */
export const AREAS: AreaEntry[] = [
  { path: 'supervisor', roles: ['SUPERVISOR'], load: () => import('../supervisor') },
  { path: 'operator', roles: ['OPERATOR', 'SUPERVISOR'], load: () => import('../operator') },
  { path: 'admin', roles: ['ADMINISTRATOR', 'SUPERVISOR'], load: () => import('../admin') },
  { path: 'provider', roles: ['PROVIDER_DISPATCHER'], load: () => import('../provider') },
];
