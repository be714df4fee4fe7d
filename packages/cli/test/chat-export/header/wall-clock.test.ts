import { describe, expect, it } from 'vitest';
import { wallClock } from '../../../src/chat-export/header/wall-clock.js';

const at = (zone: string, day: readonly [number, number, number], hour: number, minute = 0) =>
  new Date(wallClock(zone)(day, hour, minute, 0)).toISOString();

describe('the clock of a time zone', () => {
  it.each([
    ['UTC', [2024, 3, 1], 12, '2024-03-01T12:00:00.000Z'],
    ['Africa/Nairobi', [2024, 3, 1], 12, '2024-03-01T09:00:00.000Z'],
    ['Asia/Kolkata', [2024, 3, 1], 12, '2024-03-01T06:30:00.000Z'],
    ['Asia/Manila', [2024, 3, 1], 0, '2024-02-29T16:00:00.000Z'],
    ['Europe/Berlin', [2024, 1, 15], 12, '2024-01-15T11:00:00.000Z'],
    ['Europe/Berlin', [2024, 7, 15], 12, '2024-07-15T10:00:00.000Z'],
  ] as const)('of %s', (zone, day, hour, utc) => {
    expect(at(zone, day, hour)).toBe(utc);
  });

  it('moves a time that daylight saving skipped on by the gap', () => {
    expect(at('Europe/Berlin', [2024, 3, 31], 1, 59)).toBe('2024-03-31T00:59:00.000Z');
    expect(at('Europe/Berlin', [2024, 3, 31], 2, 30)).toBe('2024-03-31T01:30:00.000Z');
    expect(at('Europe/Berlin', [2024, 3, 31], 3, 0)).toBe('2024-03-31T01:00:00.000Z');
  });

  it('takes the first of a time that happened twice', () => {
    expect(at('Europe/Berlin', [2024, 10, 27], 2, 30)).toBe('2024-10-27T00:30:00.000Z');
    expect(at('Europe/Berlin', [2024, 10, 27], 3, 0)).toBe('2024-10-27T02:00:00.000Z');
    expect(at('America/New_York', [2024, 11, 3], 1, 30)).toBe('2024-11-03T05:30:00.000Z');
  });

  it('knows a zone that changes by half an hour', () => {
    expect(at('Australia/Lord_Howe', [2024, 10, 6], 2, 15)).toBe('2024-10-05T15:45:00.000Z');
  });

  it('gives back the same wall time for every hour of a year', () => {
    const clock = wallClock('America/Sao_Paulo');
    const shown = new Intl.DateTimeFormat('en-CA', {
      ...{ timeZone: 'America/Sao_Paulo', hourCycle: 'h23', dateStyle: 'short' },
      timeStyle: 'short',
    });

    for (let hour = 0; hour < 24 * 366; hour += 7) {
      const wall = new Date(Date.UTC(2018, 0, 1, hour));
      const day = [wall.getUTCFullYear(), wall.getUTCMonth() + 1, wall.getUTCDate()] as const;
      const text = shown.format(clock(day, wall.getUTCHours(), 0, 0));
      // The one hour that did not exist that year in São Paulo.
      if (wall.toISOString() === '2018-11-04T00:00:00.000Z') continue;
      expect(text).toBe(wall.toISOString().slice(0, 16).replace('T', ', '));
    }
  });

  it('refuses a zone that does not exist, and names one that does', () => {
    expect(() => wallClock('Africa/Nowhere')).toThrow(/"Africa\/Nowhere" is not a time zone/);
  });
});
