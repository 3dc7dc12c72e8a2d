import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOfTexts, type SourceFile, type TextsFile } from './check-texts';

const src = join(import.meta.dirname, '../..');

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? walk(join(folder, e.name)) : [join(folder, e.name)],
  );
}

const files = walk(src);
const sources: SourceFile[] = files
  .filter((f) => /\.tsx?$/.test(f) && !/\.test\.tsx?$|\.gen\.ts$/.test(f))
  .map((f) => ({ path: f.slice(src.length + 1), text: readFileSync(f, 'utf8') }));
const texts: TextsFile[] = files
  .filter((f) => /texts\.(zh|en)\.json$/.test(f))
  .map((f) => ({
    area: f.includes('/app/') ? (f.match(/app\/([a-z]+)\//)?.[1] ?? '') : 'shared',
    language: f.includes('.zh.') ? 'zh' : 'en',
    entries: JSON.parse(readFileSync(f, 'utf8')) as Record<string, string>,
  }));

describe('texts', () => {
  it('has every text in both languages, with the same blanks, each of them used', () => {
    expect(faultsOfTexts(sources, texts)).toEqual([]);
  });

  it('finds a missing, an unused and an unequal text', () => {
    const source = {
      path: 'a.tsx',
      text: "const t = useTexts('shared'); t('used'); t('nowhere'); t(`part.${x}`)",
    };
    const zh = {
      area: 'shared',
      language: 'zh' as const,
      entries: { used: '有{{n}}', unused: '无', 'part.a': '甲' },
    };
    const en = { area: 'shared', language: 'en' as const, entries: { used: 'has', unused: 'none' } };
    expect(faultsOfTexts([source], [zh, en])).toEqual([
      'shared: "part.a" is missing in en',
      'shared: "used" has other blanks in en than in zh',
      'a.tsx: shared has no text "nowhere"',
      'shared: "unused" is used nowhere',
    ]);
  });
});
