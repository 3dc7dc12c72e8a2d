import { useEffect, useRef, useSyncExternalStore } from 'react';

/** `keys` like F2, Alt+H, Ctrl+Enter or ?; a single sign works only while nothing is being typed. */
export type Shortcut = { keys: string; label: string; run: () => void; off?: boolean };

let shown: Shortcut[][] = [];
const watchers = new Set<() => void>();

function become(next: Shortcut[][]): void {
  shown = next;
  for (const watcher of watchers) watcher();
}

function pressed(event: KeyboardEvent): string {
  const sign =
    event.altKey && /^(Key|Digit)/.test(event.code) ? event.code.replace(/^(Key|Digit)/, '') : event.key;
  const name = sign.length === 1 ? sign.toUpperCase() : sign;
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${name}`;
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return target?.matches?.('input, textarea, select, [contenteditable]') ?? false;
}

/** A dialog is about one thing; only its own shortcuts, the last that came, work meanwhile. */
function find(keys: string): Shortcut | undefined {
  return shown.flat().findLast((s) => !s.off && s.keys.toUpperCase() === keys.toUpperCase());
}

function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.repeat) return;
  const keys = pressed(event);
  if (keys.length === 1 && isTyping(event)) return;
  const shortcut = find(keys);
  if (!shortcut) return;
  event.preventDefault();
  shortcut.run();
}

/** Holds for as long as the component is there. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const signature = shortcuts.map((s) => `${s.keys}|${s.label}|${s.off ?? false}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the shortcuts
  useEffect(() => {
    const mine = latest.current.map((s, i) => ({ ...s, run: () => latest.current[i]?.run() }));
    if (shown.length === 0) window.addEventListener('keydown', onKey);
    become([...shown, mine]);
    return () => {
      become(shown.filter((s) => s !== mine));
      if (shown.length === 0) window.removeEventListener('keydown', onKey);
    };
  }, [signature]);
}

/** All that work now, for showing them. */
export function useAllShortcuts(): Shortcut[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => shown,
  )
    .flat()
    .filter((s) => !s.off);
}

/** The key as it is printed on a button. */
export function KeyCap({ keys }: { keys: string }) {
  return <kbd className="key-cap">{keys}</kbd>;
}
