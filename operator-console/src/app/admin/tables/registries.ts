/** What there are tables of, as the contract's parameter `registry` has it. */
export const REGISTRIES = [
  'residents',
  'households',
  'providers',
  'workers',
  'centres',
  'categories',
  'items',
  'slots',
] as const;

export type Registry = (typeof REGISTRIES)[number];

export function isRegistry(name: string | null): name is Registry {
  return REGISTRIES.includes(name as Registry);
}

/** Whose tables have columns that are masked unless somebody says why they need them. */
export const SENSITIVE: Registry[] = ['residents'];
