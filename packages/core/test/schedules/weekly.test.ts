import { slotAfter, timeOfDay, weekdays, weeklyCron } from '@kapwa/core';
import { describe, expect, it } from 'vitest';

const HOUR = 3_600_000;
/** A Sunday, at midnight in UTC. */
const sunday = Date.UTC(2027, 1, 28);

describe('what happens once a week', () => {
  it.each(weekdays.map((day, index) => [day, index] as const))(
    'comes on the day and at the time the community has named: %s',
    (day, index) => {
      const slot = slotAfter(weeklyCron({ day, at: '09:05' }), 'UTC', sunday);

      expect(slot).toBe(sunday + (index * 24 + 9) * HOUR + 5 * 60_000);
    },
  );

  it.each(['9:00', '24:00', '12:60', '12.30', ' 12:30'])('is at no such time as "%s"', (at) => {
    expect(timeOfDay.test(at)).toBe(false);
  });
});
