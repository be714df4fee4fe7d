import { newReports, type SharedStore } from '@kapwa/core';
import { expect, it, vi } from 'vitest';
import { handled, sharedOf, textsOf, waitingFor } from './shared-steps.js';
import type { OpenStores } from './store-place.js';

/** How processes that share a store tell one another something. */
export function notesContract(stores: OpenStores): void {
  it('tells everybody who hears what is said, until they stop', async () => {
    const store = await stores.fresh();
    const other = await stores.beside(store);
    const [here, there] = [vi.fn(), vi.fn()];
    const stops = [await sharedOf(store).hear(here), await sharedOf(other).hear(there)];
    const notes = ['take e1', '', 'أنا \0 \ud83d \ue000 ❤', 'take e2'];

    for (const note of notes) sharedOf(store).say(note);
    await vi.waitFor(() => expect(there).toHaveBeenCalledTimes(notes.length));
    await vi.waitFor(() => expect(here).toHaveBeenCalledTimes(notes.length));
    await stops[0]?.();
    sharedOf(other).say('last');
    await vi.waitFor(() => expect(there).toHaveBeenCalledWith('last'));
    await stops[1]?.();

    expect(here.mock.calls.flat()).toEqual(notes);
    expect(there.mock.calls.flat()).toEqual([...notes, 'last']);
  });

  it('tells everybody who hears that there is a report, once it can be read', async () => {
    const store = await waitingFor(stores, 'a');
    const other = await stores.beside(store);
    let read: Promise<readonly string[]> | undefined;
    const stop = await sharedOf(other).hear((note) => {
      if (note === newReports) read ??= textsOf(other);
    });

    await store.commit(handled('a'));
    await vi.waitFor(() => expect(read).toBeDefined());

    expect(await read).toEqual(['handled a']);
    await stop();
  });

  it('knows at once by whom nobody hears any more', async () => {
    const store = await stores.fresh();
    const other = await stores.beside(store);
    const names = ['worker-1', 'worker-2', 'أنا', 'x'.repeat(200)];
    const { absent } = sharedOf(store);
    const before = await absent(names);
    const stops: Awaited<ReturnType<SharedStore['hear']>>[] = [];
    for (const name of names) stops.push(await sharedOf(other).hear(() => undefined, name));

    const during = await absent(names);
    await stops[1]?.();
    await vi.waitFor(async () => expect(await absent(names)).toEqual(['worker-2']));
    for (const stop of stops) await stop();
    await vi.waitFor(async () => expect(await absent(names)).toEqual(names));

    expect(before).toEqual(names);
    expect(during).toEqual([]);
  });

  it('answers whoever says something before anybody hears it', async () => {
    const store = await stores.fresh();
    const heard = vi.fn();
    const stop = await sharedOf(store).hear(heard);

    sharedOf(store).say('take e1');

    expect(heard).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('take e1'));
    await stop();
  });
}
