import { useEffect, useState } from 'react';
import type { Schemas } from '@/api';
import { useGet } from '@/api/hooks';

export type Presence = Schemas['Presence'];
const KEPT = 'siduan.call';

/** What the operator is doing, and the call it is about: the one that rings, is talked, or is to be filed. */
export function useCall() {
  const presence = useGet('/presence', {});
  const state = presence.data?.state ?? 'OFFLINE';
  const current = presence.data?.call_id;
  const [kept, setKept] = useState(() => sessionStorage.getItem(KEPT) ?? undefined);
  useEffect(() => {
    if (current) setKept(current);
  }, [current]);
  useEffect(() => {
    if (kept) sessionStorage.setItem(KEPT, kept);
    else sessionStorage.removeItem(KEPT);
  }, [kept]);
  const filing = state === 'WRAP_UP' || kept !== undefined;
  const callId = current ?? (filing ? kept : undefined);
  const call = useGet(
    '/calls/{call_id}',
    { params: { path: { call_id: callId ?? '' } } },
    { enabled: callId !== undefined },
  );
  return {
    presence,
    state,
    call: callId ? call.data : undefined,
    loading: callId !== undefined && call.isPending,
    /** The call is filed: nothing of it remains on the desk. */
    forget: () => setKept(undefined),
  };
}
