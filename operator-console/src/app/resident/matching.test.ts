import { expect, it } from 'vitest';
import { matching } from './matching';

const item = (id: number, name: string, pinyin: string, code: string) => ({
  id,
  name,
  pinyin,
  code,
  name_en: `Item ${id}`,
  kind: 'MENU' as const,
  form_version: 1,
});
const CATALOGUE = [
  {
    id: 1,
    code: '10',
    name: '家政',
    name_en: 'Housekeeping',
    items: [item(1, '日常保洁', 'ri chang bao jie', '1001'), item(2, '保洁套餐', 'bao jie tao can', '1002')],
  },
];

it.each([
  ['保洁', [2, 1]],
  ['rcbj', [1]],
  ['Bao Jie', [2, 1]],
  ['1002', [2]],
  ['item 1', [1]],
  ['开锁', []],
])('%s finds what is meant, beginnings first', (words, ids) => {
  expect(matching(words, CATALOGUE).map((i) => i.id)).toEqual(ids);
});
