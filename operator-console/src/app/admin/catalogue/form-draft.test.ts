import { expect, test } from 'vitest';
import type { FormSchema } from '@/features/answers/SchemaFields';
import { type Field, faultsOf, fieldsOfSchema, freeName, schemaOfFields } from './form-draft';

const cleaning = {
  type: 'object',
  additionalProperties: false,
  required: ['area_m2', 'preferred_date', 'part_of_day'],
  'x-order': ['area_m2', 'preferred_date', 'part_of_day', 'pets', 'extras', 'note'],
  properties: {
    // as a database gives them back: in no order
    note: { type: 'string', title: '备注', 'x-title-en': 'Note', maxLength: 200 },
    area_m2: { type: 'integer', title: '面积', 'x-title-en': 'Area', minimum: 10, maximum: 500 },
    preferred_date: {
      type: 'string',
      title: '日期',
      'x-title-en': 'Date',
      format: 'date',
      minLength: 10,
      maxLength: 10,
    },
    part_of_day: {
      type: 'string',
      title: '时段',
      'x-title-en': 'Time of day',
      enum: ['MORNING', 'ANY'],
      'x-enum-titles': ['上午', '都可以'],
      'x-enum-titles-en': ['Morning', 'Any time'],
    },
    pets: { type: 'boolean', title: '家有宠物', 'x-title-en': 'Pets at home' },
    extras: {
      type: 'array',
      title: '另外',
      'x-title-en': 'Besides',
      items: {
        type: 'string',
        enum: ['WINDOWS', 'OVEN'],
        'x-enum-titles': ['擦窗', '灶台'],
        'x-enum-titles-en': ['Windows', 'Oven'],
      },
      uniqueItems: true,
      maxItems: 2,
    },
  },
};

test('a form that is opened and saved is the same form', () => {
  const fields = fieldsOfSchema(cleaning as FormSchema);
  expect(fields.map((f) => f.name)).toEqual(cleaning['x-order']);
  expect(fields.map((f) => f.kind)).toEqual(['integer', 'date', 'one', 'yesNo', 'some', 'long']);
  expect(schemaOfFields(fields)).toEqual(cleaning);
});

test('what the editor does not know is not lost', () => {
  const schema = {
    ...cleaning,
    required: [],
    'x-order': ['plate'],
    properties: {
      plate: { type: 'string', title: '车牌', maxLength: 10, pattern: '^[A-Z0-9]+$', examples: ['A12345'] },
    },
  };
  expect(schemaOfFields(fieldsOfSchema(schema as FormSchema))).toEqual(schema);
});

test('names are needed once each, choices too, and a range must not be upside down', () => {
  const field: Field = {
    key: 0,
    name: 'a',
    title: '甲',
    english: '',
    hint: '',
    kind: 'text',
    required: false,
    choices: [],
    rest: {},
  };
  const rules = (...fields: Field[]) => faultsOf(fields).map((f) => `${f.key} ${f.rule}`);
  expect(rules(field)).toEqual([]);
  expect(rules({ ...field, name: '面积', title: ' ' })).toEqual(['0 name', '0 title']);
  expect(rules(field, { ...field, key: 1 })).toEqual(['0 twice', '1 twice']);
  expect(rules({ ...field, kind: 'integer', minimum: 5, maximum: 2 })).toEqual(['0 range']);
  expect(rules({ ...field, kind: 'one' })).toEqual(['0 noChoices']);
  const choice = { value: 'A', title: '甲', english: '' };
  expect(rules({ ...field, kind: 'one', choices: [choice, choice] })).toEqual(['0 sameChoice']);
  expect(rules({ ...field, kind: 'one', choices: [{ ...choice, title: '' }] })).toEqual(['0 emptyChoice']);
});

test('what is added gets a name that is free', () => {
  expect(freeName('field_', [])).toBe('field_1');
  expect(freeName('field_', ['field_2'])).toBe('field_3');
});
