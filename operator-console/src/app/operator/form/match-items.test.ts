import { describe, expect, it } from 'vitest';
import { type Item, matchItems } from './match-items';

const item = (code: string, name: string, pinyin: string, name_en: string): Item => ({
  id: Number(code),
  code,
  name,
  pinyin,
  name_en,
  kind: 'MENU',
  form_version: 1,
  category: '家政服务',
});
const items = [
  item('0101', '日常保洁', 'rcbj', 'Regular cleaning'),
  item('0105', '空调清洗', 'ktqx', 'Air conditioner cleaning'),
  item('0202', '助老保洁', 'zlbj', 'Cleaning for elders'),
];
const found = (typed: string) => matchItems(items, typed).map((i) => i.code);

describe('an item is found', () => {
  it('by its name, the initials of its pinyin, its code, its English name', () => {
    expect(found('空调')).toEqual(['0105']);
    expect(found('KTQX')).toEqual(['0105']);
    expect(found('0202')).toEqual(['0202']);
    expect(found('regular')).toEqual(['0101']);
  });

  it('by signs in their order', () => expect(found('空洗')).toEqual(['0105']));

  it('the best fit first', () => expect(found('cleaning')).toEqual(['0202', '0101', '0105']));

  it('or not at all', () => expect(found('xyz')).toEqual([]));
});
