import { type RefSelectProps, Select } from 'antd';
import { type Ref, useMemo, useState } from 'react';
import { useGet } from '@/api/hooks';
import { useLanguage, useTexts } from '@/shared/i18n';
import { type Item, itemsOf, matchItems, nameOf } from './match-items';

const SHOWN = 60;
const HOUR_MS = 3_600_000;

export function useItems(): Item[] {
  const english = useLanguage() === 'en';
  const catalogue = useGet('/catalogue', {}, { staleTime: HOUR_MS });
  return useMemo(() => itemsOf(catalogue.data, english), [catalogue.data, english]);
}

type One = { multiple?: false; value?: number; onChange?: (id: number | undefined) => void };
type Several = { multiple: true; value?: number[]; onChange?: (ids: number[]) => void };
type Props = (One | Several) & { id?: string; pickerRef?: Ref<RefSelectProps>; autoFocus?: boolean };

/** Type a name, the initials of its pinyin or a code; arrows and Enter choose. */
export function ItemPicker({ multiple, value, onChange, pickerRef, id, autoFocus }: Props) {
  const t = useTexts('operator');
  const english = useLanguage() === 'en';
  const items = useItems();
  const [typed, setTyped] = useState('');
  const chosen = items.filter((i) => (multiple ? value?.includes(i.id) : i.id === value));
  const fitting = matchItems(items, typed).slice(0, SHOWN);
  const options = [...fitting, ...chosen.filter((c) => !fitting.includes(c))].map((item) => ({
    value: item.id,
    label: nameOf(item, english),
    item,
  }));
  return (
    <Select
      id={id}
      ref={pickerRef}
      autoFocus={autoFocus}
      allowClear
      mode={multiple ? 'multiple' : undefined}
      placeholder={t(multiple ? 'form.assist.hint' : 'form.item.hint')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value as never}
      onChange={(v) => {
        setTyped('');
        (onChange as ((v: unknown) => void) | undefined)?.(v);
      }}
      options={options}
      notFoundContent={t('form.item.none')}
      optionRender={({ data }) => (
        <span className="item-option">
          <b>{nameOf(data.item, english)}</b>
          <span>
            {data.item.code} · {data.item.pinyin} · {data.item.category}
          </span>
        </span>
      )}
    />
  );
}
