import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSenderFlood } from '../../src/accept/sender-flood.js';
import { MORNING, messageIn } from '../events.js';

const MOST = 3;
const STRETCH = 10_000;

function entryOf(from: string, at: number, id: string) {
  const event = { ...messageIn('north', 'Good morning.'), from: { id: from }, at };
  return { id, lane: 'north', place: { community: 'health-workers' }, event, attempt: 0 };
}

/** The same rules written down at length: every sender with all messages of theirs. */
function slowFlood() {
  const messages = new Map<string, number[]>();
  const told = new Map<string, number>();
  return (from: string, at: number): string => {
    const stretch = Math.floor(at / STRETCH);
    const all = messages.get(from) ?? [];
    messages.set(from, [...all, stretch]);
    const before = all.at(-1);
    // Only the last stretch counts: what comes of an earlier one begins anew.
    let count = 1;
    for (let index = all.length - 1; index >= 0 && all[index] === stretch; index -= 1) count += 1;
    if (before !== undefined && before !== stretch) {
      let then = 0;
      for (let index = all.length - 1; index >= 0 && all[index] === before; index -= 1) then += 1;
      if (then <= MOST || stretch !== before + 1) told.delete(from);
    }
    if (count <= MOST) return 'no';
    if (told.has(from)) return 'yes';
    told.set(from, stretch);
    return 'first';
  };
}

const message = fc.record({
  from: fc.constantFrom('ana', 'ben'),
  after: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 2_000 }) },
    fc.integer({ min: -30_000, max: 40_000 }),
  ),
});

describe('what is counted of those who write', () => {
  it('is the same as if every message of theirs were remembered', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 60 }), (messages) => {
        const flood = createSenderFlood(MOST);
        const slow = slowFlood();
        let at = MORNING;
        messages.forEach(({ from, after }, index) => {
          at += after;
          const entry = entryOf(from, at, String(index));
          const expected = slow(from, at);

          expect(flood.isFolded(entry)).toBe(expected);
          // A turn that met a conflict asks again.
          expect(flood.isFolded(entry)).toBe(expected);
        });
      }),
    );
  });

  it('is nothing where nobody can write too much', () => {
    const flood = createSenderFlood(Number.POSITIVE_INFINITY);
    const answers = Array.from({ length: 100 }, (_, n) =>
      flood.isFolded(entryOf('ana', MORNING, String(n))),
    );

    expect(new Set(answers)).toEqual(new Set(['no']));
  });
});
