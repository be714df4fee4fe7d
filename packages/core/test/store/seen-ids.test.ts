import { describe, expect, it } from 'vitest';
import { createSeenIds } from '../../src/store/seen-ids.js';

const DAY = 86_400_000;
const MONDAY = 20_000;

/** What is kept, by day: how many ids. */
const kept = (seen: ReturnType<typeof createSeenIds>) =>
  seen.days().map(({ day, count }) => [day - MONDAY, count]);

describe('ids of events', () => {
  it('are kept by the day on which they came', () => {
    const seen = createSeenIds();
    for (const [id, day] of [
      ['a', 0],
      ['b', 0.9],
      ['c', 1],
      ['d', 3],
    ] as const) {
      seen.add(id, (MONDAY + day) * DAY);
    }

    expect(kept(seen)).toEqual([
      [0, 2],
      [1, 1],
      [3, 1],
    ]);
    expect(['a', 'b', 'c', 'd', 'e'].map(seen.has)).toEqual([true, true, true, true, false]);
  });

  it('are known for eight days after the day they came on, and go then, a whole day at a time', () => {
    const seen = createSeenIds();
    seen.add('monday', MONDAY * DAY);
    seen.add('tuesday', (MONDAY + 1) * DAY);

    seen.add('next', (MONDAY + 8) * DAY);
    expect(seen.has('monday')).toBe(true);
    seen.add('after', (MONDAY + 9) * DAY);

    expect(['monday', 'tuesday', 'next'].map(seen.has)).toEqual([false, true, true]);
    expect(kept(seen)).toEqual([
      [1, 1],
      [8, 1],
      [9, 1],
    ]);
  });

  it('do not look older than they are to a clock that was set back', () => {
    const seen = createSeenIds();
    seen.add('a', (MONDAY + 20) * DAY);
    seen.add('b', MONDAY * DAY);
    seen.add('c', (MONDAY + 22) * DAY);

    expect(kept(seen)).toEqual([
      [20, 2],
      [22, 1],
    ]);
    expect(['a', 'b', 'c'].map(seen.has)).toEqual([true, true, true]);
  });

  it('are the same after they were written down and read, in whatever order of days', () => {
    const seen = createSeenIds();
    for (let day = 0; day < 9; day += 1) {
      for (let index = 0; index < 100; index += 1)
        seen.add(`${day}/${index}`, (MONDAY + day) * DAY);
    }
    const again = createSeenIds(seen.key);
    for (const { day, bytes } of [...seen.days()].reverse()) again.load(day, bytes(0));

    expect([...kept(again)].sort()).toEqual([...kept(seen)].sort());
    expect(again.has('0/99') && again.has('8/0')).toBe(true);
    expect(again.has('9/0')).toBe(false);
  });

  it('are read from a file as far as it is whole', () => {
    const seen = createSeenIds();
    seen.add('a', MONDAY * DAY);
    seen.add('b', MONDAY * DAY);
    const [day] = seen.days();
    const again = createSeenIds(seen.key);
    again.load(MONDAY, day?.bytes(0).subarray(0, 15) ?? new Uint8Array());

    expect([again.has('a'), again.has('b')]).toEqual([true, false]);
  });

  it('mean nothing under another key', () => {
    const seen = createSeenIds();
    seen.add('a', MONDAY * DAY);
    const other = createSeenIds();
    for (const { day, bytes } of seen.days()) other.load(day, bytes(0));

    expect(other.key).not.toBe(seen.key);
    expect(other.has('a')).toBe(false);
  });
});
