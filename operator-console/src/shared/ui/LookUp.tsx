import { useTranslation } from 'react-i18next';
import type { TextKey } from '@/shared/i18n/text-key';

/** A text whose key came out of a table. */
export function LookUp({ text }: { text: TextKey }) {
  const { t } = useTranslation(text.area);
  return <>{t(text.key)}</>;
}
