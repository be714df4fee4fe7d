import { Cron } from 'croner';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainPattern } from '../../src/schedules/plain-pattern.js';

const byCroner = (pattern: string, wall: number): number | undefined =>
  new Cron(pattern, { utcOffset: 0, paused: true }).nextRun(new Date(wall))?.getTime();

describe('a plain pattern', () => {
  it('comes when croner says that it comes', () => {
    const walls = fc.date({
      min: new Date('2020-01-01T00:00Z'),
      max: new Date('2060-01-01T00:00Z'),
      noInvalidDate: true,
    });
    const weekdays = fc.constantFrom('*', '0', '1', '2', '3', '4', '5', '6', '7');
    fc.assert(
      fc.property(...[fc.nat(59), fc.nat(23), weekdays, walls], (minute, hour, weekday, moment) => {
        const pattern = `${minute} ${hour} * * ${weekday}`;
        const wall = moment.getTime();

        expect(plainPattern(pattern)?.(wall)).toBe(byCroner(pattern, wall));
      }),
    );
  });

  it.each([
    ['to the very moment', '2027-03-01T08:20:00.000Z', '2027-03-02T08:20:00.000Z'],
    ['a moment before', '2027-03-01T08:19:59.999Z', '2027-03-01T08:20:00.000Z'],
    ['a moment after', '2027-03-01T08:20:00.001Z', '2027-03-02T08:20:00.000Z'],
  ])('comes after what the clock shows: %s', (_, shown, next) => {
    const wall = Date.parse(shown);

    expect(plainPattern('20 8 * * *')?.(wall)).toBe(Date.parse(next));
    expect(byCroner('20 8 * * *', wall)).toBe(Date.parse(next));
  });

  it.each([
    '60 8 * * *',
    '0 24 * * *',
    '0 9 * * 8',
    '0 9 1 * *',
    '*/5 * * * *',
    '0 9 * * 1,3',
    '0 9 * * 1#1',
    '0 9 * * MON',
    '0 0 9 * * *',
    '09 9 * * *',
  ])('is left to croner where it says anything else: %s', (pattern) => {
    expect(plainPattern(pattern)).toBeUndefined();
  });
});
