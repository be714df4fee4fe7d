import { plain } from '@kapwa/core';
import { expect, it } from 'vitest';
import type { Subject } from './talk-contract.js';

/** What saying how often a platform may be asked must be like. */
export function ratesContract(subject: () => Subject): void {
  it('says how often its platform may be asked in whole numbers, and who says so', () => {
    const { rates = [] } = subject().under.adapter;

    for (const { most, per, source } of rates) {
      expect(Number.isInteger(most) && most > 0).toBe(true);
      expect(Number.isInteger(per) && per > 0).toBe(true);
      expect(source).toMatch(/\S{4,}/);
    }
    const names = rates.map(({ scope, most, per, actions }) => [scope, most, per, actions].join());
    expect(new Set(names).size).toBe(rates.length);
  });
}

/** What a request must come to whose answer got lost. */
export function lostAnswerContract(subject: () => Subject): void {
  it('does not send twice what must not go out twice, when the answer gets lost', async () => {
    const { probe, under } = subject();

    await probe.asks('direct', 'Thanks', (context) => {
      under.losesAnswer?.();
      const person = context.actor?.person.id ?? '';
      const send = { kind: 'message.send', to: { person }, text: plain('Thank you') } as const;
      context.perform(send, { delivery: 'at-most-once' });
    });
    await probe.rest();

    expect(probe.outcomes).toMatchObject([{ kind: 'unknown' }]);
    expect(await under.written('direct')).toHaveLength(1);
  });
}
