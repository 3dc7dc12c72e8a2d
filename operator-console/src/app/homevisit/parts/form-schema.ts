/** The forms of the catalogue: JSON Schema of one flat object, with titles and an order of our own. */
export type Property = {
  type?: string | string[];
  title?: string;
  'x-title-en'?: string;
  enum?: (string | number)[];
  'x-enum-titles'?: string[];
  'x-enum-titles-en'?: string[];
  format?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
};
export type FormSchema = {
  properties?: Record<string, Property>;
  required?: string[];
  'x-order'?: string[];
  'x-checklist'?: string[];
  'x-checklist-en'?: string[];
};
export type Field = { name: string; title: string; required: boolean; property: Property };

export function fieldsOf(schema: FormSchema, en: boolean): Field[] {
  return Object.entries(schema.properties ?? {})
    .sort(([a], [b]) => placeOf(schema, a) - placeOf(schema, b))
    .map(([name, property]) => ({
      name,
      property,
      title: (en && property['x-title-en']) || property.title || name,
      required: schema.required?.includes(name) ?? false,
    }));
}

function placeOf(schema: FormSchema, name: string): number {
  const place = schema['x-order']?.indexOf(name) ?? -1;
  return place < 0 ? Number.MAX_SAFE_INTEGER : place;
}

/** What a value is called. */
export function shown(
  property: Property | undefined,
  value: unknown,
  en: boolean,
  yes: string,
  no: string,
): string {
  if (typeof value === 'boolean') return value ? yes : no;
  const place = property?.enum?.indexOf(value as string) ?? -1;
  const titles = (en && property?.['x-enum-titles-en']) || property?.['x-enum-titles'];
  return String((place >= 0 && titles?.[place]) || value);
}

/** What was typed as what the schema asks for; empty fields are left out. */
export function valuesOf(schema: FormSchema, typed: Record<string, string>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const text = typed[name]?.trim() ?? '';
    if (text === '') continue;
    const type = Array.isArray(property.type) ? property.type[0] : property.type;
    if (type === 'integer' || type === 'number')
      values[name] = Number.isNaN(Number(text)) ? text : Number(text);
    else if (type === 'boolean') values[name] = text === 'true';
    else values[name] = typeof property.enum?.[0] === 'number' ? Number(text) : text;
  }
  return values;
}

/** Names of required fields that are empty. */
export function missing(schema: FormSchema, typed: Record<string, string>): string[] {
  return (schema.required ?? []).filter((name) => (typed[name]?.trim() ?? '') === '');
}
