import { useId, useState } from 'react';
import type { Schemas } from '@/api';
import { useLanguage, useTexts } from '@/shared/i18n';
import type { Item } from './DoorOrder';
import { match } from './match';

const MOST = 8;

/** What: by a word, pinyin or code, or out of the catalogue. */
export function ChooseItem({
  catalogue,
  chosen,
}: {
  catalogue: Schemas['Catalogue'] | null;
  chosen: (item: Item) => void;
}) {
  const t = useTexts('homevisit');
  const en = useLanguage() === 'en';
  const [wanted, setWanted] = useState('');
  const id = useId();
  if (!catalogue) return <p role="status">{t('item.never')}</p>;
  const found = match(
    catalogue.categories.flatMap((c) => c.items),
    wanted,
  );
  const line = (item: Item) => (
    <li key={item.id}>
      <button type="button" className="card" onClick={() => chosen(item)}>
        <strong>{(en && item.name_en) || item.name}</strong>
        <span className="quiet">{(en && item.price_en) || item.price}</span>
      </button>
    </li>
  );
  return (
    <section>
      <h2>{t('item.title')}</h2>
      <label htmlFor={id}>{t('item.find')}</label>
      <input
        id={id}
        value={wanted}
        maxLength={60}
        autoComplete="off"
        onChange={(e) => setWanted(e.target.value)}
      />
      {wanted.trim() === '' ? (
        catalogue.categories.map((c) => (
          <details key={c.id}>
            <summary>{(en && c.name_en) || c.name}</summary>
            <ul className="cards">{c.items.map(line)}</ul>
          </details>
        ))
      ) : (
        <>
          <p role="status">{t('item.n', { n: found.length })}</p>
          <ul className="cards">{found.slice(0, MOST).map(line)}</ul>
        </>
      )}
    </section>
  );
}
