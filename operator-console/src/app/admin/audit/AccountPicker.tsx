import { Select } from 'antd';
import { useState } from 'react';
import { useGet } from '@/api/hooks';
import { type Key, useTexts } from '@/shared/i18n';

type Props = { id?: string; value?: string; onChange?: (value?: string) => void };
const SHOWN = 20;

/** A member of staff, by part of their name or log-in; as role/id, which the trail knows them by. */
export function AccountPicker({ id, value, onChange }: Props) {
  const t = useTexts('admin');
  const s = useTexts('staff');
  const [typed, setTyped] = useState('');
  const found = useGet('/accounts', { params: { query: { q: typed || undefined, limit: SHOWN } } });
  const options = (found.data?.items ?? []).map((a) => ({
    value: `${a.role}/${a.id}`,
    label: `${a.name} · ${a.login} · ${s(`role.${a.role}` as Key<'staff'>)}`,
  }));
  if (value && !options.some((o) => o.value === value)) options.unshift({ value, label: value });
  return (
    <Select
      id={id}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t('accounts.search')}
      loading={found.isFetching}
      value={value}
      onChange={(v) => onChange?.(v)}
      options={options}
    />
  );
}
