import { slotAfter } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { slotsUpTo } from '../../src/schedules/slots.js';

const at = (iso: string): number => Date.parse(iso);
const said = (time: number | undefined): string =>
  time === undefined ? 'never' : new Date(time).toISOString();

/** The slots of a pattern after one moment, up to another. */
function slotsBetween(pattern: string, timeZone: string, from: string, until: string): string[] {
  const slots: string[] = [];
  let slot = slotAfter(pattern, timeZone, at(from));
  while (slot !== undefined && slot <= at(until)) {
    slots.push(said(slot));
    slot = slotAfter(pattern, timeZone, slot);
  }
  return slots;
}

describe('the slots of a schedule', () => {
  it('are at the time of day of their time zone', () => {
    expect(said(slotAfter('0 9 * * 1', 'Africa/Nairobi', at('2027-03-01T08:00Z')))).toBe(
      '2027-03-08T06:00:00.000Z',
    );
    expect(said(slotAfter('0 9 * * 1', 'Asia/Kathmandu', at('2027-03-01T08:00Z')))).toBe(
      '2027-03-08T03:15:00.000Z',
    );
  });

  it('come after the moment, never at it', () => {
    const slot = slotAfter('0 9 * * *', 'UTC', at('2027-03-01T08:00Z')) ?? 0;

    expect(said(slotAfter('0 9 * * *', 'UTC', slot))).toBe('2027-03-02T09:00:00.000Z');
  });

  it.each([
    ['forward', '2027-03-27T12:00Z', '2027-03-30T12:00Z'],
    ['back', '2027-10-30T12:00Z', '2027-11-02T12:00Z'],
  ])('keep the time on the wall over a change of the clock: %s', (_, from, until) => {
    const slots = slotsBetween('0 9 * * *', 'Europe/Paris', from, until);

    const onTheWall = slots.map((slot) =>
      new Date(slot).toLocaleTimeString('en-GB', { timeZone: 'Europe/Paris' }),
    );
    expect(onTheWall).toEqual(['09:00:00', '09:00:00', '09:00:00']);
  });

  it.each([
    ['the hour that is left out', '30 2 * * *', '2027-03-27T12:00Z', '2027-03-30T12:00Z'],
    ['the hour that comes twice', '30 2 * * *', '2027-10-30T12:00Z', '2027-11-02T12:00Z'],
  ])('come once a day also in %s', (_, pattern, from, until) => {
    const slots = slotsBetween(pattern, 'Europe/Paris', from, until);

    const days = slots.map((slot) =>
      new Date(slot).toLocaleDateString('en-CA', { timeZone: 'Europe/Paris' }),
    );
    expect(new Set(days).size).toBe(3);
    expect(slots).toHaveLength(3);
  });

  it('end where a pattern names a day that never comes', () => {
    expect(slotAfter('0 9 30 2 *', 'UTC', at('2027-03-01T08:00Z'))).toBeUndefined();
  });

  it.each(['9 o clock', '', '99 9 * * *'])(
    'are refused for what is no pattern: "%s"',
    (pattern) => {
      expect(() => slotAfter(pattern, 'UTC', 0)).toThrow(
        expect.objectContaining({
          code: 'config.invalid',
          message: expect.stringMatching(/is not a schedule: .*five fields/s),
          cause: expect.any(Error),
        }),
      );
    },
  );

  it('are the same wherever the machine stands on which the bot runs', () => {
    const home = process.env.TZ;
    onTestFinished(() => {
      if (home === undefined) delete process.env.TZ;
      else process.env.TZ = home;
    });
    process.env.TZ = 'Pacific/Auckland';

    expect(said(slotAfter('0 9,21 * * *', 'Africa/Nairobi', at('2027-03-01T08:00Z')))).toBe(
      '2027-03-01T18:00:00.000Z',
    );
  });
});

describe('the slots of a night in which the clock is changed', () => {
  it.each([
    // In Cairo the clock goes from 24:00 to 01:00 on the last Friday of April.
    ['Africa/Cairo', '30 0 * * *', '2027-04-29T12:00Z', ['2027-04-29T22:00', '2027-04-30T21:30']],
    ['Africa/Cairo', '0 1 * * *', '2027-04-29T12:00Z', ['2027-04-29T22:00', '2027-04-30T22:00']],
    [
      'America/New_York',
      '30 2 * * *',
      '2027-03-14T00:00Z',
      ['2027-03-14T07:00', '2027-03-15T06:30'],
    ],
    ['Europe/Madrid', '30 2 * * *', '2027-03-27T12:00Z', ['2027-03-28T01:00', '2027-03-29T00:30']],
    [
      'Australia/Lord_Howe',
      '15 2 * * *',
      '2027-10-02T12:00Z',
      ['2027-10-02T15:30', '2027-10-03T15:15'],
    ],
    ['Asia/Manila', '30 2 * * *', '2027-03-27T12:00Z', ['2027-03-27T18:30', '2027-03-28T18:30']],
  ])('come right after the hour that is left out: %s, %s', (timeZone, pattern, from, expected) => {
    const until = new Date(at(from) + 2 * 86_400_000).toISOString();

    expect(slotsBetween(pattern, timeZone, from, until).slice(0, 2)).toEqual(
      expected.map((time) => `${time}:00.000Z`),
    );
  });

  it.each([
    ['Africa/Cairo', '30 23 * * *', '2027-10-28T12:00Z', '2027-10-28T20:30'],
    ['America/New_York', '30 1 * * *', '2027-11-07T00:00Z', '2027-11-07T05:30'],
    ['Europe/Madrid', '30 2 * * *', '2027-10-30T12:00Z', '2027-10-31T00:30'],
  ])('come the first time only in the hour that comes twice: %s', (zone, pattern, from, first) => {
    const [one, other] = slotsBetween(pattern, zone, from, '2027-11-10T00:00Z');

    expect(one).toBe(`${first}:00.000Z`);
    expect(at(other ?? '') - at(one ?? '')).toBe(25 * 3_600_000);
  });

  it('are one where several lie in the hour that is left out', () => {
    expect(
      slotsBetween('*/15 2 * * *', 'Europe/Madrid', '2027-03-27T12:00Z', '2027-03-28T12:00Z'),
    ).toEqual(['2027-03-28T01:00:00.000Z']);
  });

  it('come once for each time on the wall, whatever the zone and the season', () => {
    const zones = fc.constantFrom(
      'Africa/Cairo',
      'America/New_York',
      'Europe/Madrid',
      'Asia/Manila',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'America/Santiago',
    );
    const days = fc.integer({ min: 0, max: 1_100 });
    const times = fc.record({ hour: fc.nat(23), minute: fc.nat(59) });
    fc.assert(
      fc.property(zones, days, times, (timeZone, day, { hour, minute }) => {
        const from = at('2026-01-01T00:00Z') + day * 86_400_000;
        const until = from + 5 * 86_400_000;
        const slots = slotsBetween(
          `${minute} ${hour} * * *`,
          timeZone,
          new Date(from).toISOString(),
          new Date(until).toISOString(),
        );

        const dates = slots.map((slot) =>
          new Date(slot).toLocaleDateString('en-CA', { timeZone, timeZoneName: undefined }),
        );
        expect(new Set(dates).size).toBe(slots.length);
        expect(slots.length).toBeGreaterThanOrEqual(4);
        expect(slots.length).toBeLessThanOrEqual(6);
      }),
      { numRuns: 60 },
    );
  });

  it('are the same ones from whatever moment on they are looked for', () => {
    const nights = fc.constantFrom(
      ['Europe/Madrid', '2027-10-30T12:00Z'],
      ['Europe/Madrid', '2027-03-27T12:00Z'],
      ['Africa/Cairo', '2027-10-28T06:00Z'],
      ['Australia/Lord_Howe', '2027-04-03T06:00Z'],
    );
    const patterns = fc.constantFrom('*/20 1,2 * * *', '30 2 * * *', '7 * * * *', '30 23 * * *');
    fc.assert(
      fc.property(nights, patterns, fc.nat(1_440), fc.nat(5), (night, pattern, minutes, most) => {
        const [timeZone = '', from = ''] = night;
        const until = new Date(at(from) + 2 * 86_400_000).toISOString();
        const all = slotsBetween(pattern, timeZone, from, until);
        const moment = at(from) + minutes * 60_000;
        const later = all.filter((slot) => at(slot) > moment);

        const stretch = { from: moment, until: at(until) };
        const found = (count: number) =>
          slotsUpTo(pattern, timeZone, { ...stretch, most: count }).map(said);
        expect(found(1_000)).toEqual(later);
        expect(found(most + 1)).toEqual(later.slice(-most - 1));
        // Another way of writing it, which was never asked for before.
        expect(said(slotAfter(`${pattern} `, timeZone, moment))).toBe(later[0]);
      }),
      { numRuns: 100 },
    );
  });

  it('give the same answer whatever was asked before', () => {
    const asked = fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(asked, (minutes) => {
        for (const minute of minutes) {
          const moment = at('2027-10-29T00:00Z') + minute * 60_000;
          const slot = slotAfter('*/20 1,2 * * *', 'Europe/Madrid', moment);

          expect(slot).toBe(slotAfter('*/20 1,2 * * * ', 'Europe/Madrid', moment));
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('the last slots before a moment', () => {
  const day = (from: string, until: string, most: number, pattern = '0 9 * * *') =>
    slotsUpTo(pattern, 'UTC', { from: at(from), until: at(until), most }).map(said);

  it('are as many as are wanted, the latest of them, in order', () => {
    expect(day('2027-03-01T00:00Z', '2027-03-05T00:00Z', 2)).toEqual([
      '2027-03-03T09:00:00.000Z',
      '2027-03-04T09:00:00.000Z',
    ]);
    expect(day('2027-03-01T00:00Z', '2027-03-05T00:00Z', 9)).toHaveLength(4);
    expect(day('2027-03-01T00:00Z', '2027-03-05T00:00Z', 1)).toEqual(['2027-03-04T09:00:00.000Z']);
  });

  it('have the moment itself among them, and not the one they begin after', () => {
    expect(day('2027-03-01T09:00Z', '2027-03-02T09:00Z', 9)).toEqual(['2027-03-02T09:00:00.000Z']);
    expect(day('2027-03-01T09:00Z', '2027-03-02T08:59:59.999Z', 9)).toEqual([]);
    expect(day('2027-03-01T08:59:59.999Z', '2027-03-01T09:00Z', 9)).toHaveLength(1);
  });

  it('are none where there is no time between, or none of the pattern', () => {
    expect(day('2027-03-02T09:00Z', '2027-03-02T09:00Z', 9)).toEqual([]);
    expect(day('2027-03-03T09:00Z', '2027-03-01T09:00Z', 9)).toEqual([]);
    expect(day('2027-03-01T00:00Z', '2028-03-01T00:00Z', 9, '0 9 30 2 *')).toEqual([]);
  });

  it('are found at once where they come often, and where they come once in years', () => {
    const often = day('2017-03-01T00:00Z', '2027-03-01T00:00Z', 3, '* * * * *');
    const rarely = day('2017-03-01T00:00Z', '2027-03-01T00:00Z', 3, '0 9 29 2 *');

    expect(often.at(0)).toBe('2027-02-28T23:58:00.000Z');
    expect(often).toHaveLength(3);
    expect(rarely).toEqual(['2020-02-29T09:00:00.000Z', '2024-02-29T09:00:00.000Z']);
  });

  it('are the same as one after the other, whatever the pattern and the zone', () => {
    const asked = fc.record({
      pattern: fc.constantFrom('*/20 1,2 * * *', '0 9 * * 1', '30 2 * * *', '15 */5 * * *'),
      zone: fc.constantFrom('Europe/Madrid', 'Africa/Cairo', 'Australia/Lord_Howe', 'UTC'),
      from: fc.nat({ max: 400 }),
      hours: fc.nat({ max: 300 }),
      most: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(asked, ({ pattern, zone, from: days, hours, most }) => {
        const from = at('2027-01-01T00:00Z') + days * 86_400_000;
        const until = from + hours * 3_600_000;
        const iso = (moment: number): string => new Date(moment).toISOString();
        const all = slotsBetween(pattern, zone, iso(from), iso(until));

        expect(slotsUpTo(pattern, zone, { from, until, most }).map(said)).toEqual(all.slice(-most));
      }),
      { numRuns: 80 },
    );
  });
});

describe('many communities with schedules of their own', () => {
  it('each have theirs, also when there are more than can be kept ready', () => {
    const patternOf = (number: number): string => `${number % 60} ${Math.floor(number / 60)} * * *`;
    for (let round = 0; round < 2; round += 1) {
      for (let number = 0; number < 1_300; number += 1) {
        const wanted = at('2027-03-02T00:00Z') + number * 60_000;
        expect(slotAfter(patternOf(number), 'UTC', at('2027-03-01T23:59:59Z'))).toBe(wanted);
      }
    }
  });
});
