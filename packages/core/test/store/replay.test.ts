import { repairStore } from '@kapwa/core';
import { createFragileDisk, type FragileDisk } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { titleFrame } from '../../src/store/embedded/journal.js';
import { frameOf, readFrames } from '../../src/store/embedded/journal-frame.js';
import { NOTES, note, openIn, openOn } from './notes.js';

/** A disk as a bot leaves it that was killed after it had saved these numbers, one by one. */
async function killedAfter(count: number, snapshotAfter?: number): Promise<FragileDisk> {
  const disk = createFragileDisk();
  const store = await openOn(disk, snapshotAfter);
  for (let number = 1; number <= count; number += 1) await store.commit(note(`n${number}`, number));
  return createFragileDisk(disk.files);
}

/** The frames of a journal, each with its header. */
function framesOf(disk: FragileDisk, name = 'journal.1.log'): Buffer[] {
  const bytes = disk.files.get(name) ?? Buffer.alloc(0);
  const frames: Buffer[] = [];
  readFrames(bytes, 0, ({ at, end }) => void frames.push(bytes.subarray(at, end)));
  return frames;
}

function withJournal(disk: FragileDisk, frames: readonly Buffer[], number = 1): FragileDisk {
  const files = new Map([...disk.files, [`journal.${number}.log`, Buffer.concat(frames)] as const]);
  return createFragileDisk(files);
}

/** What a start says, or the numbers it finds. */
async function startOn(disk: FragileDisk): Promise<string | readonly unknown[]> {
  try {
    const store = await openOn(disk);
    const numbers = (await store.list(NOTES, '')).map(({ value }) => value);
    await store.close();
    return numbers;
  } catch (error) {
    expect(error).toMatchObject({ code: 'store.damaged' });
    return (error as Error).message.split('. Nothing was changed')[0] ?? '';
  }
}

/** What is there after a repair, and what it says is lost. */
async function repaired(disk: FragileDisk) {
  const { losses } = await repairStore('/data', { files: disk.port, now: () => 0 });
  return { losses, numbers: await startOn(disk) };
}

const lengthOf = (frames: readonly Buffer[]): number => Buffer.concat(frames).length;

describe('a journal out of which a whole write is gone', () => {
  it('is refused where it does not go on, and repaired without that write only', async () => {
    const disk = await killedAfter(4);
    const [title, one, , three, four] = framesOf(disk) as [Buffer, Buffer, Buffer, Buffer, Buffer];
    const gap = withJournal(disk, [title, one, three, four]);
    const at = lengthOf([title, one]);

    expect(await startOn(gap)).toBe(
      `/data/journal.1.log does not go on where it left off at byte ${at}`,
    );
    expect(await repaired(gap)).toEqual({
      losses: [{ file: 'journal.1.log', at, what: 'does not go on where it left off' }],
      numbers: [1, 3, 4],
    });
  });

  it('is refused as well where a write stands in it twice', async () => {
    const disk = await killedAfter(2);
    const [title, one, two] = framesOf(disk) as [Buffer, Buffer, Buffer];
    const twice = withJournal(disk, [title, one, one, two]);

    expect(await startOn(twice)).toBe(
      `/data/journal.1.log does not go on where it left off at byte ${lengthOf([title, one])}`,
    );
  });

  it.each([
    ['no JSON', '[2,'],
    ['no list', '{"2":2}'],
    ['nothing but a word', '"two"'],
  ])('is refused where what is whole by its checksum is %s', async (_, payload) => {
    const disk = await killedAfter(2);
    const [title, one, two] = framesOf(disk) as [Buffer, Buffer, Buffer];
    const odd = withJournal(disk, [title, one, frameOf(payload), two]);

    expect(await startOn(odd)).toBe(
      `/data/journal.1.log does not go on where it left off at byte ${lengthOf([title, one])}`,
    );
    expect((await repaired(odd)).numbers).toEqual([1, 2]);
  });
});

describe('a journal that is damaged in several places', () => {
  it('is repaired write by write: each place is named once, and what lies between is there', async () => {
    const disk = await killedAfter(7);
    const frames = framesOf(disk);
    const damaged = frames.map((frame, index) => {
      if (index !== 2 && index !== 5) return frame;
      const bytes = Buffer.from(frame);
      bytes[12] = (bytes[12] ?? 0) ^ 1;
      return bytes;
    });

    expect(await repaired(withJournal(disk, damaged))).toEqual({
      losses: [2, 5].map((index) => ({
        file: 'journal.1.log',
        at: lengthOf(frames.slice(0, index)),
        what: 'is damaged',
      })),
      numbers: [1, 3, 4, 6, 7],
    });
  });
});

describe('a journal that belongs to something else', () => {
  it('is refused where it is of another store, and so named by a repair', async () => {
    const disk = await killedAfter(2);
    const other = withJournal(disk, framesOf(await killedAfter(3)));

    expect(await startOn(other)).toBe(
      '/data/journal.1.log is the journal of another store at byte 0',
    );
    expect((await repaired(other)).losses).toEqual([
      { file: 'journal.1.log', at: 0, what: 'is the journal of another store' },
    ]);
  });

  it('is refused where it has the name of another journal', async () => {
    const disk = await killedAfter(2);
    const renamed = withJournal(disk, framesOf(disk), 2);

    expect(await startOn(renamed)).toBe(
      '/data/journal.2.log is the journal of another store at byte 0',
    );
  });

  it('is refused where it does not say whose it is', async () => {
    const disk = await killedAfter(1);

    expect(await startOn(withJournal(disk, [frameOf('[0]')]))).toBe(
      '/data/journal.1.log is the journal of another store at byte 0',
    );
  });
});

describe('journals of which one follows on the other', () => {
  /** The title of a journal of this store. */
  function titleOf(disk: FragileDisk, journal: number): Buffer {
    const [first] = framesOf(disk);
    const [, { store }] = JSON.parse(String(first?.subarray(8)));
    return titleFrame({ journal, store });
  }

  const write = (count: number, number: number): Buffer =>
    frameOf(JSON.stringify([count, { writes: note(`n${number}`, number).writes }]));

  /** A disk whose state was written before twelve journals, one write in each. */
  async function withTwelve(): Promise<FragileDisk> {
    const disk = await killedAfter(0);
    const files = new Map(disk.files);
    for (let number = 12; number >= 1; number -= 1) {
      const journal = Buffer.concat([titleOf(disk, number), write(1, number)]);
      // The last first: a folder lists its files in any order.
      files.delete(`journal.${number}.log`);
      files.set(`journal.${number}.log`, journal);
    }
    return createFragileDisk(files);
  }

  it('are read in the order of their numbers, however the folder lists them', async () => {
    const disk = await withTwelve();
    const put = (value: number) => frameOf(JSON.stringify([1, note('last', value)]));
    for (const number of [2, 9, 10, 11]) {
      disk.files.set(`journal.${number}.log`, Buffer.concat([titleOf(disk, number), put(number)]));
    }

    const store = await openOn(disk);

    expect(await store.get(NOTES, 'last')).toMatchObject({ value: 11, version: 4 });
    expect((await store.list(NOTES, 'n')).map(({ value }) => value)).toEqual([
      1, 12, 3, 4, 5, 6, 7, 8,
    ]);
  });

  it('are refused where one in between is missing, which a repair names', async () => {
    const disk = await withTwelve();
    disk.files.delete('journal.7.log');

    expect(await startOn(disk)).toBe('/data/journal.7.log is missing at byte 0');
    expect(await repaired(disk)).toEqual({
      losses: [{ file: 'journal.7.log', at: 0, what: 'is missing' }],
      numbers: [1, 10, 11, 12, 2, 3, 4, 5, 6, 8, 9],
    });
  });

  it('are refused where one was cut off and the bot has gone on in the next', async () => {
    const disk = await withTwelve();
    const whole = disk.files.get('journal.3.log') ?? Buffer.alloc(0);
    disk.files.set('journal.3.log', whole.subarray(0, -1));
    const at = titleOf(disk, 3).length;

    expect(await startOn(disk)).toBe(`/data/journal.3.log is cut off at byte ${at}`);
    expect((await repaired(disk)).losses).toEqual([
      { file: 'journal.3.log', at, what: 'is cut off' },
    ]);
  });

  it.each([0, 5])(
    'are refused where one has not even its first write whole, and the next goes on: %i bytes',
    async (left) => {
      const disk = await withTwelve();
      const whole = disk.files.get('journal.3.log') ?? Buffer.alloc(0);
      disk.files.set('journal.3.log', whole.subarray(0, left));

      expect(await startOn(disk)).toBe('/data/journal.3.log is cut off at byte 0');
    },
  );

  it('are read where the power went while the last one was begun', async () => {
    const whole = await withTwelve();
    for (const left of [0, 1, 8, titleOf(whole, 12).length - 1, titleOf(whole, 12).length]) {
      const disk = createFragileDisk(whole.files);
      disk.files.set('journal.12.log', titleOf(disk, 12).subarray(0, left));

      const store = await openOn(disk);
      await store.commit(note('n13', 13));
      const numbers = (await store.list(NOTES, '')).map(({ value }) => value);

      expect(numbers).toEqual([1, 10, 11, 13, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(await startOn(createFragileDisk(disk.files))).toEqual(numbers);
    }
  });

  it('are read where the last write before the last one was cut off', async () => {
    const disk = await withTwelve();
    const whole = disk.files.get('journal.11.log') ?? Buffer.alloc(0);
    disk.files.set('journal.11.log', whole.subarray(0, -1));
    disk.files.set('journal.12.log', titleOf(disk, 12));

    expect(await startOn(disk)).toEqual([1, 10, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('are refused where the first has nothing in it: a state counts on it', async () => {
    const disk = await killedAfter(2);

    expect(await startOn(withJournal(disk, []))).toBe('/data/journal.1.log is cut off at byte 0');
  });
});

describe('a folder with a journal and no state', () => {
  it('is new where nothing but an interrupted first start has left it', async () => {
    const [title] = framesOf(await killedAfter(2));
    for (const left of [0, 3, title?.length ?? 0]) {
      const files = new Map([['journal.1.log', title?.subarray(0, left) ?? Buffer.alloc(0)]]);
      const store = await openIn('/data', { files: createFragileDisk(files).port });

      expect(await store.list(NOTES, '')).toEqual([]);
    }
  });

  it.each([
    ['something was written', (frames: Buffer[]) => frames],
    [
      'something is damaged',
      ([title, ...rest]: Buffer[]) => [
        Buffer.from(String(title).replace('store', 'STORE')),
        ...rest.slice(-1),
      ],
    ],
  ])('is refused where %s, and left as it is', async (_, change) => {
    const frames = change(framesOf(await killedAfter(2)));
    const disk = createFragileDisk(new Map([['journal.1.log', Buffer.concat(frames)]]));
    const before = new Map(disk.files);

    expect(await startOn(disk)).toMatch(/state\.json is missing.*kapwa restore FILE/);
    expect(disk.files).toEqual(before);
  });
});
