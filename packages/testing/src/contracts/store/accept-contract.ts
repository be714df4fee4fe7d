import { expect, it } from 'vitest';
import { commitOf, entryOf, MORNING } from './samples.js';
import type { OpenStores } from './store-place.js';

const DAY = 86_400_000;

function takesEachEventOnce(stores: OpenStores): void {
  it('takes an event in once, however often it is repeated', async () => {
    const store = await stores.fresh();

    const first = await store.accept([entryOf('a'), entryOf('b')], MORNING);
    const second = await store.accept([entryOf('b'), entryOf('c'), entryOf('c')], MORNING);

    expect(first).toEqual([true, true]);
    expect(second).toEqual([false, true, false]);
    expect((await store.waiting()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('takes an event in once when it comes many times at once', async () => {
    const store = await stores.fresh();

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => store.accept([entryOf('a')], MORNING)),
    );

    expect(answers.flat().filter(Boolean)).toHaveLength(1);
    expect(await store.waiting()).toHaveLength(1);
  });

  it('tells beforehand, where it tells it at all, what it answers in the end', async () => {
    const store = await stores.fresh();
    await store.accept([entryOf('a')], MORNING);
    const told: (readonly boolean[])[] = [];

    const list = [entryOf('a'), entryOf('b'), entryOf('b')];
    const answer = await store.accept(list, MORNING, undefined, (fresh) => told.push(fresh));

    expect(answer).toEqual([false, true, false]);
    expect([[], [answer]]).toContainEqual(told);
  });

  it('takes nothing in for an empty list', async () => {
    const store = await stores.fresh();

    expect(await store.accept([], MORNING)).toEqual([]);
    expect(await store.waiting()).toEqual([]);
  });
}

function remembersWhatItTook(stores: OpenStores): void {
  it('knows an event again for eight days after it was handled', async () => {
    const store = await stores.fresh();
    const entry = entryOf('a');
    await store.accept([entry], MORNING);
    await store.commit(commitOf({ done: entry }));

    const nextWeek = await store.accept([entryOf('later'), entry], MORNING + 8 * DAY);

    expect(nextWeek).toEqual([true, false]);
  });

  it('knows an event again although the clock was set back in between', async () => {
    const store = await stores.fresh();
    await store.accept([entryOf('a')], MORNING);
    await store.accept([entryOf('b')], MORNING - 3 * DAY);

    const again = await store.accept([entryOf('a'), entryOf('b')], MORNING);

    expect(again).toEqual([false, false]);
  });

  it('knows thousands of events again, and takes none of the others for them', async () => {
    const store = await stores.fresh();
    const ids = Array.from({ length: 3_000 }, (_, index) => `wamid.${index}`);
    await store.accept(
      ids.map((id) => entryOf(id)),
      MORNING,
    );

    const again = await store.accept(
      ids.map((id) => entryOf(id)),
      MORNING + DAY,
    );
    const others = await store.accept(
      ids.map((id) => entryOf(`other.${id}`)),
      MORNING + DAY,
    );

    expect(again.some(Boolean)).toBe(false);
    expect(others.every(Boolean)).toBe(true);
  });

  it('lets one worker win a slot of a schedule, however many try', async () => {
    const store = await stores.fresh();
    const slot = entryOf(`bulletin/weekly@${MORNING}`);

    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, worker) => store.accept([slot], MORNING + worker)),
    );

    expect(answers.filter(([won]) => won === true)).toHaveLength(1);
  });

  it('keeps an entry as it was given, with its retry and its time', async () => {
    const store = await stores.fresh();
    const entry = entryOf('a', { only: 'greeter', attempt: 2, notBefore: MORNING + 30_000 });

    await store.accept([entry], MORNING);

    expect(await store.waiting()).toEqual([entry]);
  });
}

/** What taking events in must be like. */
export function acceptContract(stores: OpenStores): void {
  takesEachEventOnce(stores);
  remembersWhatItTook(stores);
}
