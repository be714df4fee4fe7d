import { createEmbeddedStore, type Store } from '@kapwa/core';
import { createFragileDisk, type FragileDisk, turnableClock } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { entry, note } from './notes.js';

const MINUTE = 60_000;
const WORDS = 'the words of a member';

function filesWith(words: string, disk: FragileDisk): string[] {
  return [...disk.files].flatMap(([name, bytes]) => (bytes.includes(words) ? name : []));
}

async function opened() {
  const disk = createFragileDisk();
  const clock = turnableClock(Date.UTC(2027, 2, 1, 8));
  const store = createEmbeddedStore('/data', { files: disk.port, clock });
  await store.open();
  return { disk, clock, store };
}

/** Takes a message in and is done with it. */
async function handle(store: Store, id: string, words: string): Promise<void> {
  await store.accept([entry(id, words)], 0);
  await store.commit({ ...note('count', id), done: entry(id) });
}

/** Turns the clock, and waits until what it started has come to the disk. */
async function pass(time: number, { clock, store }: Awaited<ReturnType<typeof opened>>) {
  for (let passed = 0; passed < time; passed += MINUTE) {
    await clock.advance(MINUTE);
    // A snapshot takes its turns of the event loop; the clock stands still meanwhile.
    for (let turn = 0; turn < 6; turn += 1) await new Promise((next) => setImmediate(next));
  }
  await store.get('a', 'b');
}

describe('the words of a message that was handled', () => {
  it('are on the disk at first, and in no file an hour later, though nothing else happened', async () => {
    const parts = await opened();
    await handle(parts.store, 'a', WORDS);
    expect(filesWith(WORDS, parts.disk)).toEqual(['journal.1.log']);

    await pass(60 * MINUTE, parts);

    expect(filesWith(WORDS, parts.disk)).toEqual([]);
  });

  it('are in no file an hour later while others go on writing', async () => {
    const parts = await opened();
    await pass(20 * MINUTE, parts);
    await handle(parts.store, 'a', WORDS);

    for (let minute = 0; minute < 60; minute += 1) {
      await handle(parts.store, `other ${minute}`, 'other words');
      await pass(MINUTE, parts);
    }

    expect(filesWith(WORDS, parts.disk)).toEqual([]);
    expect(filesWith('other words', parts.disk)).not.toEqual([]);
  });

  it('are in no file once the bot was stopped', async () => {
    const { disk, store } = await opened();
    await handle(store, 'a', WORDS);

    await store.close();

    expect(filesWith(WORDS, disk)).toEqual([]);
  });

  it('stay while it waits, however long that is', async () => {
    const parts = await opened();
    await parts.store.accept([entry('a', WORDS)], 0);

    await pass(180 * MINUTE, parts);

    expect(await parts.store.waiting()).toHaveLength(1);
    expect(filesWith(WORDS, parts.disk)).not.toEqual([]);
  });
});

describe('somebody who is erased', () => {
  it('is in no file any more, not even in a copy of an earlier version', async () => {
    const { disk, store } = await opened();
    disk.files.set('state.earlier.json', Buffer.from('ana-of-north'));
    await handle(store, 'a', 'ana-of-north');
    await store.commit({
      ...note('ana', { name: 'ana-of-north' }),
      ledger: [
        { chat: 'c', message: 'm', author: 'ana-of-north', kind: 'text', at: 0, fate: 'stands' },
      ],
    });
    await store.session('wa').set(new Map([['ana-of-north', Uint8Array.of(1)]]));
    await store.purge(0);
    expect(filesWith('ana-of-north', disk).length).toBeGreaterThan(3);

    await store.erase({
      id: 'keyed',
      at: 0,
      writes: [{ op: 'delete', collection: 'greeter.notes', key: 'ana' }],
      inbox: [],
      outbox: [],
      dead: [],
      sessions: [{ space: 'wa', keys: ['ana-of-north'] }],
      author: 'ana-of-north',
    });

    expect(filesWith('ana-of-north', disk)).toEqual([]);
  });
});
