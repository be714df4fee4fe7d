import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { beginJournal, journalNumber, titleFrame } from '../../src/store/embedded/journal.js';
import { answerOf, openedAs, SlowFile, settled, slowJournal } from './slow-journal.js';

describe('changes that are written down', () => {
  it('are one group, where they came in this turn of the event loop or in the next one', async () => {
    const { file, journal } = slowJournal();
    void journal.add('"ana joins"');
    void journal.add('"ben joins"');
    await new Promise((next) => setImmediate(next));
    void journal.add('"ana is welcomed"');

    await settled();

    expect(file.groups()).toEqual([[1, 'ana joins', 'ben joins', 'ana is welcomed']]);
    expect(file.syncs).toHaveLength(1);
  });

  it('are acknowledged when their group is on the disk, not before', async () => {
    const { file, journal, told } = slowJournal();
    const answer = answerOf(journal.add('"ana joins"'));
    await settled();
    expect([answer.now, told]).toEqual(['not yet', []]);

    file.syncs[0]?.resolve();
    await settled();

    expect([answer.now, told]).toEqual(['committed', ['synced']]);
  });

  it('go into the next group while one is being written, and wait for that one', async () => {
    const { file, journal, told } = slowJournal();
    const first = answerOf(journal.add('"ana joins"'));
    await settled();
    const second = answerOf(journal.add('"ben joins"'));
    const third = answerOf(journal.add('"chipo joins"'));
    await settled();
    expect(file.groups()).toEqual([[1, 'ana joins']]);

    file.syncs[0]?.resolve();
    await settled();
    expect([first.now, second.now, third.now]).toEqual(['committed', 'not yet', 'not yet']);
    expect(file.groups()).toEqual([
      [1, 'ana joins'],
      [2, 'ben joins', 'chipo joins'],
    ]);
    file.syncs[1]?.resolve();
    await settled();

    expect([second.now, third.now]).toEqual(['committed', 'committed']);
    expect(told).toEqual(['synced', 'synced']);
  });

  it('may say what they are when they are written, and keep their place', async () => {
    const { file, journal } = slowJournal();
    let joining = 'nobody joins';
    void journal.add('"first"');
    void journal.add(() => JSON.stringify(joining));
    void journal.add('"last"');
    joining = 'ana joins';

    await settled();

    expect(file.groups()).toEqual([[1, 'first', 'ana joins', 'last']]);
  });

  it('are counted, group by group and byte by byte', async () => {
    const { file, journal } = slowJournal();
    void journal.add('"ana joins"');
    await settled();

    const { number, frames, bytes } = journal.current();

    expect([number, frames]).toEqual([1, 2]);
    expect(bytes).toBe(100 + (file.written[0]?.length ?? 0));
  });

  it('can be waited for without adding one, as long as any is not on the disk', async () => {
    const { file, journal } = slowJournal();
    expect(journal.pending()).toBeUndefined();
    void journal.add('"ana joins"');
    const first = answerOf(journal.pending() ?? Promise.resolve('nothing'));
    await settled();
    const same = answerOf(journal.pending() ?? Promise.resolve('nothing'));
    void journal.add('"ben joins"');
    const second = answerOf(journal.pending() ?? Promise.resolve('nothing'));

    file.syncs[0]?.resolve();
    await settled();
    expect([first.now, same.now, second.now]).toEqual(['committed', 'committed', 'not yet']);
    file.syncs[1]?.resolve();
    await settled();

    expect(second.now).toBe('committed');
    expect(journal.pending()).toBeUndefined();
  });
});

describe('a journal that goes on in another file', () => {
  it('does so at once where nothing is being written, and closes the old one', async () => {
    const { file, journal } = slowJournal();
    const next = openedAs(2, new SlowFile());

    expect(await journal.rotate(next, () => 'the state now')).toBe('the state now');

    expect(journal.current()).toBe(next);
    expect(file.closed).toBe(true);
    expect(file.written).toEqual([]);
  });

  it('asks for the state between what goes to the old one and what goes to the new one', async () => {
    const { file, journal } = slowJournal();
    const later = new SlowFile();
    const members: string[] = [];
    const join = (name: string) => {
      members.push(name);
      return answerOf(journal.add(JSON.stringify(name)));
    };
    join('ana');
    await settled();
    join('ben');
    const state = answerOf(journal.rotate(openedAs(2, later), () => [...members]));
    const last = join('chipo');
    await settled();
    expect(state.now).toBe('not yet');

    file.syncs[0]?.resolve();
    await settled();
    join('dina');
    expect(state.now).toEqual(['ana', 'ben', 'chipo']);
    expect(file.groups()).toEqual([
      [1, 'ana'],
      [2, 'ben', 'chipo'],
    ]);
    expect([file.closed, last.now]).toEqual([false, 'not yet']);
    file.syncs[1]?.resolve();
    await settled();

    expect([file.closed, last.now]).toEqual([true, 'committed']);
    expect(later.groups()).toEqual([[1, 'dina']]);
  });

  it('does so when what is being written is on the disk, where nothing else came', async () => {
    const { file, journal } = slowJournal();
    void journal.add('"ana joins"');
    await settled();
    const next = openedAs(2, new SlowFile());
    const cut = answerOf(journal.rotate(next, () => 'the state now'));
    await settled();
    expect([cut.now, journal.current().number]).toEqual(['not yet', 1]);

    file.syncs[0]?.resolve();
    await settled();

    expect([cut.now, journal.current().number, file.closed]).toEqual(['the state now', 2, true]);
  });

  it('has every change once, in order and acknowledged, whenever it turns over', async () => {
    const steps = fc.array(fc.constantFrom('add', 'add', 'turn', 'sync', 'rotate'), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (wanted) => {
        const { file, journal } = slowJournal();
        const files = [file];
        const cuts: number[] = [];
        const answers: { now: unknown }[] = [];
        let rotating: Promise<void> | undefined;
        const rotate = (): void => {
          const next = new SlowFile();
          files.push(next);
          rotating = journal
            .rotate(openedAs(files.length, next), () => void cuts.push(answers.length))
            .then(() => {
              rotating = undefined;
            });
        };
        const syncAll = async (): Promise<void> => {
          for (const one of files) for (const sync of one.syncs) sync.resolve();
          await settled();
        };
        for (const step of wanted) {
          if (step === 'add') answers.push(answerOf(journal.add(String(answers.length))));
          else if (step === 'turn') await settled();
          else if (step === 'sync') await syncAll();
          else if (rotating === undefined) rotate();
        }
        for (let more = 0; more < 4; more += 1) await syncAll();

        const changes = files.map((one) => one.groups().flatMap((group) => (group as []).slice(1)));
        expect(changes.flat()).toEqual(answers.map((_, index) => index));
        expect(answers.every(({ now }) => now === 'committed')).toBe(true);
        const ends = changes.map((_, index) => changes.slice(0, index + 1).flat().length);
        expect(ends.slice(0, -1)).toEqual(cuts);
        expect(files.map(({ closed }) => closed)).toEqual(files.map((one) => one !== files.at(-1)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('place for what is to come', () => {
  /** Writes that many changes of 43 bytes with their frames, one by one. */
  async function write(count: number, { file, journal }: ReturnType<typeof slowJournal>) {
    for (let written = 0; written < count; written += 1) {
      const from = journal.current().bytes;
      void journal.add('"twenty letters, 22 b"');
      await settled();
      for (const sync of file.syncs) sync.resolve();
      await settled();
      expect(journal.current().bytes - from).toBe(43);
    }
  }

  it('is reserved before a write that would go beyond it, once as much has been written', async () => {
    const slow = slowJournal(200);
    await write(10, slow);

    // It began with 100 bytes: 229 after three writes, and there is place up to 429.
    expect(slow.file.reserved).toEqual([
      { after: 3, bytes: 200 },
      { after: 7, bytes: 200 },
    ]);
  });

  it('is not reserved in a journal that stays small, nor where nobody wants it', async () => {
    const [small, unwanted] = [slowJournal(600), slowJournal(0)];
    await write(10, small);
    await write(10, unwanted);

    expect([...small.file.reserved, ...unwanted.file.reserved]).toEqual([]);
  });

  it('is reserved anew in the journal after it, once that has grown', async () => {
    const slow = slowJournal(150);
    await write(2, slow);
    const next = new SlowFile();
    await slow.journal.rotate(openedAs(2, next), () => 'the state now');
    const later = { ...slow, file: next };
    await write(2, later);
    expect([slow.file.reserved.length, next.reserved]).toEqual([0, []]);
    await write(1, later);

    expect(next.reserved).toEqual([{ after: 2, bytes: 150 }]);
  });

  it('is gone without where there is no room for it, and not asked for again in that journal', async () => {
    const slow = slowJournal(150);
    slow.file.hasPlace = false;
    await write(8, slow);

    expect(slow.file.reserved).toEqual([{ after: 2, bytes: 150 }]);
    expect(slow.told).toEqual(Array(8).fill('synced'));
    expect(slow.file.groups()).toHaveLength(8);
  });
});

describe('a journal whose disk fails', () => {
  const STOPPED = 'rejected: The store has stopped.';

  it.each(['append', 'sync'])(
    'says so to everybody who waits, and writes nothing more: at %s',
    async (call) => {
      const { file, journal, told } = slowJournal();
      const before = answerOf(journal.add('"ana joins"'));
      await settled();
      if (call === 'append') {
        file.full = true;
        file.syncs[0]?.resolve();
        await settled();
      }
      const gathers = answerOf(journal.add('"ben joins"'));
      const turns = answerOf(journal.rotate(openedAs(2, new SlowFile()), () => 'the state now'));
      if (call === 'sync') file.syncs[0]?.reject(new Error('The disk is broken.'));
      await settled();

      const isFull = call === 'append';
      expect([before.now, gathers.now]).toEqual([isFull ? 'committed' : STOPPED, STOPPED]);
      // A state that was cut already is never counted on: the change before it did not come to the disk.
      expect(turns.now).toBe(isFull ? 'the state now' : STOPPED);
      expect(told).toEqual(
        isFull ? ['synced', 'Error: The disk is full.'] : ['Error: The disk is broken.'],
      );
      expect(file.groups()).toEqual([[1, 'ana joins']]);
      expect([file.closed, journal.current().number]).toEqual([false, 1]);
    },
  );

  it('brings nothing down that nobody waits for', async () => {
    const unheard: unknown[] = [];
    const hear = (cause: unknown): void => void unheard.push(cause);
    process.on('unhandledRejection', hear);
    onTestFinished(() => void process.off('unhandledRejection', hear));
    const { file, journal, told } = slowJournal();
    void journal.add('"ana joins"');
    await settled();

    file.syncs[0]?.reject(new Error('The disk is broken.'));
    await settled();

    expect(told).toEqual(['Error: The disk is broken.']);
    expect(unheard).toEqual([]);
  });
});

describe('a journal that begins', () => {
  it('is there through a power cut before anything counts on it, and says what it is', async () => {
    const file = new SlowFile();
    const steps: string[] = [];
    const files = {
      open: async (path: string, keep: number) => {
        steps.push(`open ${path} ${keep}`);
        return file;
      },
      syncFolder: async (folder: string) => void steps.push(`sync ${folder}`),
    };
    const title = { journal: 7, store: 'kapwa-1' };
    const begun = answerOf(beginJournal(files as never, '/data', title));
    await settled();
    expect([begun.now, steps]).toEqual(['not yet', ['open /data/journal.7.log 0']]);

    file.syncs[0]?.resolve();
    await settled();

    const frame = titleFrame(title);
    expect(begun.now).toEqual({ number: 7, file, frames: 1, bytes: frame.length });
    expect(steps).toEqual(['open /data/journal.7.log 0', 'sync /data']);
    expect(file.groups()).toEqual([[0, title]]);
  });

  it.each([
    ['journal.1.log', 1],
    ['journal.4711.log', 4711],
    ['journal.log', undefined],
    ['journal.1.log.new', undefined],
    ['old-journal.1.log', undefined],
    ['journal.one.log', undefined],
    ['journal-1-log', undefined],
  ])('is known by its name: %s', (name, number) => {
    expect(journalNumber(name)).toBe(number);
  });
});
