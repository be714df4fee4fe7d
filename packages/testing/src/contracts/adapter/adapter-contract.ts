import type { MaybePromise } from '@kapwa/core';
import { afterEach, beforeEach, describe } from 'vitest';
import { actionsContract } from './actions-contract.js';
import { attachmentsContract } from './attachments-contract.js';
import { capabilityContract } from './capability-contract.js';
import { encodeContract } from './encode-contract.js';
import { startProbe } from './probe.js';
import { lostAnswerContract, ratesContract } from './rates-contract.js';
import { deleteContract, repeatContract, type Subject, talkContract } from './talk-contract.js';
import type { AdapterUnderTest } from './under-test.js';

/** What kind of platform it is; `make` must give what goes with it. */
export interface Platform {
  /** There are groups the bot can be in: `group` is given. */
  readonly hasGroups: boolean;
  /** It tells again what was not confirmed: `tellsAgain` is given. */
  readonly repeats: boolean;
  /** Its answers can be made to get lost: `losesAnswer` is given. */
  readonly canLoseAnswers?: boolean;
}

/**
 * What every adapter owes the kit. Call it in a test file; every test gets an adapter of its own,
 * with a platform behind it.
 *
 * It goes by what the adapter says it can do: that must work, and what it says it cannot do must
 * be refused with a reason, never dropped in silence.
 */
export function adapterContract(
  name: string,
  platform: Platform,
  make: () => MaybePromise<AdapterUnderTest>,
): void {
  describe(`${name}, as every adapter,`, () => {
    let subject: Subject | undefined;
    const current = (): Subject => {
      if (subject === undefined) throw new Error('The adapter of this test has not been made.');
      return subject;
    };

    beforeEach(async () => {
      const under = await make();
      subject = { under, probe: await startProbe(under) };
    });
    afterEach(async () => {
      const { probe } = current();
      subject = undefined;
      await probe.stop();
    });

    capabilityContract(() => current().under);
    encodeContract(() => current().under);
    talkContract(platform.hasGroups, current);
    if (platform.hasGroups) deleteContract(current);
    actionsContract(platform.hasGroups, current);
    attachmentsContract(platform.hasGroups, current);
    if (platform.repeats) repeatContract(current);
    ratesContract(current);
    if (platform.canLoseAnswers === true) lostAnswerContract(current);
  });
}
