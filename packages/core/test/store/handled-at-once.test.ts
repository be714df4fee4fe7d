import type { InboxEntry, Store } from '@kapwa/core';
import { createFragileDisk, type FragileDisk } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { entry, NOTES, note, openOn } from './notes.js';

const WORDS = 'the words of a member';

function holds(disk: FragileDisk, words: string): boolean {
  return [...disk.files.values()].some((bytes) => bytes.includes(words));
}

/** Takes events in, and does with those that are new what is to be done at once. */
async function take(
  store: Store,
  entries: readonly InboxEntry[],
  atOnce: (entry: InboxEntry) => unknown,
): Promise<void> {
  const done: unknown[] = [];
  const known = (fresh: readonly boolean[]): void => {
    for (const [at, one] of entries.entries()) if (fresh[at] === true) done.push(atOnce(one));
  };
  await Promise.all([store.accept(entries, 0, undefined, known), ...done]);
  await Promise.all(done);
}

/** The store as it is after the machine has lost its power now. */
const afterCrash = (disk: FragileDisk) => openOn(createFragileDisk(new Map(disk.files)));

describe('an event that was handled before it was written down', () => {
  it('leaves what came of it and its id on the disk, and not a word', async () => {
    const disk = createFragileDisk();
    const store = await openOn(disk);
    await take(store, [entry('a', WORDS)], (one) =>
      store.commit({ ...note('a', 'counted'), done: one }),
    );

    const again = await afterCrash(disk);

    expect(holds(disk, WORDS)).toBe(false);
    expect(await again.waiting()).toEqual([]);
    expect(await again.get(NOTES, 'a')).toMatchObject({ value: 'counted' });
    expect(await again.accept([entry('a', WORDS)], 0)).toEqual([false]);
  });

  it('does not take those along that came with it and still wait', async () => {
    const disk = createFragileDisk();
    const store = await openOn(disk);
    const list = ['a', 'b', 'c'].map((id) => entry(id, `words of ${id}`));
    await take(store, list, (one) =>
      one.id === 'b' ? store.commit({ ...note('b', 'counted'), done: one }) : undefined,
    );

    const again = await afterCrash(disk);

    expect(await again.waiting()).toEqual([entry('a', 'words of a'), entry('c', 'words of c')]);
    expect(await again.accept(list, 0)).toEqual([false, false, false]);
    expect(holds(disk, 'words of b')).toBe(false);
  });

  it('counts as waiting until then, and is written whole where it is handled later', async () => {
    const disk = createFragileDisk();
    const store = await openOn(disk);
    let waiting: unknown;
    await take(store, [entry('a', WORDS)], async () => {
      waiting = await store.waiting();
    });
    const crashed = await afterCrash(disk);
    await store.commit({ ...note('a', 'counted'), done: entry('a') });

    expect(waiting).toEqual([entry('a', WORDS)]);
    expect(await crashed.waiting()).toEqual([entry('a', WORDS)]);
    expect(await (await afterCrash(disk)).waiting()).toEqual([]);
  });

  it('keeps its place among what other turns have left behind', async () => {
    const disk = createFragileDisk();
    const store = await openOn(disk);
    const commit = (post: string) => store.commit({ ...note(post, 1), post: [entry(post)] });
    await Promise.all([
      commit('first'),
      take(store, [entry('second')], () => commit('third')),
      commit('fourth'),
    ]);

    const waiting = await (await afterCrash(disk)).waiting();

    expect(waiting.map(({ id }) => id)).toEqual(['first', 'second', 'third', 'fourth']);
  });

  it('is not acknowledged where the disk fails, and neither is what came of it', async () => {
    const disk = createFragileDisk();
    const store = await openOn(disk);
    disk.fail({ call: 'sync', nth: 1, code: 'EIO' });
    let committed: unknown;
    const accepted = store.accept([entry('a')], 0, undefined, () => {
      committed = store.commit({ ...note('a', 'counted'), done: entry('a') });
    });

    await expect(accepted).rejects.toMatchObject({ code: 'store.failed' });
    await expect(committed).rejects.toMatchObject({ code: 'store.failed' });
  });

  it.each([
    ['a number without end', { text: 10n }],
    ['itself', (event: object) => ({ raw: event })],
    ['a way of its own to be written', { raw: { toJSON: () => [].concat(1n as never) } }],
  ])('is refused at once where it holds %s, and others are not', async (_, more) => {
    const disk = createFragileDisk();
    const store = await openOn(disk);
    const good = entry('good');
    const event = { ...good.event };
    const bad = {
      ...good,
      id: 'bad',
      event: Object.assign(event, typeof more === 'function' ? more(event) : more),
    };

    const take = async () => store.accept([bad as unknown as InboxEntry], 0);

    await expect(take()).rejects.toThrow(TypeError);
    expect(await store.accept([good], 0)).toEqual([true]);
    expect((await (await afterCrash(disk)).waiting()).map(({ id }) => id)).toEqual(['good']);
  });

  it('is told of once, and nobody is told of what had come before', async () => {
    const store = await openOn(createFragileDisk());
    const told: (readonly boolean[])[] = [];
    const accept = (ids: readonly string[]) =>
      store.accept(
        ids.map((id) => entry(id)),
        0,
        undefined,
        (fresh) => told.push(fresh),
      );

    const answers = [await accept(['a', 'a', 'b']), await accept(['b', 'c']), await accept(['c'])];

    expect(answers).toEqual([[true, false, true], [false, true], [false]]);
    expect(told).toEqual(answers.slice(0, 2));
  });
});
