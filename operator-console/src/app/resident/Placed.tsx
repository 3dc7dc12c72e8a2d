import { orderNumber } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { To } from './route';

/** It is with us: the number to keep, and what comes next. */
export function Placed({ number }: { number: string }) {
  const t = useTexts('resident');
  return (
    <main className="sheet">
      <h1>{t('placed.title')}</h1>
      <p>{t('placed.number')}</p>
      <p className="number">{orderNumber(number)}</p>
      <p>{t('placed.next')}</p>
      <To to={`/orders/${number}`} className="big-button">
        {t('placed.see')}
      </To>
      <To to="/" className="quiet-button">
        {t('home')}
      </To>
    </main>
  );
}
