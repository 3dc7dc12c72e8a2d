import { numberOf } from '@/shared/format';

/** The order some work is about: order/10059995/clock/… has its number, order/1005999/task/… its id. */
export function orderOf(subject: string): string | null {
  const [kind, order, part] = subject.split('/');
  if (kind !== 'order' || !order) return null;
  return part === 'task' ? numberOf(order) : order;
}
