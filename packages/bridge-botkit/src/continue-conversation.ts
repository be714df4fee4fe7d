import { KapwaError, messageOf, type StepResult } from '@kapwa/core';
import type { BotAdapterLike, BotTurn } from './bot-framework.js';
import type { Reference } from './references.js';

/** Does something in a conversation that exists already; rejects with what went wrong in it. */
export type InConversation = (
  reference: Reference & { readonly activityId?: string },
  act: (turn: BotTurn) => Promise<StepResult>,
) => Promise<StepResult>;

type Done = { readonly result: StepResult } | { readonly problem: unknown };

/** The base class of all adapters has the newer way, too, and says only this in it. */
const isMissing = (problem: unknown): boolean => /not ?implemented/i.test(messageOf(problem));

/**
 * The way into a conversation that both old and new adapters have: those of Botkit know only
 * `continueConversation`, `CloudAdapter` only `continueConversationAsync`. Which one it is shows at
 * the first call, as the other refuses before anything happens.
 */
export function inConversationOf(adapter: BotAdapterLike, appId: string): InConversation {
  let isOld = adapter.continueConversationAsync === undefined;

  return async (reference, act) => {
    const ends: Done[] = [];
    const logic = async (turn: BotTurn): Promise<void> => {
      // An adapter may keep to itself what is thrown here.
      await act(turn).then(
        (result) => ends.push({ result }),
        (problem: unknown) => ends.push({ problem }),
      );
    };
    if (!isOld) {
      try {
        await adapter.continueConversationAsync?.(appId, reference, logic);
      } catch (problem) {
        if (ends.length > 0 || !isMissing(problem)) throw problem;
        isOld = true;
      }
    }
    if (isOld) await adapter.continueConversation(reference, logic);
    const [done] = ends;
    if (done === undefined) {
      const message = 'The adapter did not open the conversation: nothing was sent.';
      throw new KapwaError('adapter.failed', message);
    }
    if ('problem' in done) throw done.problem;
    return done.result;
  };
}
