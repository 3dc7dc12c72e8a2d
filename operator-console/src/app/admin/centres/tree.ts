import type { Schemas } from '@/api';

type Centre = Schemas['Centre'];
export type Branch = { key: number; title: string; children: Branch[] };

/** Parents before children, by code; what has no parent among them stands at the top. */
export function branchesOf(centres: Centre[], nameOf: (c: Centre) => string): Branch[] {
  const branches = new Map<number, Branch>(
    centres.map((c) => [c.id, { key: c.id, title: nameOf(c), children: [] }]),
  );
  const roots: Branch[] = [];
  for (const centre of [...centres].sort((a, b) => a.code.localeCompare(b.code))) {
    const branch = branches.get(centre.id);
    const parent = centre.parent_id === undefined ? undefined : branches.get(centre.parent_id);
    if (branch) (parent?.children ?? roots).push(branch);
  }
  return roots;
}

/** A centre and all above it. */
export function pathTo(centres: Centre[], id: number): number[] {
  const byId = new Map(centres.map((c) => [c.id, c]));
  const path: number[] = [];
  for (
    let at = byId.get(id);
    at && !path.includes(at.id);
    at = at.parent_id === undefined ? undefined : byId.get(at.parent_id)
  ) {
    path.push(at.id);
  }
  return path;
}

/** Those whose name, alias or code has the words in it, with all above them so that one sees where they are. */
export function withWords(centres: Centre[], words: string): { shown: Centre[]; open: number[] } {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return { shown: centres, open: [] };
  const hits = centres.filter((c) =>
    [c.name, c.name_en ?? '', c.code, ...(c.aliases ?? [])].some((n) => n.toLowerCase().includes(wanted)),
  );
  const open = new Set(hits.flatMap((c) => pathTo(centres, c.id)));
  return { shown: centres.filter((c) => open.has(c.id)), open: [...open] };
}
