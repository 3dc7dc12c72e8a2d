import type { Schemas } from '@/api';

type Category = Schemas['CatalogueCategory'];
type Item = Schemas['CatalogueItem'];

const plain = (text: string) => text.toLowerCase().replace(/\s+/g, '');

/** Items whose name, English name, pinyin, its initials or code has the words in it; beginnings come first. */
export function matching(words: string, categories: Category[]): Item[] {
  const wanted = plain(words);
  const initials = (pinyin = '') =>
    pinyin
      .split(/\s+/)
      .map((syllable) => syllable[0] ?? '')
      .join('');
  return categories
    .flatMap((c) => c.items)
    .flatMap((item) => {
      const names = [item.name, item.name_en ?? '', item.pinyin ?? '', item.code, initials(item.pinyin)].map(
        plain,
      );
      const at = Math.min(...names.map((n) => n.indexOf(wanted)).filter((i) => i >= 0));
      return at === Number.POSITIVE_INFINITY ? [] : [{ item, at }];
    })
    .sort((a, b) => a.at - b.at)
    .map((found) => found.item);
}
