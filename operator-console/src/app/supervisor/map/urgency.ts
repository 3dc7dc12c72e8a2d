import type { Task } from './use-map-data';

export type Urgency = 'EMERGENCY' | 'LATE' | 'SOON' | 'CALM';
export const URGENCIES: Urgency[] = ['EMERGENCY', 'LATE', 'SOON', 'CALM'];
const SOON_MS = 60 * 60_000;

/** How much a task presses at that time. */
export function urgencyOf(task: Pick<Task, 'priority' | 'next_due'>, time: number): Urgency {
  if (task.priority === 'EMERGENCY') return 'EMERGENCY';
  if (!task.next_due) return 'CALM';
  const left = Date.parse(task.next_due.due_at) - time;
  if (left < 0) return 'LATE';
  return left < SOON_MS ? 'SOON' : 'CALM';
}
