import { describe, expect, it } from 'vitest';
import { resultOf } from '../../src/baileys/answers.js';
import { after, judge, pauses, unharmed } from '../../src/baileys/protection.js';
import { ratesFor } from '../../src/baileys/rates.js';
import { reachWith } from '../../src/baileys/reach.js';

const now = Date.UTC(2027, 2, 1, 8);
const DAY = 24 * 60 * 60_000;
const none = { coldPerDay: 0 };
const stranger = { to: 'stranger' } as const;

describe('the number is protected', () => {
  it('from writing to people who never wrote, unless that was allowed', () => {
    expect(judge(unharmed, stranger, none, now)).toMatchObject({ kind: 'no' });
    expect(judge(unharmed, { to: 'person' }, none, now)).toEqual({ kind: 'go' });
    expect(judge(unharmed, { to: 'group' }, none, now)).toEqual({ kind: 'go' });
  });

  it('from writing to more strangers a day than allowed', () => {
    const cold = { kind: 'cold-message' } as const;
    const twice = after(after(unharmed, cold, now), cold, now + 1);

    expect(judge(twice, stranger, { coldPerDay: 3 }, now + 2)).toEqual({ kind: 'go' });
    expect(judge(twice, stranger, { coldPerDay: 2 }, now + 2)).toMatchObject({ kind: 'no' });
    expect(judge(twice, stranger, { coldPerDay: 2 }, now + DAY + 1)).toEqual({ kind: 'go' });
  });

  it('after 463 from strangers for a day, while everybody else is answered', () => {
    const state = after(unharmed, { kind: 'refused', code: 463 }, now);
    const allowed = { coldPerDay: 100 };

    expect(judge(state, stranger, allowed, now + DAY - 1)).toMatchObject({ kind: 'no' });
    expect(judge(state, { to: 'person' }, allowed, now + 1)).toEqual({ kind: 'go' });
    expect(judge(state, stranger, allowed, now + DAY)).toEqual({ kind: 'go' });
  });

  it('from strangers for as long as WhatsApp locks the account, while known people go on', () => {
    const allowed = { coldPerDay: 100 };
    const week = after(unharmed, { kind: 'time-lock', until: now + 7 * DAY }, now);
    const untold = after(unharmed, { kind: 'time-lock', until: undefined }, now);

    for (const to of ['person', 'group'] as const) {
      expect(judge(week, { to }, none, now)).toEqual({ kind: 'go' });
    }
    for (const state of [week, untold]) {
      expect(judge(state, stranger, allowed, now + 7 * DAY - 1)).toMatchObject({ kind: 'no' });
      expect(judge(state, stranger, allowed, now + 7 * DAY)).toEqual({ kind: 'go' });
    }
  });

  it('by a lock and by caution, each for its own time', () => {
    const allowed = { coldPerDay: 100 };
    const week = after(unharmed, { kind: 'time-lock', until: now + 7 * DAY }, now);
    const refused = after(week, { kind: 'refused', code: 463 }, now);
    const lifted = after(refused, { kind: 'time-lock-lifted' }, now + 1);

    expect(judge(refused, stranger, allowed, now + 6 * DAY)).toMatchObject({ kind: 'no' });
    expect(judge(lifted, stranger, allowed, now + DAY - 1)).toMatchObject({ kind: 'no' });
    expect(judge(lifted, stranger, allowed, now + DAY)).toEqual({ kind: 'go' });
    expect(after(unharmed, { kind: 'time-lock-lifted' }, now)).toBe(unharmed);
  });

  it('by a silence after 429 that doubles each time', () => {
    const tooFast = { kind: 'refused', code: 429 } as const;
    const once = after(unharmed, tooFast, now);
    const again = after(once, tooFast, now);

    expect(judge(once, { to: 'group' }, none, now)).toMatchObject({ ms: pauses.tooFast });
    expect(judge(again, { to: 'group' }, none, now)).toMatchObject({ ms: 2 * pauses.tooFast });
  });

  it('by a silence after several refusals in a row, not after one', () => {
    const refused = { kind: 'refused', code: 403 } as const;
    let state = unharmed;
    for (let count = 1; count < pauses.refusals; count += 1) state = after(state, refused, now);

    expect(judge(state, { to: 'group' }, none, now)).toEqual({ kind: 'go' });
    expect(judge(after(state, refused, now), { to: 'group' }, none, now)).toMatchObject({
      kind: 'wait',
      ms: pauses.refused,
    });
  });

  it('by a pace, and by telling others who may be written to', () => {
    const facts = { now, hasWritten: false };

    expect(ratesFor({ gap: 1_000 })).toContainEqual(
      expect.objectContaining({ scope: 'account', most: 1, per: 1_000 }),
    );
    expect(reachWith(0)(facts)).toBe('cold');
    expect(reachWith(0)({ ...facts, hasWritten: true })).toBe('open');
    expect(reachWith(5)(facts)).toBe('open');
  });
});

describe('what WhatsApp answers', () => {
  it.each([
    [{ kind: 'offline' }, { kind: 'retry' }],
    [{ kind: 'lost' }, { kind: 'unknown' }],
    [
      { kind: 'refused', code: 403 },
      { kind: 'refused', lacksRight: true },
    ],
    [
      { kind: 'refused', code: 429 },
      { kind: 'retry', wholeAccount: true },
    ],
    [{ kind: 'refused', code: 12_345 }, { kind: 'refused' }],
    [{ kind: 'refused' }, { kind: 'refused' }],
    [{ kind: 'refused', why: 'no-community' }, { kind: 'refused' }],
    [
      { kind: 'done', message: '3EB0' },
      { kind: 'ok', message: '3EB0' },
    ],
  ] as const)('%j means %j', (answer, result) => {
    expect(resultOf(answer)).toMatchObject(result);
  });
});
