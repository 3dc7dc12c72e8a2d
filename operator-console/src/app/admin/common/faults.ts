import type { FormInstance } from 'antd';
import { ProblemError } from '@/api';
import { messageOf } from '@/shared/ui/Failed';

/**
 * Puts what is wrong beside the fields.
 *
 * @returns what belongs to no field that is shown, in words; empty if all found its place
 */
export function showFaults(form: FormInstance, error: Error): string {
  if (!(error instanceof ProblemError)) return messageOf(error);
  const shown = form.getFieldsError().map((f) => f.name);
  const rest: string[] = [];
  const placed = new Map<string, { name: (string | number)[]; errors: string[] }>();
  for (const [field, message] of Object.entries(error.fieldMessages())) {
    const name = placeOf(field, shown);
    if (!name) {
      rest.push(message);
      continue;
    }
    const key = name.join('.');
    placed.set(key, { name, errors: [...(placed.get(key)?.errors ?? []), message] });
  }
  form.setFields([...placed.values()]);
  const first = placed.values().next().value;
  if (first) form.scrollToField(first.name, { block: 'center' });
  if (placed.size === 0 && rest.length === 0) return messageOf(error);
  return rest.join(' ');
}

/** The field itself, or the nearest one it is a part of. */
export function placeOf(field: string, shown: (string | number)[][]): (string | number)[] | undefined {
  return shown
    .filter((name) => field === name.join('.') || field.startsWith(`${name.join('.')}.`))
    .sort((a, b) => b.length - a.length)[0];
}
