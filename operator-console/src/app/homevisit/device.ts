import { useSyncExternalStore } from 'react';
import type { Schemas } from '@/api';
import { sessionState } from '@/api/session';
import { heardServerTime, now } from '@/shared/clock';
import { isoDate } from '@/shared/format';
import { Vault } from './keep/vault';
import {
  type Answer,
  again,
  answered,
  type Entry,
  goOn,
  isForgettable,
  type Kind,
  keyOf,
  next,
} from './sync/queue';
import { ask, type Heard, type Sending, send } from './sync/send';
import { chainOf, lost, merge, type Task, type Visit } from './visits';

type Session = Schemas['Session'];
export type Me = Pick<Session, 'id' | 'role' | 'name' | 'centre_id'>;
type Form = Schemas['Form'];
type Catalogue = Schemas['Catalogue'];
export type Person = {
  resident_id?: number;
  contact_name: string;
  contact_phone: string;
  address: string;
  centre_id?: number;
};
export type Notice = { id: string; title: string; due: string | null };

export type Known = {
  me: Me;
  visits: Visit[];
  entries: Entry[];
  /** What the refused and the kept are called, and the refusals in words; by id. */
  titles: Record<string, string>;
  words: Record<string, string>;
  notices: Notice[];
  catalogue: Catalogue | null;
  forms: Record<string, Form['schema']>;
  /** What a visitor took down lately, as the server has it. */
  orders: Schemas['OrderSummary'][];
  /** Whom a visitor was with lately: found again without network. */
  people: Person[];
  /** When the list was read last. */
  readAt: number | null;
  reach: 'unknown' | 'here' | 'gone' | 'loggedOut';
  sending: boolean;
};

const LAST = 'siduan.visit.last';
const CHANNEL = 'siduan-visit';
const OPEN_STATES = 'ACCEPTED,SCHEDULED,EN_ROUTE,ON_SITE,IN_PROGRESS,SUSPENDED';
const MOST_PAGES = 5;
const MOST_PEOPLE = 20;
const AT_ONCE = 8;
const SOON_MS = 4000;

const personOf = (me: Pick<Me, 'id' | 'role'>) => `${me.role}-${me.id}`;

/** All that the app knows and keeps for one person, with or without network. */
export class Device {
  private listeners = new Set<() => void>();
  private readonly channel = new BroadcastChannel(CHANNEL);
  private readonly here: string;
  private closed = false;
  private wanted = false;

  private constructor(
    private readonly vault: Vault,
    public known: Known,
  ) {
    this.here = personOf(known.me);
    this.channel.onmessage = () => void this.reload();
  }

  /** Whoever was here last, for a start without network. */
  static async openLast(): Promise<Device | null> {
    const person = safely(() => localStorage.getItem(LAST));
    return person ? Device.openFor(person) : null;
  }

  static async openAs(session: Session): Promise<Device> {
    const me: Me = { id: session.id, role: session.role, name: session.name, centre_id: session.centre_id };
    const vault = await Vault.open(personOf(me));
    await vault.write('me', me);
    safely(() => localStorage.setItem(LAST, personOf(me)));
    void navigator.storage?.persist?.();
    return Device.of(vault, me);
  }

  private static async openFor(person: string): Promise<Device | null> {
    const vault = await Vault.open(person);
    const me = await vault.read<Me>('me');
    return me ? Device.of(vault, me) : null;
  }

  private static async of(vault: Vault, me: Me): Promise<Device> {
    const offset = await vault.read<number>('offset');
    if (offset !== undefined && now() === Date.now())
      heardServerTime(new Date(Date.now() + offset).toUTCString());
    return new Device(vault, {
      me,
      visits: (await vault.read<Visit[]>('visits')) ?? [],
      entries: await vault.entries(),
      titles: (await vault.read<Record<string, string>>('titles')) ?? {},
      words: (await vault.read<Record<string, string>>('words')) ?? {},
      notices: (await vault.read<Notice[]>('notices')) ?? [],
      catalogue: (await vault.read<Catalogue>('catalogue')) ?? null,
      forms: (await vault.read<Record<string, Form['schema']>>('forms')) ?? {},
      orders: (await vault.read<Schemas['OrderSummary'][]>('orders')) ?? [],
      people: (await vault.read<Person[]>('people')) ?? [],
      readAt: (await vault.read<number>('readAt')) ?? null,
      reach: 'unknown',
      sending: false,
    });
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  private become(part: Partial<Known>): void {
    this.known = { ...this.known, ...part };
    for (const listener of this.listeners) listener();
  }

  isOf(me: Pick<Me, 'id' | 'role'>): boolean {
    return personOf(me) === this.here;
  }

  // ---- what is done here ----

  /** Keeps a step of a visit; it is safe on the device when this returns. */
  async step(task: Task, what: string, body: Record<string, unknown>): Promise<void> {
    await this.add('step', chainOf(task), what, task.task.item_name, {
      ...body,
      step: what,
      device_at: new Date().toISOString(),
    });
  }

  async file(task: Task, what: 'PHOTO' | 'SIGNATURE', name: string, bytes: ArrayBuffer): Promise<void> {
    await this.add('file', chainOf(task), what, task.task.item_name, { name }, bytes);
  }

  async order(title: string, body: Record<string, unknown>): Promise<string> {
    return this.add('order', '', 'ORDER', title, body);
  }

  private async add(
    kind: Kind,
    chain: string,
    what: string,
    title: string,
    body: Record<string, unknown>,
    file?: ArrayBuffer,
  ): Promise<string> {
    const id = crypto.randomUUID();
    const seq = Math.max(Date.now(), ...this.known.entries.map((e) => e.seq + 1));
    const entry: Entry = {
      id,
      seq,
      chain: chain || id,
      kind,
      what,
      state: 'WAITING',
      revision: 0,
      at: now(),
    };
    await this.vault.add(entry, body, file);
    await this.put('titles', { ...this.known.titles, [id]: title });
    this.become({ entries: [...this.known.entries, entry] });
    this.channel.postMessage('changed');
    void this.sync();
    return id;
  }

  body(id: string): Promise<Record<string, unknown> | undefined> {
    return this.vault.body(id);
  }

  fileOf(id: string): Promise<ArrayBuffer | undefined> {
    return this.vault.file(id);
  }

  /** Sends what was refused once more, perhaps with other content. */
  async again(id: string, body?: Record<string, unknown>): Promise<void> {
    await this.changed(await this.vault.change(id, (e) => again(e, body !== undefined), body));
    void this.sync();
  }

  async drop(id: string): Promise<void> {
    await this.vault.forget(id);
    this.become({ entries: this.known.entries.filter((e) => e.id !== id) });
    this.channel.postMessage('changed');
  }

  /** What was ticked and written before a visit is at its end. */
  draft<T>(chain: string): Promise<T | undefined> {
    return this.vault.read<T>(`draft:${chain}`);
  }

  async keepDraft(chain: string, value: unknown): Promise<void> {
    await (value === undefined
      ? this.vault.remove(`draft:${chain}`)
      : this.vault.write(`draft:${chain}`, value));
  }

  async readNotices(): Promise<void> {
    await this.put('notices', []);
  }

  /** The last twenty people, the latest first. */
  async remember(person: Person): Promise<void> {
    const others = this.known.people.filter((p) => p.contact_phone !== person.contact_phone);
    await this.put('people', [person, ...others].slice(0, MOST_PEOPLE));
  }

  // ---- what the server says ----

  /** Reads the list anew, if there is network. */
  async refresh(): Promise<void> {
    if (this.closed) return;
    if (this.known.me.role === 'WORKER') {
      const listed = await this.listed();
      if (!listed || this.closed) return;
      const { visits, entries } = this.known;
      const gone = lost(visits, listed, entries).map((v) => ({
        id: chainOf(v.task),
        title: `${v.task.task.item_name} · ${v.task.contact_name ?? ''}`,
        due: v.task.task.scheduled_for ?? v.task.slot_starts_at ?? null,
      }));
      await this.put('visits', merge(visits, listed, entries));
      if (gone.length > 0) await this.put('notices', [...gone, ...this.known.notices].slice(0, 20));
    }
    if (this.known.me.role === 'VISITOR') {
      const asked = await ask<Schemas['OrderPage']>('/orders?limit=20');
      this.reach(asked.kind);
      if (asked.kind !== 'here') return;
      await this.put('orders', asked.value.items);
    }
    await this.put('readAt', now());
    await this.vault.write('offset', now() - Date.now());
    await this.readCatalogue();
  }

  private async listed(): Promise<Task[] | null> {
    const all: Task[] = [];
    let after = '';
    for (let page = 0; page < MOST_PAGES; page++) {
      const asked = await ask<Schemas['TaskPage']>(`/tasks?state=${OPEN_STATES}&limit=200${after}`);
      this.reach(asked.kind);
      if (asked.kind !== 'here') return null;
      all.push(...asked.value.items);
      if (!asked.value.next) break;
      after = `&after=${asked.value.next}`;
    }
    return all;
  }

  /** The catalogue and its forms, so that an order can be taken down where there is no network. */
  private async readCatalogue(): Promise<void> {
    const asked = await ask<Catalogue>('/catalogue');
    this.reach(asked.kind);
    if (asked.kind !== 'here') return;
    await this.put('catalogue', asked.value);
    const missing = formsOf(asked.value).filter((key) => !this.known.forms[key]);
    for (let i = 0; i < missing.length && !this.closed; i += AT_ONCE) {
      const read = await Promise.all(missing.slice(i, i + AT_ONCE).map(readForm));
      await this.put('forms', { ...this.known.forms, ...Object.fromEntries(read.filter((r) => r !== null)) });
      if (read.includes(null)) return;
    }
  }

  reach(kind: 'here' | 'silence' | 'loggedOut' | 'no'): void {
    const reach = kind === 'silence' ? 'gone' : kind === 'loggedOut' ? 'loggedOut' : 'here';
    if (reach !== this.known.reach) this.become({ reach });
  }

  /** Sends all that waits, one after the other; one tab at a time. */
  async sync(): Promise<void> {
    this.wanted = true;
    await navigator.locks.request(`${CHANNEL}-${this.here}`, { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      this.become({ sending: true });
      try {
        while (this.wanted && !this.closed) {
          this.wanted = false;
          await this.sendAll();
        }
      } finally {
        this.become({ sending: false });
      }
    });
  }

  private async sendAll(): Promise<void> {
    const later = new Set<string>();
    while (!this.closed && this.mayExpectNetwork()) {
      const entry = next(await this.vault.entries(), later);
      if (!entry) {
        if (later.size > 0) setTimeout(() => void this.sync(), SOON_MS);
        return;
      }
      const heard = await this.sendOne(entry);
      await this.heard(entry, heard);
      const on = goOn(heard.answer);
      if (on === 'stop') return;
      if (on === 'skip') later.add(entry.chain);
    }
  }

  private mayExpectNetwork(): boolean {
    const session = sessionState().kind;
    return session === 'here' && navigator.onLine;
  }

  private async sendOne(entry: Entry): Promise<Heard> {
    const body = (await this.vault.body<Record<string, unknown>>(entry.id)) ?? {};
    if (entry.kind === 'file') {
      const bytes = await this.vault.file(entry.id);
      return send(fileOf(entry, String(body.name ?? ''), bytes ?? new ArrayBuffer(0)));
    }
    return send(entry.kind === 'step' ? stepOf(entry, body) : orderOf(entry, body));
  }

  private async heard(entry: Entry, heard: Heard): Promise<void> {
    const { answer } = heard;
    this.reach(answer.kind === 'silence' || answer.kind === 'loggedOut' ? answer.kind : 'here');
    const after = await this.vault.change(entry.id, (e) => answered(e, answer));
    if (answer.kind === 'refused') await this.put('words', { ...this.known.words, [entry.id]: answer.words });
    await this.changed(after);
    if (isAnswered(answer) && entry.kind === 'step')
      await this.follow(entry, heard.said as Schemas['VisitStepAnswer']);
  }

  /** A step shows how its task is now. */
  private async follow(entry: Entry, said: Schemas['VisitStepAnswer'] | undefined): Promise<void> {
    const task = said?.task;
    const visits = this.known.visits.map((v) => {
      if (chainOf(v.task) !== entry.chain) return v;
      return task ? { ...v, task } : { ...v, gone: true };
    });
    await this.put('visits', visits);
  }

  private async changed(entry: Entry | undefined): Promise<void> {
    if (!entry) return;
    this.become({ entries: this.known.entries.map((e) => (e.id === entry.id ? entry : e)) });
    this.channel.postMessage('changed');
  }

  private async reload(): Promise<void> {
    if (this.closed) return;
    this.become({ entries: await this.vault.entries() });
  }

  private async put<K extends keyof Known>(name: K, value: Known[K]): Promise<void> {
    if (this.closed) return; // an answer that came after the log-out belongs to nobody here
    await this.vault.write(name, value);
    this.become({ [name]: value } as Partial<Known>);
  }

  /** What arrived on earlier days need not lie here. */
  async tidy(): Promise<void> {
    const today = Date.parse(`${isoDate(now())}T00:00:00+08:00`);
    for (const entry of this.known.entries.filter((e) => isForgettable(e, today)))
      await this.vault.forget(entry.id);
    await this.reload();
    const left = new Set(this.known.entries.map((e) => e.id));
    const of = (texts: Record<string, string>) =>
      Object.fromEntries(Object.entries(texts).filter(([id]) => left.has(id)));
    await this.put('titles', of(this.known.titles));
    await this.put('words', of(this.known.words));
  }

  /** Leaves nothing behind; or, with what is not sent yet, all of it, unreadable. */
  async leave(keep: boolean): Promise<void> {
    this.closed = true;
    this.channel.postMessage('changed');
    this.channel.close();
    safely(() => localStorage.removeItem(LAST));
    if (keep) return;
    await this.vault.destroy(this.here);
  }
}

/** The forms of a catalogue by what they are kept under: item and version. */
function formsOf(catalogue: Catalogue): string[] {
  return catalogue.categories.flatMap((c) => c.items).map((i) => `${i.id}.${i.form_version}`);
}

/** All that an order without network needs is here. */
export function isReady(known: Known): boolean {
  return known.catalogue !== null && formsOf(known.catalogue).every((key) => known.forms[key]);
}

async function readForm(key: string): Promise<[string, Form['schema']] | null> {
  const [id, version] = key.split('.');
  const asked = await ask<Form>(`/items/${id}/forms/${version}`);
  return asked.kind === 'here' ? [key, asked.value.schema] : null;
}

const isAnswered = (answer: Answer) => answer.kind === 'done' || answer.kind === 'kept';
const occurredAt = (entry: Entry) => new Date(entry.at).toISOString();

function pathOf(entry: Entry): string {
  const [number, no] = entry.chain.split('/');
  return `/orders/${number}/tasks/${no}`;
}

function stepOf(entry: Entry, body: Record<string, unknown>): Sending {
  const said = { ...body, id: entry.id, occurred_at: occurredAt(entry) };
  return {
    path: `${pathOf(entry)}/visit-steps`,
    body: JSON.stringify(said),
    type: 'application/json',
    key: keyOf(entry),
  };
}

function fileOf(entry: Entry, name: string, bytes: ArrayBuffer): Sending {
  const query = new URLSearchParams({ id: entry.id, kind: entry.what, name, occurred_at: occurredAt(entry) });
  return {
    path: `${pathOf(entry)}/visit-files?${query}`,
    body: bytes,
    type: 'application/octet-stream',
    key: keyOf(entry),
  };
}

function orderOf(entry: Entry, body: Record<string, unknown>): Sending {
  const said = { ...body, device_ref: entry.id, occurred_at: occurredAt(entry) };
  return { path: '/orders', body: JSON.stringify(said), type: 'application/json', key: keyOf(entry) };
}

export function useKnown(device: Device): Known {
  return useSyncExternalStore(device.subscribe, () => device.known);
}

function safely<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined; // storage can be forbidden
  }
}
