import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Commit, createEmbeddedStore, type InboxEntry, type Store } from '@kapwa/core';
import { storeContract } from '@kapwa/testing/contracts';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';

storeContract('the embedded store', { durable: true }, async () => {
  const folder = await temporaryFolder();
  return { make: () => createEmbeddedStore(folder) };
});

const NOTES = 'greeter.notes';

function note(key: string, value: unknown): Commit {
  const writes = [{ op: 'put', collection: NOTES, key, value } as const];
  return { writes, expect: [], outgoing: [], post: [], dead: [] };
}

function entry(id: string): InboxEntry {
  const event = { kind: 'transport.changed', id, at: 0, adapter: 'a', state: 'connected' } as const;
  return { id, lane: 'community:a', place: { community: 'a' }, event, attempt: 0 };
}

async function openIn(folder: string): Promise<Store> {
  const store = createEmbeddedStore(folder);
  await store.open();
  return store;
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('the embedded store', () => {
  it('keeps everything in one file that a person can read', async () => {
    const folder = join(await temporaryFolder(), 'new', 'data');
    const store = await openIn(folder);

    await store.commit(note('ana', { name: 'Ana' }));
    await store.close();

    expect(await readdir(folder)).toEqual(['state.json']);
    expect(await readFile(join(folder, 'state.json'), 'utf8')).toContain('"name": "Ana"');
  });

  it('lets nobody else read it, also in a folder that was open to all', async () => {
    const folder = join(await temporaryFolder(), 'data');
    await mkdir(folder);
    await chmod(folder, 0o755);
    await writeFile(join(folder, 'state.json'), '');
    await chmod(join(folder, 'state.json'), 0o644);
    await writeFile(join(folder, 'state.json'), emptyState);
    const store = await openIn(folder);

    await store.commit(note('ana', 1));

    expect(await modeOf(folder)).toBe('700');
    expect(await modeOf(join(folder, 'state.json'))).toBe('600');
    await store.close();
  });

  it('clears away what an interrupted write of an earlier run has left', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'state.json.4711.new'), '{"records":');
    await writeFile(join(folder, 'notes.txt'), 'not ours');

    const store = await openIn(folder);
    await store.close();

    expect(await readdir(folder)).toEqual(['notes.txt', 'state.json']);
  });
});

const emptyState = JSON.stringify({
  version: 1,
  records: {},
  inbox: [],
  outbox: [],
  dead: [],
  seen: [],
});

describe('a damaged state file', () => {
  it.each([
    ['is empty', ''],
    ['was cut off', emptyState.slice(0, 40)],
    ['holds something else', '{"hello": 1}'],
    ['comes from another version', emptyState.replace('"version":1', '"version":2')],
    ['is full of zeros', '\0'.repeat(100)],
  ])('is refused when it %s, and left as it is', async (_, content) => {
    const folder = await temporaryFolder();
    const file = join(folder, 'state.json');
    await writeFile(file, content);

    await expect(openIn(folder)).rejects.toMatchObject({
      code: 'store.damaged',
      message: expect.stringMatching(/state\.json.*copy you kept/s),
    });
    expect(await readFile(file, 'utf8')).toBe(content);
  });

  it('cannot reach into objects of the program by the keys in it', async () => {
    const folder = await temporaryFolder();
    const records = `{"a":[{"key":"k","value":{"__proto__":{"admin":true}},"version":1}]}`;
    await writeFile(
      join(folder, 'state.json'),
      emptyState.replace('"records":{}', `"records":${records}`),
    );

    const store = await openIn(folder);
    const value = Object.assign({}, (await store.get('a', 'k'))?.value) as { admin?: boolean };

    expect(value.admin).toBeUndefined();
    await store.close();
  });
});

describe('a record with a treacherous key', () => {
  it('does not keep the bot from starting again', async () => {
    const folder = await temporaryFolder();
    const store = await openIn(folder);
    await store.commit(note('words', JSON.parse('{"__proto__": 3, "constructor": 2, "ana": 1}')));
    await store.close();

    const again = await openIn(folder);

    expect(await again.get(NOTES, 'words')).toMatchObject({ value: { constructor: 2, ana: 1 } });
    await again.close();
  });
});

describe('a store that cannot be used', () => {
  it('says so where a file is in the way of the folder', async () => {
    const folder = join(await temporaryFolder(), 'data');
    await writeFile(folder, 'a file');

    await expect(openIn(folder)).rejects.toMatchObject({
      code: 'store.unusable',
      message: expect.stringContaining('Choose a folder'),
    });
  });

  it('says so when it was never opened', async () => {
    const store = createEmbeddedStore(await temporaryFolder());

    await expect(store.accept([entry('a')], 0)).rejects.toMatchObject({ code: 'store.unusable' });
  });

  it('stops for good once a write has failed, and has what was saved before', async () => {
    const folder = await temporaryFolder();
    const store = await openIn(folder);
    await store.commit(note('ana', 'saved'));
    // A folder by the name of the file that is written next: the write fails even for root.
    await mkdir(join(folder, `state.json.${process.pid}.new`));

    const failed = { code: 'store.failed', message: expect.stringMatching(/could not be saved/) };
    await expect(store.commit(note('ana', 'lost'))).rejects.toMatchObject(failed);
    await expect(store.accept([entry('a')], 0)).rejects.toMatchObject(failed);
    await expect(Promise.resolve(store.close())).rejects.toMatchObject(failed);

    const state = JSON.parse(await readFile(join(folder, 'state.json'), 'utf8'));
    expect(state.records[NOTES]).toMatchObject([{ key: 'ana', value: 'saved' }]);
  });
});

describe('many changes at once', () => {
  it('are all there after they were acknowledged', async () => {
    const folder = await temporaryFolder();
    const store = await openIn(folder);

    await Promise.all(Array.from({ length: 200 }, (_, i) => store.commit(note(`n${i}`, i))));
    const onDisk = JSON.parse(await readFile(join(folder, 'state.json'), 'utf8'));
    await store.close();

    expect(onDisk.records[NOTES]).toHaveLength(200);
  });

  it('share writes: two hundred changes take a few writes, not two hundred', async () => {
    const store = await openIn(await temporaryFolder());
    let done = 0;
    const acknowledgedTogether = new Set<number>();

    await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        await store.commit(note(`n${i}`, i));
        done += 1;
        await new Promise((resolve) => setImmediate(resolve));
        acknowledgedTogether.add(done);
      }),
    );

    expect(acknowledgedTogether.size).toBeLessThan(20);
    await store.close();
  });
});
