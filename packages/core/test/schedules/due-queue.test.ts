import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDueQueue } from '../../src/schedules/due-queue.js';

interface Reminder {
  readonly next: number;
  readonly name: string;
}

describe('what waits for its time', () => {
  it('comes soonest first, and of one moment in the order it was asked for', () => {
    const moments = fc.array(fc.nat({ max: 12 }), { maxLength: 60 });
    fc.assert(
      fc.property(moments, fc.array(fc.boolean(), { maxLength: 80 }), (nexts, takes) => {
        const queue = createDueQueue<Reminder>();
        const waiting: Reminder[] = [];
        const soonest = (): Reminder | undefined =>
          [...waiting].sort((one, other) => one.next - other.next)[0];
        const take = (): void => {
          const wanted = soonest();
          expect(queue.first()).toBe(wanted);
          expect(queue.take()).toBe(wanted);
          if (wanted !== undefined) waiting.splice(waiting.indexOf(wanted), 1);
        };
        for (const [index, next] of nexts.entries()) {
          const reminder = { next, name: `reminder ${index}` };
          queue.add(reminder);
          waiting.push(reminder);
          expect(queue.size).toBe(waiting.length);
          if (takes[index] === true) take();
        }
        while (waiting.length > 0) take();
        expect([queue.first(), queue.take(), queue.size]).toEqual([undefined, undefined, 0]);
      }),
      { numRuns: 100 },
    );
  });
});
