import { isoDate } from '@/shared/format';

export type FieldSchema = {
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'array';
  title?: string;
  'x-title-en'?: string;
  enum?: string[];
  'x-enum-titles'?: string[];
  'x-enum-titles-en'?: string[];
  format?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: FieldSchema;
};
export type FormSchema = {
  properties?: Record<string, FieldSchema>;
  required?: string[];
  'x-order'?: string[];
};
export type Values = Record<string, unknown>;

export function fieldsOf(schema: FormSchema): [string, FieldSchema][] {
  const all = schema.properties ?? {};
  const order = schema['x-order'] ?? Object.keys(all);
  return order.flatMap((name) => (all[name] ? [[name, all[name]] as [string, FieldSchema]] : []));
}

export function titleOf(field: FieldSchema, name: string, english: boolean): string {
  return (english && field['x-title-en']) || field.title || name;
}

export function choicesOf(field: FieldSchema, english: boolean): { value: string; word: string }[] {
  const words = (english && field['x-enum-titles-en']) || field['x-enum-titles'] || [];
  return (field.enum ?? []).map((value, i) => ({ value, word: words[i] ?? value }));
}

/** What was answered last time and still can be: a day that is over cannot, nor what the form no longer asks. */
export function sameAgain(schema: FormSchema, last: Values, now: number): Values {
  return Object.fromEntries(
    fieldsOf(schema).flatMap(([name, field]) => {
      const value = last[name];
      const over = field.format === 'date' && typeof value === 'string' && value < isoDate(now);
      return value === undefined || over ? [] : [[name, value]];
    }),
  );
}

export type Wrong = 'needed' | 'number' | 'past';

/** What is wrong with which field. */
export function faultsOf(schema: FormSchema, values: Values, now: number): Record<string, Wrong> {
  const faults: Record<string, Wrong> = {};
  for (const [name, field] of fieldsOf(schema)) {
    const value = values[name];
    const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    if (empty) {
      if (schema.required?.includes(name) && field.type !== 'boolean') faults[name] = 'needed';
    } else if (field.type === 'integer' || field.type === 'number') {
      const number = Number(value);
      const fits = number >= (field.minimum ?? number) && number <= (field.maximum ?? number);
      const whole = field.type === 'number' || Number.isInteger(number);
      if (!fits || !whole) faults[name] = 'number';
    } else if (field.format === 'date' && String(value) < isoDate(now)) {
      faults[name] = 'past';
    }
  }
  return faults;
}
