import { Form, Select } from 'antd';
import { useMemo } from 'react';
import { useGet } from '@/api/hooks';
import { now } from '@/shared/clock';
import { day, isoDate, time } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';

const MOST = 200;
const MINUTE_MS = 60_000;

/** Bookable times of an appointment item, those that are full shown and not to be chosen. */
export function SlotField({ itemId }: { itemId: number }) {
  const t = useTexts('operator');
  // to the minute, so that it does not ask anew with every key
  const from = useMemo(() => new Date(Math.ceil(now() / MINUTE_MS) * MINUTE_MS).toISOString(), []);
  const slots = useGet('/slots', { params: { query: { item_id: itemId, from, limit: MOST } } });
  if (slots.error) return <Failed error={slots.error} retry={() => void slots.refetch()} />;
  const days = new Map<string, { value: number; label: string; disabled: boolean }[]>();
  for (const slot of slots.data?.items ?? []) {
    const key = isoDate(slot.starts_at);
    const left = slot.places_left > 0 ? t('form.slot.left', { n: slot.places_left }) : t('form.slot.full');
    const label = `${day(slot.starts_at)} ${time(slot.starts_at)}–${time(slot.ends_at)} · ${left}`;
    days.set(key, [...(days.get(key) ?? []), { value: slot.id, label, disabled: slot.places_left <= 0 }]);
  }
  return (
    <Form.Item
      name="slot_id"
      label={t('form.slot')}
      rules={[{ required: true, message: t('form.required', { field: t('form.slot') }) }]}
    >
      <Select
        loading={slots.isPending}
        showSearch={{ optionFilterProp: 'label' }}
        notFoundContent={t('form.slot.none')}
        options={[...days.entries()].map(([date, options]) => ({ label: day(`${date}T04:00:00Z`), options }))}
      />
    </Form.Item>
  );
}
