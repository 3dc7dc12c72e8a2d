// Makes the service worker of a page: it knows exactly the files that page needs, found by following the imports of
// its entry, and nothing of the staff's screens.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {{ entry: string, page: string, worker: string, others?: string[] }[]} pages */
export function offline(pages) {
  return {
    name: 'siduan-offline',
    apply: 'build',
    // when all is written: only then is it known which chunks came to nothing
    writeBundle({ dir }, bundle) {
      const template = readFileSync(join(import.meta.dirname, 'offline-worker.js'), 'utf8');
      for (const { entry, page, worker, others = [] } of pages) {
        const files = [...filesOf(bundle, entry)].sort().map((f) => `/${f}`);
        const version = createHash('sha256');
        for (const file of files) version.update(file);
        const source = template
          .replace("'VERSION'", JSON.stringify(`${entry}-${version.digest('hex').slice(0, 12)}`))
          .replace("'PAGE'", JSON.stringify(page))
          .replace("'OTHERS'", JSON.stringify(others))
          .replace("'FILES'", JSON.stringify(files));
        writeFileSync(join(dir, worker), source);
      }
    },
  };
}

function filesOf(bundle, entry) {
  const start = Object.values(bundle).find((o) => o.type === 'chunk' && o.isEntry && o.name === entry);
  if (!start) throw new Error(`no entry ${entry}`);
  const found = new Set();
  const follow = (name) => {
    const chunk = bundle[name];
    if (!chunk || found.has(name)) return;
    found.add(name);
    for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css);
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) follow(next);
  };
  follow(start.fileName);
  return found;
}
