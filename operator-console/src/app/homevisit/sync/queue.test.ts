import { describe, expect, it } from 'vitest';
import { type Answer, again, answered, type Entry, goOn, isForgettable, keyOf, next, summary } from './queue';

let seed = 1;
/** Small and repeatable: a failing run can be run again. */
function random(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
}

function entry(seq: number, chain = `c${seq}`): Entry {
  return {
    id: `id-${seq}`,
    seq,
    chain,
    kind: 'step',
    what: 'ARRIVE',
    state: 'WAITING',
    revision: 0,
    at: seq,
  };
}

/** A server that does each id once, a network that loses requests and answers, a page that reloads. */
class World {
  entries: Entry[] = [];
  readonly done: string[] = [];
  private readonly answers = new Map<string, Answer>();

  send(e: Entry): Answer {
    const luck = random(6);
    if (luck === 0) return { kind: 'silence' }; // lost on the way there
    if (luck === 1) return random(2) ? { kind: 'later' } : { kind: 'loggedOut' };
    let answer = this.answers.get(keyOf(e));
    if (!answer) {
      this.done.push(e.id);
      answer = random(4) === 0 ? { kind: 'kept', why: 'REASSIGNED' } : { kind: 'done' };
      this.answers.set(keyOf(e), answer);
    }
    return luck === 2 ? { kind: 'silence' } : answer; // lost on the way back
  }

  round(): void {
    const later = new Set<string>();
    for (let e = next(this.entries, later); e; e = next(this.entries, later)) {
      const answer = this.send(e);
      if (random(8) === 0) return; // the page is reloaded before the answer is written down
      const after = answered(e, answer);
      this.entries = this.entries.map((x) => (x.id === after.id ? after : x));
      const on = goOn(answer);
      if (on === 'stop') return;
      if (on === 'skip') later.add(e.chain);
    }
  }
}

describe('whatever the network does', () => {
  it('everything arrives, once, and each visit in its order', () => {
    for (let run = 0; run < 300; run++) {
      seed = run + 1;
      const world = new World();
      const count = 1 + random(12);
      for (let i = 0; i < count; i++) world.entries.push(entry(i, `c${random(3)}`));
      for (let round = 0; round < 400 && summary(world.entries).waiting > 0; round++) world.round();
      expect(summary(world.entries).waiting, `run ${run}`).toBe(0);
      expect(world.done.length, `run ${run}: nothing twice, nothing lost`).toBe(count);
      for (const chain of ['c0', 'c1', 'c2']) {
        const sent = world.done.filter((id) => world.entries.find((e) => e.id === id)?.chain === chain);
        const made = world.entries.filter((e) => e.chain === chain).map((e) => e.id);
        expect(sent, `run ${run}: ${chain}`).toEqual(made);
      }
    }
  });

  it('what was answered stays as it was answered', () => {
    for (const state of ['SENT', 'KEPT', 'REFUSED'] as const) {
      const e: Entry = { ...entry(1), state };
      expect(answered(e, { kind: 'done' })).toBe(e);
      expect(answered(e, { kind: 'refused', why: 'x', words: 'x' })).toBe(e);
    }
  });
});

describe('a refusal', () => {
  const refused = answered(entry(1), { kind: 'refused', why: 'duplicates', words: '已有' });

  it('needs a look and does not hold up others', () => {
    expect(summary([refused, entry(2)])).toEqual({ waiting: 1, look: 1 });
    expect(next([refused, entry(2)])?.id).toBe('id-2');
  });

  it('sent again unchanged it is the same command, changed it is another', () => {
    expect(keyOf(again(refused, false))).toBe('id-1');
    expect(keyOf(again(refused, true))).toBe('id-1.1');
    expect(again(refused, true)).toMatchObject({ state: 'WAITING' });
    expect(again(refused, true).why).toBeUndefined();
  });

  it('only what was refused is sent again', () => {
    const sent = answered(entry(1), { kind: 'done' });
    expect(again(sent, true)).toBe(sent);
  });
});

describe('what is remembered', () => {
  it('what waits or needs a look is never forgotten', () => {
    const old = { ...entry(1), at: 0 };
    expect(isForgettable(old, 1000)).toBe(false);
    expect(isForgettable({ ...old, state: 'REFUSED' }, 1000)).toBe(false);
    expect(isForgettable({ ...old, state: 'SENT' }, 1000)).toBe(true);
    expect(isForgettable({ ...old, state: 'SENT', at: 2000 }, 1000)).toBe(false);
  });
});
