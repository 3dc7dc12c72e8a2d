import { expect, test } from 'vitest';
import type { Schemas } from '@/api';
import { branchesOf, pathTo, withWords } from './tree';

const centre = (id: number, parent_id: number | undefined, name: string, code: string) =>
  ({
    id,
    parent_id,
    name,
    code,
    tier: 'GRID',
    version: 1,
    updated_at: '',
    aliases: [`${name}别名`],
  }) as Schemas['Centre'];
const all = [
  centre(4, 2, '渠西社区', '12'),
  centre(1, undefined, '清晏区', '0'),
  centre(2, 1, '望渠街道', '1'),
  centre(3, 2, '渠东社区', '11'),
];

test('the tree stands as the areas lie, by code', () => {
  const [root] = branchesOf(all, (c) => c.name);
  expect(root?.title).toBe('清晏区');
  expect(root?.children[0]?.children.map((c) => c.title)).toEqual(['渠东社区', '渠西社区']);
});

test('a search leaves what fits, with all above it opened', () => {
  const found = withWords(all, '渠东社区别');
  expect(found.shown.map((c) => c.name).sort()).toEqual(['望渠街道', '渠东社区', '清晏区'].sort());
  expect(found.open.sort()).toEqual([1, 2, 3]);
  expect(withWords(all, '没有').shown).toEqual([]);
});

test('a ring of parents ends', () => {
  expect(pathTo([centre(1, 2, '甲', '1'), centre(2, 1, '乙', '2')], 1)).toEqual([1, 2]);
});
