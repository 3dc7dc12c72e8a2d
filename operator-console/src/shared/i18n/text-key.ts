import type { AreaName, Key } from '.';

/** A key to be looked up later, in a table of menu entries for instance. */
export type TextKey = { area: AreaName; key: string };

export function textKey<A extends AreaName>(area: A, key: Key<A>): TextKey {
  return { area, key };
}
