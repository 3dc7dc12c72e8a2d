import type { Schemas } from '@/api';

export type Item = Schemas['CatalogueItem'] & { category: string };

/** The catalogue as one list, each item with its category's name. */
export function itemsOf(catalogue: Schemas['Catalogue'] | undefined, english: boolean): Item[] {
  return (catalogue?.categories ?? []).flatMap((c) =>
    c.items.map((item) => ({ ...item, category: (english && c.name_en) || c.name })),
  );
}

export function nameOf(item: Schemas['CatalogueItem'], english: boolean): string {
  return (english && item.name_en) || item.name;
}

/** How well an item fits what was typed, the lower the better; Infinity if not at all. */
function distance(item: Item, typed: string): number {
  const code = item.code.toLowerCase();
  const pinyin = (item.pinyin ?? '').toLowerCase();
  const english = (item.name_en ?? '').toLowerCase();
  if (code === typed || pinyin === typed || item.name === typed) return 0;
  if (code.startsWith(typed)) return 1;
  if (item.name.startsWith(typed) || pinyin.startsWith(typed)) return 2;
  if (english.startsWith(typed)) return 3;
  if (item.name.includes(typed)) return 4;
  if (english.includes(typed) || pinyin.includes(typed)) return 5;
  if (item.category.toLowerCase().includes(typed)) return 6;
  return inOrder(item.name, typed) ? 7 : Number.POSITIVE_INFINITY;
}

/** 空清 finds 空调清洗 */
function inOrder(name: string, typed: string): boolean {
  let from = 0;
  for (const sign of typed) {
    const at = name.indexOf(sign, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

/** By name, initials of its pinyin, code or English name; the best fit first. */
export function matchItems(items: Item[], typed: string): Item[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return items;
  return items
    .map((item) => ({ item, far: distance(item, wanted) }))
    .filter((m) => m.far < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.far - b.far)
    .map((m) => m.item);
}
