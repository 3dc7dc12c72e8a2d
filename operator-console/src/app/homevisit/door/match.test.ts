import { describe, expect, it } from 'vitest';
import type { Schemas } from '@/api';
import { match } from './match';

const item = (id: number, name: string, pinyin: string, name_en: string): Schemas['CatalogueItem'] => ({
  id,
  code: `K${id}`,
  name,
  pinyin,
  name_en,
  kind: 'MENU',
  form_version: 1,
});
const ITEMS = [
  item(1, '日常保洁', 'ri chang bao jie', 'Cleaning'),
  item(2, '保姆', 'bao mu', 'Live-in help'),
  item(3, '上门理发', 'shang men li fa', 'Haircut at home'),
];
const names = (wanted: string) => match(ITEMS, wanted).map((i) => i.name);

describe('finding an item', () => {
  it('by its name, its pinyin, its initials, its code, its English name', () => {
    expect(names('理发')).toEqual(['上门理发']);
    expect(names('shangmen')).toEqual(['上门理发']);
    expect(names('smlf')).toEqual(['上门理发']);
    expect(names('k2')).toEqual(['保姆']);
    expect(names('haircut')).toEqual(['上门理发']);
  });
  it('puts what begins so before what has it within', () => {
    expect(names('保')).toEqual(['保姆', '日常保洁']);
  });
  it('finds all for nothing and nothing for nonsense', () => {
    expect(names(' ')).toHaveLength(3);
    expect(names('zzz')).toEqual([]);
  });
});
