export type SourceFile = { path: string; text: string };
export type TextsFile = { area: string; language: 'zh' | 'en'; entries: Record<string, string> };

const PLURAL = /_(one|other)$/;
const stem = (key: string) => key.replace(PLURAL, '');

/** What a file asks for: whole keys, and beginnings of keys that are completed at run time. */
function asked(source: SourceFile): { area: string; key: string; whole: boolean }[] {
  const found: { area: string; key: string; whole: boolean }[] = [];
  const names = new Map<string, string>();
  for (const m of source.text.matchAll(/(\w+)\s*(?:=\s*(?:useTexts|textsOf)\(|:\s*Texts<)\s*'(\w+)'/g)) {
    names.set(m[1] ?? '', m[2] ?? '');
  }
  for (const [name, area] of names) {
    for (const m of source.text.matchAll(
      new RegExp(`(?<![\\w.])${name}\\(\\s*(?:'([^']+)'|\`([^\`]+)\`)`, 'g'),
    )) {
      const pattern = m[2];
      if (m[1]) found.push({ area, key: m[1], whole: true });
      else if (pattern)
        found.push({ area, key: pattern.split('${')[0] ?? '', whole: !pattern.includes('${') });
    }
    // keys chosen by a condition: t(open ? 'a' : 'b')
    for (const m of source.text.matchAll(
      new RegExp(`(?<![\\w.])${name}\\(\\s*[^'\`()]*\\?\\s*'([^']+)'\\s*:\\s*'([^']+)'`, 'g'),
    )) {
      for (const key of [m[1], m[2]]) if (key) found.push({ area, key, whole: true });
    }
  }
  // a table of keys says which area they are of: { label: key('operator', 'nav.desk') }
  for (const m of source.text.matchAll(/(?<![\w.])textKey\(\s*'(\w+)',\s*'([^']+)'/g)) {
    found.push({ area: m[1] ?? '', key: m[2] ?? '', whole: true });
  }
  return found;
}

function blanks(text: string): string {
  return [...text.matchAll(/\{\{\s*(\w+)/g)]
    .map((m) => m[1])
    .sort()
    .filter((b, i, all) => b !== all[i - 1])
    .join();
}

/** One sentence for each fault; empty if all is well. */
export function faultsOfTexts(sources: SourceFile[], files: TextsFile[]): string[] {
  const faults: string[] = [];
  const known = new Map<string, Set<string>>();
  for (const zh of files.filter((f) => f.language === 'zh')) {
    const en = files.find((f) => f.area === zh.area && f.language === 'en')?.entries ?? {};
    compare(zh, en, faults);
    known.set(zh.area, new Set(Object.keys(zh.entries).map(stem)));
  }
  const used = new Map<string, Set<string>>([...known.keys()].map((a) => [a, new Set<string>()]));
  for (const source of sources) {
    for (const { area, key, whole } of asked(source)) {
      const hits = [...(known.get(area) ?? [])].filter((k) => (whole ? k === key : k.startsWith(key)));
      if (hits.length === 0 && key !== '') faults.push(`${source.path}: ${area} has no text "${key}"`);
      if (key !== '') for (const k of hits) used.get(area)?.add(k);
    }
  }
  for (const [area, keys] of known) {
    for (const key of keys) if (!used.get(area)?.has(key)) faults.push(`${area}: "${key}" is used nowhere`);
  }
  return faults;
}

function compare(zh: TextsFile, en: Record<string, string>, faults: string[]): void {
  const zhStems = new Map(Object.entries(zh.entries).map(([k, v]) => [stem(k), v]));
  const enStems = new Map(Object.entries(en).map(([k, v]) => [stem(k), v]));
  for (const key of zhStems.keys())
    if (!enStems.has(key)) faults.push(`${zh.area}: "${key}" is missing in en`);
  for (const key of enStems.keys())
    if (!zhStems.has(key)) faults.push(`${zh.area}: "${key}" is missing in zh`);
  for (const [key, text] of zhStems) {
    const other = enStems.get(key);
    if (text.trim() === '' || other?.trim() === '') faults.push(`${zh.area}: "${key}" is empty`);
    if (other !== undefined && blanks(text) !== blanks(other)) {
      faults.push(`${zh.area}: "${key}" has other blanks in en than in zh`);
    }
  }
}
