import type { InboxEntry } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { createRetryOrder } from '../../src/handle/retry-order.js';
import { messageIn } from '../events.js';

const MINUTE = 60_000;

/** A message of a group, or a plugin's part of it that is to be tried again at a moment. */
function entry(id: string, again?: number): InboxEntry {
  const place = { community: 'health', group: 'north-area' };
  const first = { id, lane: 'group:health/north-area', place, event: messageIn('north-area', id) };
  if (again === undefined) return { ...first, attempt: 0 };
  return { ...first, id: `${id}#fragile#1`, only: 'fragile', attempt: 1, notBefore: again };
}

describe('a part that is to be tried again when a bot starts', () => {
  it('is waited for by what came after it, however long the bot was away', () => {
    const order = createRetryOrder();
    const start = 600 * MINUTE;

    order.takeUp([entry('one', MINUTE)], start);

    expect(order.behind(entry('two'), 'fragile', start)).toBe(start);
    expect(order.behind(entry('two'), 'steady', start)).toBeUndefined();
  });

  it('is not waited for any longer when it is late from then on', () => {
    const order = createRetryOrder();
    const start = 600 * MINUTE;

    order.takeUp([entry('one', MINUTE)], start);

    expect(order.behind(entry('two'), 'fragile', start + MINUTE)).toBe(start);
    expect(order.behind(entry('two'), 'fragile', start + MINUTE + 1)).toBeUndefined();
  });
});

describe('a line of those that wait for an earlier one', () => {
  it('is kept for as long as it takes, while one after the other comes through', () => {
    const order = createRetryOrder();
    const [one, two, three] = ['one', 'two', 'three'].map((id) => entry(id, 0)) as [
      InboxEntry,
      InboxEntry,
      InboxEntry,
    ];
    order.takeUp([one, two, three], 0);

    order.done(one, [], 50_000);

    expect(order.behind(entry('four'), 'fragile', 2 * MINUTE - 10_000)).toBe(0);
    order.done(two, [], 2 * MINUTE - 10_000);
    expect(order.behind(entry('four'), 'fragile', 3 * MINUTE - 10_000)).toBe(0);
    expect(order.behind(entry('four'), 'fragile', 3 * MINUTE - 9_999)).toBeUndefined();
    order.done(three, [], 3 * MINUTE);
    expect([order.size(), order.behind(entry('five'), 'fragile', 0)]).toEqual([0, undefined]);
  });
});
