import { expect, test } from 'vitest';
import { actionWords } from './action-words';

const words: Record<string, string> = {
  'verb create': '新增',
  'whole logIn': '登录',
  'noun Account': '账号',
  'noun RoutingPolicy': '派单策略',
  'verb change': '修改',
};
const word = (kind: string, w: string) => words[`${kind} ${w}`];

test('an operation is said by its verb and what it is done to', () => {
  expect(actionWords('createAccount', word, '')).toBe('新增账号');
  expect(actionWords('logIn', word, '')).toBe('登录');
  expect(actionWords('changeRoutingPolicy', word, ' ')).toBe('修改 派单策略');
});

test('what has no words is shown as it is', () => {
  expect(actionWords('createComet', word, '')).toBe('createComet');
  expect(actionWords('paintAccount', word, '')).toBe('paintAccount');
});
