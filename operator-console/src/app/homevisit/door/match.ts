import type { Schemas } from '@/api';

type Item = Schemas['CatalogueItem'];

/** Items by name, by pinyin (whole or initials) or by code; the best first. */
export function match(items: readonly Item[], wanted: string): Item[] {
  const text = wanted.trim().toLowerCase();
  if (text === '') return [...items];
  return items
    .map((item) => ({ item, rank: rankOf(item, text) }))
    .filter(({ rank }) => rank < NONE)
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

const NONE = 9;

function rankOf(item: Item, text: string): number {
  const pinyin = item.pinyin ?? '';
  const joined = pinyin.replaceAll(' ', '');
  const initials = pinyin
    .split(' ')
    .map((word) => word[0] ?? '')
    .join('');
  if (item.name.startsWith(text) || item.code.toLowerCase() === text) return 0;
  if (initials.startsWith(text)) return 1;
  if (joined.startsWith(text.replaceAll(' ', ''))) return 2;
  if (item.name.includes(text) || (item.name_en ?? '').toLowerCase().includes(text)) return 3;
  return initials.includes(text) || joined.includes(text) ? 4 : NONE;
}
