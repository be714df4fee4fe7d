import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type KapwaError, repairStore } from '@kapwa/core';
import { createFragileDisk, type FragileDisk } from '@kapwa/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrames } from '../../src/store/embedded/journal-frame.js';
import { temporaryFolder } from '../temporary-folder.js';
import { entry, NOTES, note, openIn, openOn } from './notes.js';

const JOURNAL = 'journal.1.log';

/** A disk as a bot leaves it that was killed after it had saved these numbers, one by one. */
async function killedAfter(count: number): Promise<FragileDisk> {
  const disk = createFragileDisk();
  const store = await openOn(disk);
  for (let number = 1; number <= count; number += 1) await store.commit(note('number', number));
  return createFragileDisk(disk.files);
}

async function numberOn(disk: FragileDisk): Promise<unknown> {
  const store = await openOn(disk);
  const number = (await store.get(NOTES, 'number'))?.value;
  await store.close();
  return number;
}

function bytesOf(disk: FragileDisk, name: string): Buffer {
  return disk.files.get(name) ?? Buffer.alloc(0);
}

describe('a journal that was cut off by a power cut', () => {
  it('is read to its last whole write, wherever the cut was, and goes on from there', async () => {
    const whole = await killedAfter(6);
    const journal = bytesOf(whole, JOURNAL);
    const title = 8 + journal.readUInt32LE(0);
    const found: unknown[] = [];

    for (let at = title; at <= journal.length; at += 1) {
      const disk = createFragileDisk(new Map([...whole.files, [JOURNAL, journal.subarray(0, at)]]));
      const store = await openOn(disk);
      const before = Number((await store.get(NOTES, 'number'))?.value ?? 0);
      await store.commit(note('number', before + 1));
      const again = createFragileDisk(disk.files);
      expect(await numberOn(again)).toBe(before + 1);
      found.push(before);
    }

    expect(new Set(found)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
    expect(found).toEqual([...found].sort());
  });

  it('is told about, because nobody likes bytes to go without a word', async () => {
    const disk = await killedAfter(2);
    const whole = bytesOf(disk, JOURNAL);
    let last = { at: 0, end: 0 };
    readFrames(whole, 0, (frame) => {
      last = frame;
    });
    disk.files.set(JOURNAL, whole.subarray(0, last.end - 3));
    const left = last.end - 3 - last.at;
    const said: string[] = [];
    const quiet = () => undefined;
    const log = {
      debug: quiet,
      info: quiet,
      error: quiet,
      warn: (line: string) => said.push(line),
    };

    await openIn('/data', { files: disk.port, log });

    expect(said).toEqual([expect.stringMatching(/journal\.1\.log.*never acknowledged/)]);
    expect(said[0]).toContain(`its ${left} bytes`);
  });
});

describe('a journal with place that was reserved', () => {
  /** A disk as a killed bot leaves it, with zeros after its last write. */
  async function withPlace(): Promise<{ disk: FragileDisk; end: number }> {
    const disk = createFragileDisk();
    const store = await openIn('/data', { files: disk.port, reserve: 500 });
    for (let number = 1; number <= 6; number += 1) await store.commit(note('number', number));
    const left = createFragileDisk(disk.files);
    const journal = bytesOf(left, JOURNAL);
    const end = journal.lastIndexOf(']') + 1;
    expect(journal.length).toBeGreaterThan(end + 100);
    return { disk: left, end };
  }

  it('goes on where its last write ends, without a word, and is as it was for a repair', async () => {
    const { disk, end } = await withPlace();
    const said: string[] = [];
    const warn = (line: string) => said.push(line);
    const quiet = () => undefined;
    const log = { debug: quiet, info: quiet, error: quiet, warn };
    expect(await repairStore('/data', { files: disk.port })).toEqual({ losses: [], cutOff: 0 });

    const store = await openIn('/data', { files: disk.port, log });
    expect(bytesOf(disk, JOURNAL)).toHaveLength(end);
    await store.commit(note('number', 7));

    expect(said).toEqual([]);
    expect(await numberOn(createFragileDisk(disk.files))).toBe(7);
  });

  it('is refused where something in it is damaged, and cut off where it is the last write', async () => {
    const { disk, end } = await withPlace();
    const changed = (at: number): FragileDisk => {
      const journal = Buffer.from(bytesOf(disk, JOURNAL));
      journal[at] = (journal[at] ?? 0) ^ 1;
      return createFragileDisk(new Map([...disk.files, [JOURNAL, journal]]));
    };

    await expect(numberOn(changed(end - 200))).rejects.toMatchObject({ code: 'store.damaged' });
    expect(await numberOn(changed(end - 4))).toBe(5);
    expect(await numberOn(changed(end + 4))).toBe(6);
  });

  it('leaves none of it behind when the bot is stopped', async () => {
    const { disk } = await withPlace();
    const store = await openIn('/data', { files: disk.port, reserve: 500 });
    for (let number = 7; number <= 9; number += 1) await store.commit(note('number', number));
    await store.close();

    const journals = [...disk.files].filter(([name]) => name.startsWith('journal.'));
    expect(journals.map(([, bytes]) => bytes.at(-1))).toEqual([']'.charCodeAt(0)]);
  });

  it('is not needed: where the disk has no room for it, everything is kept all the same', async () => {
    const disk = createFragileDisk();
    const store = await openIn('/data', { files: disk.port, reserve: 300 });
    disk.fail({ call: 'reserve', nth: 2, code: 'ENOSPC' });
    for (let number = 1; number <= 20; number += 1) await store.commit(note('number', number));

    expect(await numberOn(createFragileDisk(disk.files))).toBe(20);
  });

  it('is no part of a backup, nor of a segment: zeros there are damage', async () => {
    const disk = createFragileDisk();
    const store = await openOn(disk);
    await store.session('wa').set(new Map([['key', Uint8Array.of(1, 2, 3)]]));
    await store.close();
    const name = [...disk.files.keys()].find((file) => file.startsWith('session.')) ?? '';
    disk.files.set(name, Buffer.alloc(bytesOf(disk, name).length));

    await expect(openOn(disk)).rejects.toMatchObject({ code: 'store.damaged' });
  });
});

describe('a journal with one wrong bit', () => {
  it('is refused with the place and the command that helps, or loses its last write only', async () => {
    const whole = await killedAfter(6);
    const journal = bytesOf(whole, JOURNAL);

    await fc.assert(
      fc.asyncProperty(fc.nat(journal.length * 8 - 1), async (bit) => {
        const changed = Buffer.from(journal);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const disk = createFragileDisk(new Map([...whole.files, [JOURNAL, changed]]));

        const number = await numberOn(disk).catch((error: KapwaError) => {
          expect(error.code).toBe('store.damaged');
          expect(error.message).toMatch(
            /journal\.1\.log .*byte \d+.*npx kapwa storage repair \/data/s,
          );
          return 'refused';
        });

        expect(['refused', 5]).toContain(number);
      }),
      { numRuns: 200 },
    );
  });

  it('is not touched by the refusal', async () => {
    const disk = await killedAfter(6);
    const journal = Buffer.from(bytesOf(disk, JOURNAL));
    journal[100] = (journal[100] ?? 0) ^ 1;
    disk.files.set(JOURNAL, journal);
    const before = new Map(disk.files);

    await expect(openOn(disk)).rejects.toMatchObject({ code: 'store.damaged' });

    expect(disk.files).toEqual(before);
  });

  it('can be repaired: all but that one write is there again, and what was wrong is kept', async () => {
    const folder = await temporaryFolder();
    const disk = await killedAfter(6);
    const journal = Buffer.from(bytesOf(disk, JOURNAL));
    journal[170] = (journal[170] ?? 0) ^ 1;
    for (const [name, bytes] of disk.files) await writeFile(join(folder, name), bytes);
    await writeFile(join(folder, JOURNAL), journal);

    const repair = await repairStore(folder);
    const store = await openIn(folder);

    expect(repair.losses).toEqual([{ file: JOURNAL, at: expect.any(Number), what: 'is damaged' }]);
    expect(await store.get(NOTES, 'number')).toMatchObject({ value: 6, version: 5 });
    expect(await readFile(join(repair.copies ?? '', JOURNAL))).toEqual(journal);
    await store.close();
    expect(await repairStore(folder)).toEqual({ losses: [], cutOff: 0 });
  });
});

describe('a state that cannot be read', () => {
  /** A disk with two states, the one before it, and what came after each. */
  async function withTwoStates(): Promise<FragileDisk> {
    const disk = createFragileDisk();
    const store = await openOn(disk, 400);
    for (let number = 1; number <= 60; number += 1) await store.commit(note('number', number));
    return createFragileDisk(disk.files);
  }

  it('is replaced by the one before it and everything since, and nothing is lost', async () => {
    const disk = await withTwoStates();
    const state = Buffer.from(bytesOf(disk, 'state.json'));
    state[60] = (state[60] ?? 0) ^ 1;
    disk.files.set('state.json', state);

    expect(await numberOn(disk)).toBe(60);
    expect(await numberOn(disk)).toBe(60);
  });

  it('of an early version is not quoted where it is refused: it is about people', async () => {
    const disk = createFragileDisk();
    disk.files.set('state.json', Buffer.from('{"version":1,"records":[{"name": Zuri Kanari}]}'));

    const error: unknown = await openOn(disk).catch((problem) => problem);

    expect(error).toMatchObject({ code: 'store.damaged' });
    expect(inspect(error)).not.toContain('Zuri');
  });

  it('is replaced where it is missing altogether', async () => {
    const disk = await withTwoStates();
    disk.files.delete('state.json');

    expect(await numberOn(disk)).toBe(60);
  });

  it('is refused where a journal since then is missing, too', async () => {
    const disk = await withTwoStates();
    disk.files.delete('state.json');
    const journals = [...disk.files.keys()].filter((name) => name.startsWith('journal.'));
    disk.files.delete(journals.sort()[0] ?? '');

    await expect(openOn(disk)).rejects.toMatchObject({
      code: 'store.damaged',
      message: expect.stringContaining('is missing'),
    });
  });

  it.each([
    ['is empty', ''],
    ['holds something else', '{"hello": 1}'],
    ['is full of zeros', '\0'.repeat(100)],
  ])('is refused where there is no other and it %s, and left as it is', async (_, content) => {
    const folder = await temporaryFolder();
    const file = join(folder, 'state.json');
    await writeFile(file, content);

    await expect(openIn(folder)).rejects.toMatchObject({
      code: 'store.damaged',
      message: expect.stringMatching(/state\.json.*copy you kept/s),
    });
    expect(await readFile(file, 'utf8')).toBe(content);
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('can be repaired line by line where the one before it is damaged as well', async () => {
    const folder = await temporaryFolder();
    const store = await openIn(folder);
    for (const key of ['ana', 'baraka', 'grace']) await store.commit(note(key, `of ${key}`));
    await store.close();
    const path = (name: string): string => join(folder, name);
    const state = await readFile(path('state.json'));
    state[state.indexOf('"of baraka"')] = 0xff;
    for (const name of ['state.json', 'state.prev.json']) await writeFile(path(name), state);
    await expect(openIn(folder)).rejects.toMatchObject({
      code: 'store.damaged',
      message: expect.stringContaining('npx kapwa storage repair'),
    });

    const { losses, copies = '' } = await repairStore(folder);
    const again = await openIn(folder);
    const kept = (await again.list(NOTES, '')).map(({ value }) => value);

    expect(losses).toEqual([
      { file: 'state.json', at: 0, what: expect.stringContaining('may be other than it was') },
      { file: 'state.json', at: expect.any(Number), what: expect.stringContaining(NOTES) },
      { file: 'state.prev.json', at: 0, what: 'is damaged, too' },
    ]);
    expect(kept).toEqual(['of ana', 'of grace']);
    expect(await readFile(join(copies, 'state.prev.json'))).toEqual(state);
    await again.close();
    expect(await repairStore(folder)).toEqual({ losses: [], cutOff: 0 });
  });

  it('is read as far as it was written where it was cut off, when it is repaired', async () => {
    const folder = await temporaryFolder();
    const store = await openIn(folder);
    for (const key of ['ana', 'baraka', 'grace']) await store.commit(note(key, `of ${key}`));
    await store.close();
    const state = await readFile(join(folder, 'state.json'));
    const cut = state.subarray(0, state.indexOf('"of grace"'));
    for (const name of ['state.json', 'state.prev.json']) await writeFile(join(folder, name), cut);

    const { losses } = await repairStore(folder);
    const again = await openIn(folder);

    expect(losses.length).toBeGreaterThan(1);
    expect((await again.list(NOTES, '')).map(({ value }) => value)).toEqual([
      'of ana',
      'of baraka',
    ]);
    await again.close();
  });

  it('is refused when a newer Kapwa has written it, and no older one is taken in its place', async () => {
    const disk = await withTwoStates();
    const text = bytesOf(disk, 'state.prev.json').toString();
    const newer = `${text.split(',\n"sha256"')[0]}`.replace('"version":2', '"version":3');
    const { createHash } = await import('node:crypto');
    const sum = createHash('sha256').update(newer).digest('hex');
    disk.files.set('state.json', Buffer.from(`${newer},\n"sha256":"${sum}"\n}\n`));

    await expect(openOn(disk)).rejects.toMatchObject({
      code: 'store.unusable',
      message: expect.stringContaining('newer Kapwa'),
    });
  });
});

describe('a file of the ledger, the audit or a session', () => {
  it('is refused where a byte in it is wrong', async () => {
    const disk = createFragileDisk();
    const store = await openOn(disk);
    await store.session('wa').set(new Map([['key', Uint8Array.of(1, 2, 3)]]));
    await store.close();
    const name = [...disk.files.keys()].find((file) => file.startsWith('session.')) ?? '';
    const bytes = Buffer.from(bytesOf(disk, name));
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    disk.files.set(name, bytes);

    await expect(openOn(disk)).rejects.toMatchObject({
      code: 'store.damaged',
      message: expect.stringMatching(/session\..*\.seg is damaged at byte 0/),
    });
  });
});

describe('a record with a treacherous key', () => {
  it('neither keeps the bot from starting nor reaches into its objects', async () => {
    const folder = await temporaryFolder();
    const store = await openIn(folder);
    await store.commit(note('words', JSON.parse('{"__proto__": {"admin": true}, "ana": 1}')));
    await store.accept([entry('__proto__')], 0);
    await store.close();

    const again = await openIn(folder);
    const value = Object.assign({}, (await again.get(NOTES, 'words'))?.value) as object;

    expect(value).toEqual({ ana: 1 });
    expect('admin' in value).toBe(false);
    await again.close();
  });
});
