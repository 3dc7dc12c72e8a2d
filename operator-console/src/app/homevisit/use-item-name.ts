import { useLanguage } from '@/shared/i18n';
import { type Device, useKnown } from './device';

/** An item by its name in the reader's language, as far as the catalogue has one. */
export function useItemName(device: Device): (id: number, name: string) => string {
  const language = useLanguage();
  const { catalogue } = useKnown(device);
  return (id, name) => {
    if (language !== 'en') return name;
    const item = catalogue?.categories.flatMap((c) => c.items).find((i) => i.id === id);
    return item?.name_en || name;
  };
}
