import { useState } from 'react';
import { useGet } from '@/api/hooks';
import { useLanguage, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { Field } from './Field';
import { matching } from './matching';
import { To } from './route';
import { ThreeAtATime } from './ThreeAtATime';

/** What is needed: by its name, or by the kind of help. */
export function ChooseItem() {
  const t = useTexts('resident');
  const english = useLanguage() === 'en';
  const catalogue = useGet('/catalogue', {});
  const [words, setWords] = useState('');
  const [category, setCategory] = useState<number | null>(null);
  if (catalogue.error) return <Failed error={catalogue.error} retry={() => void catalogue.refetch()} />;
  if (!catalogue.data) return <p className="wait">{t('wait')}</p>;
  const categories = catalogue.data.categories;
  const nameOf = (x: { name: string; name_en?: string }) => (english && x.name_en ? x.name_en : x.name);
  const chosen = categories.find((c) => c.id === category);
  const items = words.trim() === '' ? (chosen?.items ?? null) : matching(words, categories);
  return (
    <main className="sheet">
      <h1>{chosen ? nameOf(chosen) : t('choose.title')}</h1>
      <Field label={t('choose.search')}>
        {(p) => <input {...p} value={words} maxLength={40} onChange={(e) => setWords(e.target.value)} />}
      </Field>
      {items === null && (
        <ThreeAtATime
          of={categories}
          show={(c) => (
            <button key={c.id} type="button" className="choice" onClick={() => setCategory(c.id)}>
              <strong>{nameOf(c)}</strong>
              <span>
                {c.items
                  .slice(0, 3)
                  .map(nameOf)
                  .join(english ? ', ' : '、')}
              </span>
            </button>
          )}
        />
      )}
      {items?.length === 0 && <p className="nothing">{t('choose.none')}</p>}
      {items && items.length > 0 && (
        <ThreeAtATime
          key={`${category} ${words}`}
          of={items}
          show={(i) => (
            <To key={i.id} to={`/order/${i.id}`} className="choice">
              <strong>{nameOf(i)}</strong>
              <span>{(english && i.price_en ? i.price_en : i.price) ?? ''}</span>
              <span>{(english && i.subsidy_en ? i.subsidy_en : i.subsidy) ?? ''}</span>
            </To>
          )}
        />
      )}
      {chosen && (
        <button type="button" className="quiet-button" onClick={() => setCategory(null)}>
          {t('choose.back')}
        </button>
      )}
    </main>
  );
}
