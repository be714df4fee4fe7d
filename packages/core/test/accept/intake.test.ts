import { createMemoryStore, type Store, systemClock } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { createIntake } from '../../src/accept/accept.js';
import { idMaker } from '../../src/model/keys.js';
import type { InboxEntry } from '../../src/store/store.js';
import { messageIn } from '../events.js';

/** A store that says only with its answer what is new, as a database does. */
const saysLater = (store: Store): Store => ({
  ...store,
  accept: async (entries, at, change) => store.accept(entries, at, change),
});

/** A store that knows what is new before that is durable, as the embedded one does. */
const saysAtOnce = (store: Store): Store => ({
  ...store,
  accept(entries, at, change, known) {
    const fresh = store.accept(entries, at, change) as readonly boolean[];
    known?.(fresh);
    return Promise.resolve(fresh);
  },
});

/** A store that has to look for the place of a chat for a while. */
const looksLong = (store: Store): { store: Store; finds(): void } => {
  let found = (): void => undefined;
  return {
    store: {
      ...store,
      get: (...args) =>
        new Promise((resolve) => {
          found = () => resolve(store.get(...args));
        }),
    },
    finds: () => found(),
  };
};

async function door(
  make: (store: Store) => Store = (store) => store,
  overtake?: (entry: InboxEntry) => Promise<InboxEntry | undefined> | undefined,
) {
  const store = make(createMemoryStore());
  await store.open();
  const taken: string[] = [];
  const intake = createIntake({
    store,
    clock: systemClock,
    places: { ids: idMaker('a secret'), defaultCommunity: () => 'health-workers' },
    take: ({ event }, begin) => {
      taken.push('text' in event ? `${event.text}, ${begin}` : `${event.kind}, ${begin}`);
    },
    ...(overtake === undefined ? {} : { overtake }),
  });
  return { intake, taken, store };
}

describe('what comes in at the door', () => {
  it('is handed on before whoever waits gets their answer, to begin at once unless the answer is to go first', async () => {
    const { intake, taken } = await door(saysAtOnce);

    expect(await intake.accept([messageIn('north', 'one')])).toEqual([true]);
    await intake.accept([messageIn('north', 'two')], { answerFirst: true });
    await intake.accept([messageIn('north', 'three')], { answerFirst: false });

    expect(taken).toEqual(['one, now', 'two, next-turn', 'three, now']);
  });

  it('is handed on for the next turn only where that is wished, also of a store that says later what is new', async () => {
    const { intake, taken } = await door(saysLater);

    await intake.accept([messageIn('north', 'one')]);
    await intake.accept([messageIn('north', 'two')], { answerFirst: true });

    expect(taken).toEqual(['one, now', 'two, next-turn']);
  });

  it('is handed on once, whoever says that it is new', async () => {
    for (const make of [saysLater, saysAtOnce]) {
      const { intake, taken } = await door(make);
      const twice = [messageIn('north', 'one'), messageIn('north', 'one')];

      expect(await intake.accept(twice)).toEqual([true, false]);
      expect(await intake.accept(twice)).toEqual([false, false]);

      expect(taken).toEqual(['one, now']);
    }
  });

  it('may be kept in one step with something else, and is handed on as well', async () => {
    const { intake, taken, store } = await door();
    const kept: number[] = [];

    const fresh = await intake.accept([messageIn('north', 'one')], {
      answerFirst: true,
      keep: (entries, at) => {
        kept.push(entries.length);
        return store.accept(entries, at);
      },
    });

    expect([fresh, kept, taken]).toEqual([[true], [1], ['one, now']]);
  });

  it('is told as new or known where it knows its lane already', async () => {
    const { intake, taken } = await door();
    const event = messageIn('north', 'one');
    const place = { community: 'health-workers' };
    const entry = {
      id: 'playground:x',
      lane: 'community:health-workers',
      place,
      event,
      attempt: 0,
    };

    expect(await intake.acceptEntry(entry)).toBe(true);
    expect(await intake.acceptEntry(entry)).toBe(false);

    expect(taken).toEqual(['one, now']);
  });

  it('waits for what came before, of which it is not known yet whose it is, and only for that', async () => {
    const memory = createMemoryStore();
    const { store, finds } = looksLong(memory);
    const { intake, taken } = await door(() => store);

    const first = intake.accept([messageIn('north', 'one')]);
    const second = intake.accept([
      { ...messageIn('north', 'two'), kind: 'group.created' } as never,
    ]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(taken).toEqual([]);
    finds();
    await Promise.all([first, second]);
    expect(taken).toEqual(['one, now', 'two, now']);

    // Nobody waits any more: what is known at once goes on at once.
    await new Promise((resolve) => setImmediate(resolve));
    void intake.accept([{ ...messageIn('north', 'three'), kind: 'group.created' } as never]);
    expect(taken).toHaveLength(3);
  });

  it('does not wait for ever behind something that could not be kept', async () => {
    const memory = createMemoryStore();
    const { store, finds } = looksLong(memory);
    let isDown = true;
    const frail: Store = {
      ...store,
      accept: (...args) => {
        if (isDown) throw new Error('the disk is full');
        return store.accept(...args);
      },
    };
    const { intake, taken } = await door(() => frail);

    const first = intake.accept([messageIn('north', 'one')]);
    const second = intake.accept([
      { ...messageIn('north', 'two'), kind: 'group.created' } as never,
    ]);
    finds();
    await expect(first).rejects.toThrow('the disk is full');
    await expect(second).rejects.toThrow('the disk is full');
    isDown = false;
    await new Promise((resolve) => setImmediate(resolve));
    void intake.accept([{ ...messageIn('north', 'two'), kind: 'group.created' } as never]);

    expect(taken).toEqual(['two, now']);
  });

  it('comes in as something else where it must not wait, and as itself otherwise', async () => {
    const { intake, taken } = await door(
      (store) => store,
      (entry) => {
        const { event } = entry;
        if (!('text' in event) || !event.text.startsWith('pause')) return undefined;
        const instead = { ...entry, event: { ...event, text: 'it is paused' } } as InboxEntry;
        return Promise.resolve(event.text === 'pause' ? instead : undefined);
      },
    );

    await intake.accept([messageIn('north', 'pause'), messageIn('north', 'one')]);
    await intake.accept([messageIn('north', 'pause?')]);

    expect(taken).toEqual(['it is paused, now', 'one, now', 'pause?, now']);
  });
});
