import { Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { answer, api, type Schemas } from '@/api';
import { phone } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { KeyCap, useShortcuts } from '@/shared/keys';
import { messageOf } from '@/shared/ui/Failed';

type Found = { items: Schemas['Resident'][] } | { error: Error } | null;

/** For whoever calls from another telephone, or has none: by number or by the beginning of the name. */
export function FindResident({ choose }: { choose: (resident: Schemas['Resident']) => void }) {
  const t = useTexts('operator');
  const field = useRef<InputRef>(null);
  const list = useRef<HTMLUListElement>(null);
  const [found, setFound] = useState<Found>(null);
  const [searching, setSearching] = useState(false);
  useShortcuts([{ keys: 'F3', label: t('keys.find'), run: () => field.current?.focus({ cursor: 'all' }) }]);

  async function search(typed: string): Promise<void> {
    const wanted = typed.trim();
    if (wanted === '') return setFound(null);
    const digits = wanted.replace(/[\s-]/g, '');
    setSearching(true);
    try {
      const body = /^[0-9]{3,20}$/.test(digits) ? { phone: digits } : { name: wanted };
      const result = await answer(api.POST('/residents/search', { body }));
      const only = result.items.length === 1 ? result.items[0] : undefined;
      setFound(only ? null : result);
      if (only) choose(only);
      else setTimeout(() => list.current?.querySelector('button')?.focus());
    } catch (e) {
      setFound({ error: e as Error });
    } finally {
      setSearching(false);
    }
  }

  return (
    <section className="card find" aria-label={t('find.title')}>
      <label htmlFor="find-resident">
        {t('find.title')} <KeyCap keys="F3" />
      </label>
      <Input.Search
        id="find-resident"
        ref={field}
        allowClear
        loading={searching}
        placeholder={t('find.hint')}
        onSearch={(typed) => void search(typed)}
        enterButton={t('find.go')}
        maxLength={60}
      />
      <div role="status">
        {found && 'error' in found && <p className="field-error">{messageOf(found.error)}</p>}
        {found && 'items' in found && found.items.length === 0 && <p className="quiet">{t('find.none')}</p>}
      </div>
      {found && 'items' in found && (
        <ul className="found" ref={list}>
          {found.items.map((r) => (
            <li key={r.id}>
              <Button
                block
                onClick={() => {
                  setFound(null);
                  choose(r);
                }}
              >
                {r.name} · {r.birth_date?.slice(0, 4)} · {phone(r.phones[0]?.phone)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
