import { Tag } from 'antd';
import type { Schemas } from '@/api';
import { type Key, useTexts } from '@/shared/i18n';

type OrderState = Schemas['OrderState'];

// Dark and solid, so that the words on them can be read; the words, not the colour, say it.
const COLOURS: Record<string, string> = {
  RECEIVED: '#0950c8',
  IN_PROGRESS: '#0b6b74',
  FOLLOW_UP: '#7a4b00',
  CLOSED: '#4a5160',
  CANCELLED: '#4a5160',
  MERGED: '#4a5160',
  REOPENED: '#a3123c',
  PENDING_DISPATCH: '#a3123c',
  OFFERED: '#7a4b00',
  SUSPENDED: '#7a4b00',
  RESOLVED: '#1a6b30',
  CANNOT_COMPLETE: '#a3123c',
};
const OTHER = '#0b6b74';

export function OrderStateTag({ state }: { state: OrderState }) {
  const s = useTexts('shared');
  return (
    <Tag variant="solid" color={COLOURS[state] ?? OTHER}>
      {s(`order.state.${state}` as Key<'shared'>)}
    </Tag>
  );
}

export function TaskStateTag({ state }: { state: string }) {
  const s = useTexts('shared');
  return (
    <Tag variant="solid" color={COLOURS[state] ?? OTHER}>
      {s(`task.state.${state}` as Key<'shared'>)}
    </Tag>
  );
}

/** Says nothing of what is as usual. */
export function PriorityTag({ priority }: { priority: string }) {
  const s = useTexts('shared');
  if (priority === 'NORMAL') return null;
  return (
    <Tag variant="solid" color={priority === 'EMERGENCY' ? '#b00f1b' : '#8a4a00'}>
      {s(`priority.${priority}` as Key<'shared'>)}
    </Tag>
  );
}
