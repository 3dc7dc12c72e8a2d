import { expect, it } from 'vitest';
import { formAnswers } from './form-answers';

const SCHEMA = {
  'x-order': ['rooms', 'tools', 'pets'],
  properties: {
    pets: { title: '有宠物', 'x-title-en': 'Pets', type: 'boolean' },
    rooms: { title: '房间数', type: 'integer' },
    tools: {
      title: '工具',
      'x-title-en': 'Tools',
      type: 'array',
      items: {
        enum: ['mop', 'vac'],
        'x-enum-titles': ['拖把', '吸尘器'],
        'x-enum-titles-en': ['Mop', 'Vacuum'],
      },
    },
  },
};
const CHINESE = { yes: '是', no: '否', english: false };

it('answers stand in the order of the form and in its words', () => {
  expect(formAnswers(SCHEMA, { pets: false, tools: ['vac', 'mop'], rooms: 2 }, CHINESE)).toEqual([
    { title: '房间数', value: '2' },
    { title: '工具', value: '吸尘器、拖把' },
    { title: '有宠物', value: '否' },
  ]);
});

it('English words are used where the form has them, and an answer the form does not know is shown as it is', () => {
  expect(
    formAnswers(SCHEMA, { tools: ['vac'], rooms: 2, old: 'x' }, { yes: 'yes', no: 'no', english: true }),
  ).toEqual([
    { title: '房间数', value: '2' },
    { title: 'Tools', value: 'Vacuum' },
    { title: 'old', value: 'x' },
  ]);
});
