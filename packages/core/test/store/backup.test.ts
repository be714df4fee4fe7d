import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backupStore, type ErasureRecord, type FilePort, restoreStore } from '@kapwa/core';
import { createFragileDisk } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../../src/store/embedded/node-files.js';
import { temporaryFolder } from '../temporary-folder.js';
import { entry, NOTES, note, openIn, openOn } from './notes.js';

const nobody = { eraseAgain: async () => 0 };

const erasure = {
  id: 'keyed',
  at: 5,
  writes: [{ op: 'delete', collection: NOTES, key: 'ana' } as const],
  inbox: [],
  outbox: [],
  dead: [],
  sessions: [],
  author: 'ana',
};

/** A folder in which a bot has worked, and a backup of it. */
async function backedUp() {
  const folder = join(await temporaryFolder(), 'data');
  const file = join(folder, '..', 'backup.kapwa');
  const audit = [{ at: 1, community: 'health', actor: 'bot:a', what: 'message.delete' }];
  const store = await openIn(folder);
  await store.accept([entry('a')], 0);
  await store.commit({ ...note('ana', 'Ana'), done: entry('a'), audit });
  await store.session('wa').set(new Map([['creds', Uint8Array.of(1, 2)]]));
  await store.close();
  const backup = await backupStore(folder, file);
  return { folder, file, backup };
}

describe('a backup', () => {
  it('is one file for its owner alone, and everything comes out of it again', async () => {
    const { file, folder, backup } = await backedUp();
    const elsewhere = join(folder, '..', 'elsewhere');

    await restoreStore(file, elsewhere, nobody);
    const store = await openIn(elsewhere);

    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
    expect(backup).toMatchObject({ records: 1, erasures: 0 });
    expect(await store.get(NOTES, 'ana')).toMatchObject({ value: 'Ana' });
    expect(await store.accept([entry('a')], 0)).toEqual([false]);
    expect(await store.audit(0, 9)).toHaveLength(1);
    expect((await store.session('wa').get(['creds'])).get('creds')).toEqual(Uint8Array.of(1, 2));
    await store.close();
  });

  it('is not made while the bot runs, nor over a file that is there', async () => {
    const { file, folder } = await backedUp();
    await expect(backupStore(folder, file)).rejects.toMatchObject({ code: 'store.unusable' });
    const store = await openIn(folder);

    await expect(backupStore(folder, `${file}2`)).rejects.toMatchObject({ code: 'store.in-use' });

    await store.close();
  });

  it('is refused where a single byte of it is wrong, before anything is changed', async () => {
    const { file, folder } = await backedUp();
    const bytes = await readFile(file);
    for (const at of [0, 9, 60, bytes.length >> 1, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(file, changed);
      const restoring = restoreStore(file, join(folder, '..', 'new'), nobody);
      await expect(restoring).rejects.toMatchObject({ code: 'input.unreadable' });
    }

    expect(await readdir(join(folder, '..'))).not.toContain('new');
  });
});

describe('a backup that the disk does not take', () => {
  it.each([
    ['a folder that is not there', 'nowhere/copy.kapwa'],
    ['the name of a folder', 'data'],
  ])('is refused in plain words: %s', async (_, name) => {
    const { folder } = await backedUp();
    const file = join(folder, '..', name);

    await expect(backupStore(folder, file)).rejects.toMatchObject({
      code: 'store.unusable',
      message: expect.stringMatching(/^The backup .* cannot be written: .*\. Check the name\.$/),
    });
  });

  it('leaves no half of it behind, wherever the disk was full', async () => {
    let failures = 0;
    for (let nth = 1; ; nth += 1) {
      const disk = createFragileDisk();
      const store = await openOn(disk);
      await store.commit(note('ana', 'Ana'));
      await store.close();
      disk.fail({ call: 'append', nth, code: 'ENOSPC' });

      const made = await backupStore('/data', '/copy.kapwa', { files: disk.port }).catch(
        (error: unknown) => error,
      );

      if (!(made instanceof Error)) break;
      failures += 1;
      expect(made).toMatchObject({ name: 'KapwaError' });
      expect(made.message).toMatch(/room/);
      expect([...disk.files.keys()]).not.toContain('copy.kapwa.new');
    }
    expect(failures).toBeGreaterThan(3);
  });
});

describe('restoring where the disk is full', () => {
  it('says so, and leaves nothing of the backup behind', async () => {
    const { file, folder } = await backedUp();
    const elsewhere = join(folder, '..', 'elsewhere');
    const files: FilePort = {
      ...nodeFiles,
      async open(path, keep) {
        if (path.includes('session.')) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        return nodeFiles.open(path, keep);
      },
    };

    await expect(restoreStore(file, elsewhere, { ...nobody, files })).rejects.toMatchObject({
      code: 'store.unusable',
      message: `Nothing can be put back into ${elsewhere}: full. Make room on the disk, then try again.`,
    });

    expect((await readdir(join(folder, '..'))).sort()).toEqual([
      'backup.kapwa',
      'data',
      'elsewhere',
    ]);
    expect(await readdir(elsewhere)).toEqual([]);
  });
});

describe('restoring over a folder', () => {
  it('needs to be said, and then replaces the data and nothing else', async () => {
    const { file, folder } = await backedUp();
    const store = await openIn(folder);
    await store.commit(note('ana', 'changed since'));
    await store.close();
    await writeFile(join(folder, 'notes.txt'), 'not ours');

    const refused = restoreStore(file, folder, nobody);
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining('--force') });
    await restoreStore(file, folder, { ...nobody, force: true });
    const again = await openIn(folder);

    expect(await again.get(NOTES, 'ana')).toMatchObject({ value: 'Ana' });
    expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('not ours');
    await again.close();
    expect((await readdir(join(folder, '..'))).sort()).toEqual(['backup.kapwa', 'data']);
  });

  it('erases again whoever was erased since the backup was made', async () => {
    const { file, folder } = await backedUp();
    const store = await openIn(folder);
    await store.erase(erasure);
    await store.close();
    const asked: ErasureRecord[] = [];

    const { erasedAgain } = await restoreStore(file, folder, {
      force: true,
      async eraseAgain(restored, erasures) {
        asked.push(...erasures);
        await restored.erase(erasure);
        return erasures.length;
      },
    });
    const again = await openIn(folder);

    expect(erasedAgain).toBe(1);
    expect(asked).toEqual([{ id: 'keyed', at: 5 }]);
    expect(await again.get(NOTES, 'ana')).toBeUndefined();
    await again.close();
  });

  it('leaves the folder alone where a bot runs on it', async () => {
    const { file, folder } = await backedUp();
    const store = await openIn(folder);

    const restoring = restoreStore(file, folder, { ...nobody, force: true });

    await expect(restoring).rejects.toMatchObject({ code: 'store.in-use' });
    await store.close();
  });
});
