import type { FieldSchema, FormSchema } from '@/features/answers/SchemaFields';

export const KINDS = ['text', 'long', 'integer', 'number', 'yesNo', 'date', 'one', 'some'] as const;
export type Kind = (typeof KINDS)[number];
export type Choice = { value: string; title: string; english: string };

/** One field of a form as somebody edits it. */
export type Field = {
  /** Of this draft; names may be typed anew. */
  key: number;
  name: string;
  title: string;
  english: string;
  hint: string;
  kind: Kind;
  required: boolean;
  minimum?: number;
  maximum?: number;
  longest?: number;
  choices: Choice[];
  /** What the editor does not know and must not lose. */
  rest: object;
};

const LONG = 100;
const SHORT_LENGTH = 100;
const LONG_LENGTH = 500;
const DATE_LENGTH = 10;

/** A schema as a list of fields, in the order in which they are asked. */
export function fieldsOfSchema(schema: FormSchema): Field[] {
  const names = Object.keys(schema.properties ?? {});
  const order = schema['x-order'] ?? [];
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return names
    .sort((a, b) => place(a) - place(b))
    .map((name, key) => fieldOf(key, name, schema.properties?.[name] as FieldSchema, schema.required ?? []));
}

function fieldOf(key: number, name: string, schema: FieldSchema, required: string[]): Field {
  const { type: _, title, 'x-title-en': english, description, ...others } = schema;
  const kind = kindOf(schema);
  const { own, rest } = apart(kind, others as Record<string, unknown>);
  return {
    key,
    name,
    title: title ?? name,
    english: english ?? '',
    hint: description ?? '',
    kind,
    required: required.includes(name),
    minimum: own.minimum as number | undefined,
    maximum: own.maximum as number | undefined,
    longest: own.maxLength as number | undefined,
    choices: choicesOf(kind === 'some' ? (schema.items ?? schema) : schema),
    rest,
  };
}

function kindOf(schema: FieldSchema): Kind {
  switch (schema.type) {
    case 'boolean':
      return 'yesNo';
    case 'integer':
      return 'integer';
    case 'number':
      return 'number';
    case 'array':
      return 'some';
    case 'string':
      if (schema.enum) return 'one';
      if (schema.format === 'date') return 'date';
      return (schema.maxLength ?? 0) > LONG ? 'long' : 'text';
  }
}

const OWN: Record<Kind, string[]> = {
  text: ['maxLength'],
  long: ['maxLength'],
  integer: ['minimum', 'maximum'],
  number: ['minimum', 'maximum'],
  yesNo: [],
  date: ['format', 'minLength', 'maxLength'],
  one: ['enum', 'x-enum-titles', 'x-enum-titles-en'],
  some: ['items', 'uniqueItems', 'maxItems', 'minItems'],
};

function apart(kind: Kind, all: Record<string, unknown>) {
  const own: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(all)) {
    if (OWN[kind].includes(name)) own[name] = value;
    else rest[name] = value;
  }
  return { own, rest };
}

function choicesOf(schema: FieldSchema): Choice[] {
  return (schema.enum ?? []).map((value, i) => ({
    value,
    title: schema['x-enum-titles']?.[i] ?? value,
    english: schema['x-enum-titles-en']?.[i] ?? '',
  }));
}

/** The schema that such a list of fields stands for. */
export function schemaOfFields(fields: Field[]): FormSchema & object {
  return {
    type: 'object',
    additionalProperties: false,
    required: fields.filter((f) => f.required).map((f) => f.name),
    'x-order': fields.map((f) => f.name),
    properties: Object.fromEntries(fields.map((f) => [f.name, schemaOf(f)])),
  } as FormSchema & object;
}

function schemaOf(field: Field): object {
  return {
    ...bodyOf(field),
    title: field.title,
    ...(field.english && { 'x-title-en': field.english }),
    ...(field.hint && { description: field.hint }),
    ...field.rest,
  };
}

function bodyOf(field: Field): object {
  const range = {
    ...(field.minimum !== undefined && { minimum: field.minimum }),
    ...(field.maximum !== undefined && { maximum: field.maximum }),
  };
  const words = {
    enum: field.choices.map((c) => c.value),
    'x-enum-titles': field.choices.map((c) => c.title),
    'x-enum-titles-en': field.choices.map((c) => c.english || c.title),
  };
  switch (field.kind) {
    case 'text':
      return { type: 'string', maxLength: field.longest ?? SHORT_LENGTH };
    case 'long':
      return { type: 'string', maxLength: Math.max(field.longest ?? LONG_LENGTH, LONG + 1) };
    case 'integer':
      return { type: 'integer', ...range };
    case 'number':
      return { type: 'number', ...range };
    case 'yesNo':
      return { type: 'boolean' };
    case 'date':
      return { type: 'string', format: 'date', minLength: DATE_LENGTH, maxLength: DATE_LENGTH };
    case 'one':
      return { type: 'string', ...words };
    case 'some':
      return {
        type: 'array',
        items: { type: 'string', ...words },
        uniqueItems: true,
        maxItems: field.choices.length,
        ...(field.required && { minItems: 1 }),
      };
  }
}

export type Fault = { key: number; part: 'name' | 'title' | 'choices' | 'range'; rule: string };

/** What is not yet in order, by field; the rest is for the server to say. */
export function faultsOf(fields: Field[]): Fault[] {
  return fields.flatMap((field) => {
    const faults: Fault[] = [];
    if (!/^[a-z][a-z0-9_]{0,39}$/.test(field.name))
      faults.push({ key: field.key, part: 'name', rule: 'name' });
    else if (fields.some((f) => f.key !== field.key && f.name === field.name)) {
      faults.push({ key: field.key, part: 'name', rule: 'twice' });
    }
    if (field.title.trim() === '') faults.push({ key: field.key, part: 'title', rule: 'title' });
    const rule = choiceFault(field);
    if (rule) faults.push({ key: field.key, part: 'choices', rule });
    const { minimum, maximum } = field;
    if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
      faults.push({ key: field.key, part: 'range', rule: 'range' });
    }
    return faults;
  });
}

function choiceFault(field: Field): string | undefined {
  if (field.kind !== 'one' && field.kind !== 'some') return undefined;
  if (field.choices.length === 0) return 'noChoices';
  if (field.choices.some((c) => c.title.trim() === '' || c.value.trim() === '')) return 'emptyChoice';
  if (new Set(field.choices.map((c) => c.value)).size < field.choices.length) return 'sameChoice';
  return undefined;
}

/** A name nothing else has, for a field or a choice that has just been added. */
export function freeName(stem: string, taken: string[]): string {
  let n = taken.length + 1;
  while (taken.includes(`${stem}${n}`)) n++;
  return `${stem}${n}`;
}
