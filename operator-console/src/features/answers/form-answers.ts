type Property = {
  title?: string;
  'x-title-en'?: string;
  type?: string;
  enum?: (string | number)[];
  'x-enum-titles'?: string[];
  'x-enum-titles-en'?: string[];
  items?: Property;
};
type FormSchema = { properties?: Record<string, Property>; 'x-order'?: string[] };

export type Words = { yes: string; no: string; english: boolean };

/** What was filled in, in the words of the form it was filled into and in its order. */
export function formAnswers(
  schema: unknown,
  values: object,
  words: Words,
): { title: string; value: string }[] {
  const { properties = {}, 'x-order': order = Object.keys(properties) } = (schema ?? {}) as FormSchema;
  const given = values as Record<string, unknown>;
  const known = order.filter((name) => given[name] !== undefined && given[name] !== '');
  const rest = Object.keys(given).filter((name) => !order.includes(name));
  return [...known, ...rest].map((name) => {
    const property = properties[name] ?? {};
    const title = (words.english ? property['x-title-en'] : undefined) ?? property.title ?? name;
    return { title, value: said(property, given[name], words) };
  });
}

function said(property: Property, value: unknown, words: Words): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) {
    return value.map((v) => said(property.items ?? {}, v, words)).join(words.english ? ', ' : '、');
  }
  const at = property.enum?.indexOf(value as string) ?? -1;
  const titles = (words.english ? property['x-enum-titles-en'] : undefined) ?? property['x-enum-titles'];
  return (at >= 0 ? titles?.[at] : undefined) ?? String(value);
}
