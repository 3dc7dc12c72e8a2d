import { useEffect, useState } from 'react';
import type { Schemas } from '@/api';
import type { Values } from './schema-form';

export type Draft = {
  who: string;
  name: string;
  phone: string;
  address: string;
  note: string;
  form: Values;
  slot: Schemas['Slot'] | null;
};

const STORED = 'siduan.draft';
type Stored = { owner: number; about: string; draft: Draft };

function kept(owner: number, about: string): Draft | null {
  try {
    const stored = JSON.parse(sessionStorage.getItem(STORED) ?? 'null') as Stored | null;
    return stored && stored.owner === owner && stored.about === about ? stored.draft : null;
  } catch {
    return null; // storage can be forbidden, or hold what an older page left
  }
}

/** Nobody who sits down here later finds it. */
export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(STORED);
  } catch {
    // then nothing was kept
  }
}

/**
 * What is typed into an order, kept for as long as the tab: whoever looks something up, goes back or loads the page
 * anew finds it again.
 *
 * @param owner the resident who types
 * @param about which order it is to become
 */
export function useDraft(owner: number, about: string, first: () => Draft) {
  const [draft, setDraft] = useState(() => kept(owner, about) ?? first());
  const [touched, setTouched] = useState(false);
  useEffect(() => {
    if (!touched) return;
    try {
      sessionStorage.setItem(STORED, JSON.stringify({ owner, about, draft } satisfies Stored));
    } catch {
      // then it lasts as long as the page
    }
  }, [owner, about, draft, touched]);
  const set = (change: Partial<Draft>) => {
    setTouched(true);
    setDraft((before) => ({ ...before, ...change }));
  };
  return [draft, set] as const;
}
