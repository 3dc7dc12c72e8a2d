import { useEffect } from 'react';
import { useTexts } from '@/shared/i18n';

/** What the browser's tab and a screen reader call the page. */
export function usePageTitle(title: string): void {
  const s = useTexts('shared');
  const product = s('app.name');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}
