import { describe, expect, it } from 'vitest';
import { type Duration, milliseconds, momentOf } from '../../src/community/duration.js';

describe('a span of time in words', () => {
  it.each<[Duration, number]>([
    ['1 second', 1_000],
    ['90 seconds', 90_000],
    ['1.5 hours', 5_400_000],
    ['2 days', 172_800_000],
    ['0 minutes', 0],
    ['1 week', 604_800_000],
  ])('%s is %i ms', (duration, expected) => {
    expect(milliseconds(duration)).toBe(expected);
  });

  it.each(['soon', '2 fortnights', '-1 days', ''])('cannot be "%s"', (duration) => {
    expect(() => milliseconds(duration as Duration)).toThrow(/write it like "2 days"/);
  });
});

describe('a moment', () => {
  it('is a number or a date with its offset', () => {
    expect(momentOf(1_000)).toBe(1_000);
    expect(momentOf('2027-03-02T09:00+03:00')).toBe(Date.UTC(2027, 2, 2, 6));
    expect(momentOf('2027-03-02T06:00Z')).toBe(Date.UTC(2027, 2, 2, 6));
  });

  it.each(['2027-03-02T09:00', 'tomorrow', ''])(
    'cannot be "%s", which means something else on every machine',
    (moment) => {
      expect(() => momentOf(moment)).toThrow(/with its offset/);
    },
  );
});
