import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api';
import { useSettled } from './AddressField';

const NONE: Schemas['OrderSummary'][] = [];
const SHORTEST = 7;

/** Open orders for the same item of the same person or telephone. */
export function useDuplicates(
  itemId: number | undefined,
  residentId: number | undefined,
  phone: string | undefined,
): Schemas['OrderSummary'][] {
  const settled = useSettled(phone ?? '');
  const who = {
    ...(residentId !== undefined && { resident_id: residentId }),
    ...(settled.length >= SHORTEST && { contact_phone: settled }),
  };
  const found = useQuery({
    queryKey: ['/orders/duplicates', itemId, who],
    enabled: itemId !== undefined && Object.keys(who).length > 0,
    queryFn: () => answer(api.POST('/orders/duplicates', { body: { item_id: itemId ?? 0, ...who } })),
  });
  return found.data?.items ?? NONE;
}
