import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEmbeddedStore } from '@kapwa/core';
import { createFragileDisk } from '@kapwa/testing';
import { storeContract } from '@kapwa/testing/contracts';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';
import { entry, NOTES, note, openIn, openOn } from './notes.js';

storeContract('the embedded store', { durable: true }, async () => {
  const folder = await temporaryFolder();
  return {
    make: () => createEmbeddedStore(folder),
    async files() {
      const names = await readdir(folder);
      const files = names.map(async (name) => [name, await readFile(join(folder, name))] as const);
      return new Map(await Promise.all(files));
    },
  };
});

storeContract('the embedded store with a snapshot at every turn', { durable: true }, () => {
  const { port, files } = createFragileDisk();
  return {
    make: () => createEmbeddedStore('/data', { files: port, snapshotAfter: 1 }),
    files: () => files,
  };
});

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('the embedded store', () => {
  it('keeps its state in a file that a person can read, one record to a line', async () => {
    const folder = join(await temporaryFolder(), 'new', 'data');
    const store = await openIn(folder);

    await store.commit(note('ana', { name: 'Ana' }));
    await store.close();

    const state = await readFile(join(folder, 'state.json'), 'utf8');
    expect(state.split('\n')).toContain('{"key":"ana","value":{"name":"Ana"},"version":1}');
    expect(JSON.parse(state)).toMatchObject({ version: 2, inbox: [], outbox: [] });
  });

  it('lets nobody else read any file, also in a folder that was open to all', async () => {
    const folder = join(await temporaryFolder(), 'data');
    await mkdir(folder);
    await chmod(folder, 0o755);
    const first = await openIn(folder);
    await first.session('wa').set(new Map([['key', Uint8Array.of(1)]]));
    await first.close();
    for (const name of await readdir(folder)) await chmod(join(folder, name), 0o644);

    const store = await openIn(folder);
    await store.commit(note('ana', 1));
    await store.session('wa').set(new Map([['key', Uint8Array.of(2)]]));
    await store.purge(0);

    expect(await modeOf(folder)).toBe('700');
    for (const name of await readdir(folder)) expect(await modeOf(join(folder, name))).toBe('600');
    await store.close();
  });

  it('clears away what an interrupted write of an earlier run has left, and nothing else', async () => {
    const folder = await temporaryFolder();
    await (await openIn(folder)).close();
    await writeFile(join(folder, 'state.json.new'), '{"records":');
    await writeFile(join(folder, 'state.json.4711.new'), '{"records":');
    await writeFile(join(folder, 'ledger.1.9.seg'), 'left over');
    await writeFile(join(folder, 'notes.txt'), 'not ours');

    const store = await openIn(folder);
    await store.close();

    expect(await readdir(folder)).toEqual([
      expect.stringMatching(/^journal\.\d+\.log$/),
      'notes.txt',
      'state.json',
      'state.prev.json',
    ]);
  });

  it('answers a read at once, without a promise', async () => {
    const store = await openOn(createFragileDisk());
    await store.commit(note('ana', 1));

    expect(store.get(NOTES, 'ana')).toMatchObject({ value: 1 });
    expect(store.list(NOTES, '')).toHaveLength(1);
  });

  it('does not tell of a repeated event before the first one is on the disk', async () => {
    const disk = createFragileDisk();
    const store = await openOn(disk);

    const first = store.accept([entry('a')], 0);
    const second = store.accept([entry('a')], 0);
    const stepsBefore = disk.steps();
    await second;

    expect(disk.steps()).toBeGreaterThan(stepsBefore);
    expect(await first).toEqual([true]);
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

  it('says so when it was never opened, and after it was closed', async () => {
    const store = createEmbeddedStore(await temporaryFolder());
    const unusable = { code: 'store.unusable' };

    await expect(store.accept([entry('a')], 0)).rejects.toMatchObject(unusable);
    await store.open();
    await store.close();
    await expect(store.get(NOTES, 'ana')).rejects.toMatchObject(unusable);
  });
});

describe('many changes at once', () => {
  it('share syncs: two hundred changes take a few, not two hundred', async () => {
    const disk = createFragileDisk();
    const store = await openOn(disk);
    const before = disk.steps();

    await Promise.all(Array.from({ length: 200 }, (_, i) => store.commit(note(`n${i}`, i))));

    // One write and one sync for each group.
    expect(disk.steps() - before).toBeLessThan(10);
    expect(await store.list(NOTES, '')).toHaveLength(200);
  });
});

describe('a store with very many records', () => {
  it('says once that PostgreSQL is the better place for them', async () => {
    const said: string[] = [];
    const quiet = () => undefined;
    const log = {
      debug: quiet,
      info: quiet,
      error: quiet,
      warn: (line: string) => said.push(line),
    };
    const store = await openIn('/data', { files: createFragileDisk().port, log });
    const writes = Array.from({ length: 100_001 }, (_, i) => note(`n${i}`, i).writes).flat();

    await store.commit({ ...note('a', 1), writes: writes.slice(1) });
    expect(said).toEqual([]);
    await store.commit(note('one more', 1));
    await store.commit(note('and another', 1));

    expect(said).toEqual([expect.stringContaining('PostgreSQL')]);
  });
});
