import { KapwaError } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { startWhenFree } from '../../src/server/start-when-free.js';

/** A bot whose database is free at the `free`th try, and how long was waited for it. */
function taken(
  free: number,
  error = new KapwaError('store.in-use', 'Another kit works on it.'),
  standsBy = false,
) {
  const notes: string[] = [];
  let tries = 0;
  let waited = 0;
  const start = async (): Promise<string> => {
    tries += 1;
    if (tries < free) throw error;
    return 'started';
  };
  const wait = async (ms: number): Promise<void> => {
    waited += ms;
  };
  const started = startWhenFree(start, {
    standsBy,
    note: (line) => void notes.push(line),
    wait,
  });
  return { started, notes, waited: () => waited, tries: () => tries };
}

describe('a bot on a database that another one has', () => {
  it('starts once that one has ended, and says once that it waits', async () => {
    const { started, notes, waited } = taken(4);

    expect(await started).toBe('started');
    expect(notes).toEqual([expect.stringContaining('waiting for it to end')]);
    expect(waited()).toBe(15_000);
  });

  it('gives up when that one goes on for longer than a lease lasts', async () => {
    const { started, waited } = taken(Number.POSITIVE_INFINITY);

    await expect(started).rejects.toMatchObject({ code: 'store.in-use' });
    expect(waited()).toBe(2 * 60_000);
  });

  it('waits on when another one is faster while it starts', async () => {
    const faster = new KapwaError('store.taken-over', 'Another kit works on this store now.');
    const { started, notes } = taken(3, faster);

    expect(await started).toBe('started');
    expect(notes).toEqual([expect.stringContaining('waiting for it to end')]);
  });

  it('waits for as long as it takes where it stands by', async () => {
    const inUse = new KapwaError('store.in-use', 'Another kit works on it.');
    const { started, notes } = taken(1_000, inUse, true);

    expect(await started).toBe('started');
    expect(notes).toEqual([expect.stringContaining('takes over when that ends')]);
  });

  it('waits for a database that goes away meanwhile, too, and says so once', async () => {
    const inUse = new KapwaError('store.in-use', 'Another kit works on it.');
    const away = new KapwaError('store.unusable', 'No server answers there.');
    const errors = [inUse, inUse, away, away, inUse];
    const notes: string[] = [];
    const start = async (): Promise<string> => {
      const error = errors.shift();
      if (error !== undefined) throw error;
      return 'started';
    };
    const note = (line: string) => void notes.push(line);

    const started = await startWhenFree(start, { standsBy: true, note, wait: async () => {} });

    expect(started).toBe('started');
    expect(notes).toEqual([
      expect.stringContaining('takes over when that ends'),
      expect.stringContaining('No server answers there.'),
      expect.stringContaining('takes over when that ends'),
    ]);
  });

  it('waits for nothing else that is wrong', async () => {
    const { started, notes, tries } = taken(2, new KapwaError('store.unusable', 'No server.'));

    await expect(started).rejects.toMatchObject({ code: 'store.unusable' });
    expect(tries()).toBe(1);
    expect(notes).toEqual([]);
  });
});
