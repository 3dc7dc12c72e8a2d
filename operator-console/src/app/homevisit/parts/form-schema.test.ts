import { describe, expect, it } from 'vitest';
import { type FormSchema, fieldsOf, missing, shown, valuesOf } from './form-schema';

const SCHEMA: FormSchema = {
  required: ['area', 'when'],
  'x-order': ['area', 'when'],
  properties: {
    when: { type: 'string', enum: ['AM', 'PM'], 'x-enum-titles': ['上午', '下午'], title: '时段' },
    area: { type: 'integer', title: '面积', 'x-title-en': 'Area' },
    pets: { type: 'boolean', title: '宠物' },
  },
};

describe('a form of the catalogue', () => {
  it('is shown in its order, in the reader’s language', () => {
    expect(fieldsOf(SCHEMA, true).map((f) => f.title)).toEqual(['Area', '时段', '宠物']);
  });
  it('gives what was typed as what is asked for, and leaves out what was not', () => {
    expect(valuesOf(SCHEMA, { area: '60', when: 'AM', pets: 'false' })).toEqual({
      area: 60,
      when: 'AM',
      pets: false,
    });
    expect(valuesOf(SCHEMA, { area: '', when: ' ' })).toEqual({});
  });
  it('keeps what is no number as it was typed, for the server to say what is wrong', () => {
    expect(valuesOf(SCHEMA, { area: '六十' })).toEqual({ area: '六十' });
  });
  it('names what is wanting', () => {
    expect(missing(SCHEMA, { area: '60', when: '' })).toEqual(['when']);
  });
  it('calls values by their titles', () => {
    expect(shown(SCHEMA.properties?.when, 'PM', false, '是', '否')).toBe('下午');
    expect(shown(SCHEMA.properties?.pets, true, false, '是', '否')).toBe('是');
    expect(shown(undefined, 3, false, '是', '否')).toBe('3');
  });
});
