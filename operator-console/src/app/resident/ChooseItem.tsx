import { useState } from 'react';
import { useGet } from '@/api/hooks';
import { useLanguage, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { Field } from './Field';
import { matching } from './matching';
import { go, goBack, rememberHere, To } from './route';
import { ThreeAtATime } from './ThreeAtATime';

/**
 * What is needed: by its name, or by the kind of help.
 *
 * @param kind the category chosen, of the address: back leads to all of them
 */
export function ChooseItem({ kind }: { kind: number | null }) {
  const t = useTexts('resident');
  const english = useLanguage() === 'en';
  const catalogue = useGet('/catalogue', {});
  const [words, setWords] = useState<string>(() => history.state?.words ?? '');
  if (catalogue.error) return <Failed error={catalogue.error} retry={() => void catalogue.refetch()} />;
  if (!catalogue.data) return <p className="wait">{t('wait')}</p>;
  const categories = catalogue.data.categories;
  const nameOf = (x: { name: string; name_en?: string }) => (english && x.name_en ? x.name_en : x.name);
  const chosen = categories.find((c) => c.id === kind);
  const write = (written: string) => {
    setWords(written);
    rememberHere({ words: written });
  };
  const items = words.trim() === '' ? (chosen?.items ?? null) : matching(words, categories);
  return (
    <main className="sheet">
      <h1>{chosen ? nameOf(chosen) : t('choose.title')}</h1>
      <Field label={t('choose.search')}>
        {(p) => <input {...p} value={words} maxLength={40} onChange={(e) => write(e.target.value)} />}
      </Field>
      {items === null && (
        <ThreeAtATime
          name="kinds"
          of={categories}
          show={(c) => (
            <button key={c.id} type="button" className="choice" onClick={() => go(`/order?kind=${c.id}`)}>
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
          key={words}
          name={`items ${words}`}
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
        <button type="button" className="quiet-button" onClick={goBack}>
          {t('choose.back')}
        </button>
      )}
    </main>
  );
}
