import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterQuietHours, minuteOfDay } from '../../src/schedules/quiet-hours.js';

const MINUTE = 60_000;
const night = { from: '21:00', to: '06:00' };

const at = (iso: string): number => Date.parse(iso);
const said = (time: number): string => new Date(time).toISOString();

describe('quiet hours', () => {
  it.each([
    ['over midnight, in the evening', '2027-03-01T21:30+03:00', '2027-03-02T06:00+03:00'],
    ['over midnight, in the small hours', '2027-03-02T01:00+03:00', '2027-03-02T06:00+03:00'],
    ['as they begin', '2027-03-01T21:00+03:00', '2027-03-02T06:00+03:00'],
    ['a moment before they end', '2027-03-02T05:59:59+03:00', '2027-03-02T06:00+03:00'],
  ])('let what can wait out when they end: %s', (_, time, end) => {
    const community = { quietHours: night, timeZone: 'Africa/Nairobi' };

    expect(said(afterQuietHours(at(time), community))).toBe(said(at(end)));
  });

  it.each([
    ['as they end', '2027-03-02T06:00+03:00'],
    ['by day', '2027-03-02T12:34:56.789+03:00'],
    ['a moment before they begin', '2027-03-01T20:59:59.999+03:00'],
  ])('hold nothing up outside of them: %s', (_, time) => {
    const community = { quietHours: night, timeZone: 'Africa/Nairobi' };

    expect(said(afterQuietHours(at(time), community))).toBe(said(at(time)));
  });

  it('may lie within a day, and are none when they begin as they end', () => {
    const noon = { quietHours: { from: '12:00', to: '14:00' }, timeZone: 'UTC' };
    const never = { quietHours: { from: '12:00', to: '12:00' }, timeZone: 'UTC' };
    const time = at('2027-03-01T12:30Z');

    expect(said(afterQuietHours(time, noon))).toBe('2027-03-01T14:00:00.000Z');
    expect(afterQuietHours(time, never)).toBe(time);
    expect(afterQuietHours(time, { timeZone: 'UTC' })).toBe(time);
  });

  it("go by the group's own time zone where it has one", () => {
    const community = { quietHours: night, timeZone: 'Africa/Nairobi' };
    const time = at('2027-03-01T22:00+03:00');

    expect(said(afterQuietHours(time, community, 'America/Mexico_City'))).toBe(said(time));
    expect(said(afterQuietHours(time, community, 'Asia/Kolkata'))).toBe('2027-03-02T00:30:00.000Z');
  });

  it.each([
    ['forward in Paris', 'Europe/Paris', '2027-03-28T01:30+01:00', '2027-03-28T06:00+02:00'],
    ['back in Paris', 'Europe/Paris', '2027-10-31T01:30+02:00', '2027-10-31T06:00+01:00'],
    ['forward in Cairo', 'Africa/Cairo', '2027-04-29T23:00+02:00', '2027-04-30T06:00+03:00'],
    ['back in Cairo', 'Africa/Cairo', '2027-10-28T22:00+03:00', '2027-10-29T06:00+02:00'],
    ['by half an hour', 'Australia/Lord_Howe', '2027-10-02T22:00+10:30', '2027-10-03T06:00+11:00'],
  ])('end on time in a night in which the clock is changed: %s', (_, timeZone, time, end) => {
    expect(said(afterQuietHours(at(time), { quietHours: night, timeZone }))).toBe(said(at(end)));
  });

  it('end at the first moment outside of them, whatever the hours, the place and the season', () => {
    const time = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2028-12-31T00:00Z') });
    const hours = fc.integer({ min: 0, max: 47 }).map((half) => {
      const hour = String(Math.floor(half / 2)).padStart(2, '0');
      return `${hour}:${half % 2 === 0 ? '00' : '30'}`;
    });
    const zones = fc.constantFrom(
      'Africa/Nairobi',
      'Africa/Cairo',
      'Europe/Paris',
      'America/Santiago',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    );
    const changes = fc.constantFrom(
      at('2027-03-28T01:00Z'),
      at('2027-10-31T01:00Z'),
      at('2027-04-29T22:00Z'),
      at('2027-10-28T21:00Z'),
      at('2027-10-02T15:30Z'),
      at('2027-04-03T15:00Z'),
    );
    const nearChange = fc
      .tuple(changes, fc.integer({ min: -600, max: 600 }))
      .map(([change, minutes]) => change + minutes * MINUTE);

    fc.assert(
      fc.property(fc.oneof(time, nearChange), hours, hours, zones, (now, from, to, timeZone) => {
        const end = afterQuietHours(now, { quietHours: { from, to }, timeZone });

        expect(said(end)).toBe(said(firstOutside(now, { from, to }, timeZone)));
      }),
      { numRuns: 150 },
    );
  });
});

/** The same asked of the clock on the wall, minute by minute. */
function firstOutside(now: number, { from, to }: typeof night, timeZone: string): number {
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const [start, end] = [minutes(from), minutes(to)];
  const isQuiet = (time: number): boolean => {
    const minute = minuteOfDay(time, timeZone);
    return start <= end ? minute >= start && minute < end : minute >= start || minute < end;
  };
  if (!isQuiet(now)) return now;
  let time = Math.floor(now / MINUTE) * MINUTE + MINUTE;
  while (isQuiet(time)) time += MINUTE;
  return time;
}
