import type { CatchUp } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latestOnly, slotsToTake } from '../../src/schedules/catch-up.js';

const HOUR = 3_600_000;
const at = (iso: string): number => Date.parse(iso);

function taken(
  last: string,
  now: string,
  catchUp: CatchUp = latestOnly,
  pattern = '0 9 * * *',
  timeZone = 'UTC',
): string[] {
  return slotsToTake({ pattern, timeZone, catchUp }, at(last), at(now)).map((slot) =>
    new Date(slot).toISOString().slice(5, 16),
  );
}

describe('slots that were missed', () => {
  it('are caught up by the last one, where it is not older than half a day', () => {
    expect(taken('2027-03-01T09:00Z', '2027-03-02T09:00Z')).toEqual(['03-02T09:00']);
    expect(taken('2027-03-01T09:00Z', '2027-03-02T21:00Z')).toEqual(['03-02T09:00']);
    expect(taken('2027-03-01T09:00Z', '2027-03-02T21:01Z')).toEqual([]);
    expect(taken('2027-02-01T00:00Z', '2027-03-01T10:30Z', latestOnly, '0 * * * *')).toEqual([
      '03-01T10:00',
    ]);
  });

  it('are none where every slot was taken, or the clock was set back', () => {
    expect(taken('2027-03-02T09:00Z', '2027-03-02T12:00Z')).toEqual([]);
    expect(taken('2027-03-02T09:00Z', '2027-03-01T12:00Z')).toEqual([]);
  });

  it('may be older, or must be younger, where the schedule says so', () => {
    const week: CatchUp = { policy: 'latest', maxAge: 7 * 24 * HOUR };
    const hour: CatchUp = { policy: 'latest', maxAge: HOUR };

    expect(taken('2027-03-01T00:00Z', '2027-03-06T08:00Z', week)).toEqual(['03-05T09:00']);
    expect(taken('2027-03-01T09:00Z', '2027-03-02T10:30Z', hour)).toEqual([]);
  });

  it('are left out where the schedule says so, but a slot that is just taken late is not', () => {
    const skip: CatchUp = { policy: 'skip' };

    expect(taken('2027-03-01T09:00Z', '2027-03-02T09:05Z', skip)).toEqual([]);
    expect(taken('2027-03-01T09:00Z', '2027-03-02T09:00:20Z', skip)).toEqual(['03-02T09:00']);
  });

  it('are caught up one by one where the schedule says so, but only the last of them', () => {
    const all: CatchUp = { policy: 'all', most: 3 };

    expect(taken('2027-03-01T09:00Z', '2027-03-03T10:00Z', all)).toEqual([
      '03-02T09:00',
      '03-03T09:00',
    ]);
    expect(taken('2027-02-01T09:00Z', '2027-03-03T10:00Z', all)).toEqual([
      '03-01T09:00',
      '03-02T09:00',
      '03-03T09:00',
    ]);
  });

  it('are found over a change of the clock', () => {
    expect(
      taken(
        '2027-03-27T09:00+01:00',
        '2027-03-28T09:30+02:00',
        latestOnly,
        '0 9 * * *',
        'Europe/Paris',
      ),
    ).toEqual(['03-28T07:00']);
  });

  it('are in order, after the last one and never in the future, whatever the downtime', () => {
    const policies = fc.oneof(
      fc.constant<CatchUp>({ policy: 'skip' }),
      fc.constant<CatchUp>(latestOnly),
      fc.nat(8).map((most): CatchUp => ({ policy: 'all', most: most + 1 })),
    );
    const patterns = fc.constantFrom('*/7 * * * *', '0 9 * * *', '30 2 * * *', '0 0 1 * *');
    const zones = fc.constantFrom('Africa/Cairo', 'America/New_York', 'Asia/Manila');
    fc.assert(
      fc.property(
        policies,
        patterns,
        zones,
        fc.integer({ min: 0, max: 700_000 }),
        fc.integer({ min: 1, max: 15_000 }),
        (catchUp, pattern, timeZone, begin, minutes) => {
          const last = at('2026-06-01T00:00Z') + begin * 60_000;
          const now = last + minutes * 60_000;
          const slots = slotsToTake({ pattern, timeZone, catchUp }, last, now);

          expect(slots).toEqual([...slots].sort((one, other) => one - other));
          expect(new Set(slots).size).toBe(slots.length);
          expect(slots.every((slot) => slot > last && slot <= now)).toBe(true);
          expect(slots.length).toBeLessThanOrEqual(catchUp.policy === 'all' ? catchUp.most : 1);
        },
      ),
      { numRuns: 60 },
    );
  });
});
