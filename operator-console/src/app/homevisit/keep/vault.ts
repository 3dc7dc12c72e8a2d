import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { Entry } from '../sync/queue';

type Sealed = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer };
type Row = Entry & { body: Sealed; file?: Sealed };

interface Shelves extends DBSchema {
  keys: { key: string; value: CryptoKey };
  kept: { key: string; value: Sealed };
  outbox: { key: string; value: Row };
}

const ALGORITHM = 'AES-GCM';

/**
 * What one person keeps on this device. Everything that says something of somebody is encrypted under a key that the
 * browser holds and gives to nobody, not even to this page: a copy of the files is worth nothing.
 */
export class Vault {
  private constructor(
    private readonly db: IDBPDatabase<Shelves>,
    private readonly key: CryptoKey,
  ) {}

  static async open(person: string): Promise<Vault> {
    const db = await openDB<Shelves>(nameOf(person), 1, {
      upgrade(fresh) {
        fresh.createObjectStore('keys');
        fresh.createObjectStore('kept');
        fresh.createObjectStore('outbox', { keyPath: 'id' });
      },
    });
    return new Vault(db, await keyOf(db));
  }

  /** Nothing of the person remains. */
  async destroy(person: string): Promise<void> {
    this.db.close();
    await deleteDB(nameOf(person));
  }

  async read<T>(name: string): Promise<T | undefined> {
    const sealed = await this.db.get('kept', name);
    return sealed && (JSON.parse(await this.text(sealed)) as T);
  }

  async write(name: string, value: unknown): Promise<void> {
    const sealed = await this.seal(bytesOf(JSON.stringify(value)));
    await this.db.put('kept', sealed, name);
  }

  async remove(name: string): Promise<void> {
    await this.db.delete('kept', name);
  }

  async entries(): Promise<Entry[]> {
    const rows = await this.db.getAll('outbox');
    return rows.map(({ body: _, file: __, ...entry }) => entry).sort((a, b) => a.seq - b.seq);
  }

  /** Returns when it is on the disk. */
  async add(entry: Entry, body: unknown, file?: ArrayBuffer): Promise<void> {
    const row: Row = { ...entry, body: await this.seal(bytesOf(JSON.stringify(body))) };
    if (file) row.file = await this.seal(file);
    await this.db.put('outbox', row);
  }

  async body<T>(id: string): Promise<T | undefined> {
    const row = await this.db.get('outbox', id);
    return row && (JSON.parse(await this.text(row.body)) as T);
  }

  async file(id: string): Promise<ArrayBuffer | undefined> {
    const row = await this.db.get('outbox', id);
    return row?.file && (await this.open(row.file));
  }

  /** Changes an entry as it is now: another tab may have been quicker. Its content may be replaced. */
  async change(id: string, how: (now: Entry) => Entry, body?: unknown): Promise<Entry | undefined> {
    const sealed = body === undefined ? undefined : await this.seal(bytesOf(JSON.stringify(body)));
    const tx = this.db.transaction('outbox', 'readwrite');
    const row = await tx.store.get(id);
    if (!row) {
      await tx.done;
      return undefined;
    }
    const { body: old, file, ...entry } = row;
    const after = how(entry);
    const written: Row = { ...after, body: sealed ?? old };
    // what arrived need not stay here
    if (file && after.state !== 'SENT' && after.state !== 'KEPT') written.file = file;
    await tx.store.put(written);
    await tx.done;
    return after;
  }

  async forget(id: string): Promise<void> {
    await this.db.delete('outbox', id);
  }

  private async seal(bytes: BufferSource): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, bytes: await crypto.subtle.encrypt({ name: ALGORITHM, iv }, this.key, bytes) };
  }

  private open(sealed: Sealed): Promise<ArrayBuffer> {
    return crypto.subtle.decrypt({ name: ALGORITHM, iv: sealed.iv }, this.key, sealed.bytes);
  }

  private async text(sealed: Sealed): Promise<string> {
    return new TextDecoder().decode(await this.open(sealed));
  }
}

const nameOf = (person: string) => `siduan-visit-${person}`;
const bytesOf = (text: string) => new TextEncoder().encode(text);

async function keyOf(db: IDBPDatabase<Shelves>): Promise<CryptoKey> {
  const made = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  // two tabs that open at once must not end with a key each
  const tx = db.transaction('keys', 'readwrite');
  const found = await tx.store.get('one');
  if (!found) await tx.store.put(made, 'one');
  await tx.done;
  return found ?? made;
}
