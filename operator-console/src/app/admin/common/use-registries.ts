import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/api';
import { useGet } from '@/api/hooks';
import { useSessionState } from '@/api/session';
import { useLanguage } from '@/shared/i18n';
import { readAll } from './use-list';

type Named = { name: string; name_en?: string };
type Option = { value: number; label: string };

/** Supervisors look, administrators change. */
export function useMayChange(): boolean {
  const state = useSessionState();
  return 'session' in state && state.session.role === 'ADMINISTRATOR';
}

export function useNameOf(): (thing: Named) => string {
  const english = useLanguage() === 'en';
  return (thing) => (english && thing.name_en) || thing.name;
}

/** Centres and areas down to the communities; grids are many and are read where they are wanted. */
export function useCentres(): Schemas['Centre'][] {
  const centres = useQuery({
    queryKey: ['/centres', 'tiers'],
    queryFn: async () => {
      const tiers = ['DISTRICT', 'SUBDISTRICT', 'COMMUNITY'] as const;
      return (await Promise.all(tiers.map((tier) => readAll('/centres', { tier })))).flat();
    },
  });
  return centres.data ?? [];
}

export function useProviders(): Schemas['Provider'][] {
  return useQuery({ queryKey: ['/providers', 'all'], queryFn: () => readAll('/providers') }).data ?? [];
}

export function useItems(): Schemas['Item'][] {
  return useQuery({ queryKey: ['/items', 'all'], queryFn: () => readAll('/items') }).data ?? [];
}

export function useCategories(): Schemas['Category'][] {
  return useQuery({ queryKey: ['/categories', 'all'], queryFn: () => readAll('/categories') }).data ?? [];
}

export function usePolicies(): Schemas['RoutingPolicy'][] {
  return useGet('/routing/policies', {}).data?.items ?? [];
}

/** Choices of a field, by name; the code is found too. */
export function optionsOf(
  things: (Named & { id: number; code: string })[],
  nameOf: (thing: Named) => string,
): Option[] {
  return things.map((thing) => ({ value: thing.id, label: `${nameOf(thing)} · ${thing.code}` }));
}

/** For `showSearch`: what is typed may stand anywhere in the label. */
export const SEARCH = { optionFilterProp: 'label' as const };
