import { messageOf } from '../errors.js';
import type { KapwaEvent } from '../events/event.js';
import type { Logger } from '../logger.js';
import { withoutWords } from '../without-words.js';

/** Guesses from what is in memory whether an event is for the kit. Answers at once. */
export type ClaimPredictor = (event: KapwaEvent) => boolean;

/** Who may guess that an event is for the kit: commands, open dialogues, pending confirmations. */
export interface Claims {
  /** Adds a predictor. Returns what takes it away. */
  add(predict: ClaimPredictor): () => void;
  /** Whether one of them takes the event for the kit's. One that throws counts as no. */
  claimed(event: KapwaEvent): boolean;
}

/** Makes an empty registry. */
export function createClaims(log: Logger): Claims {
  const predictors = new Set<ClaimPredictor>();
  return {
    add(predict) {
      const own: ClaimPredictor = (event) => predict(event);
      predictors.add(own);
      return () => void predictors.delete(own);
    },
    claimed(event) {
      for (const predict of predictors) {
        try {
          if (predict(event)) return true;
        } catch (error) {
          const said = withoutWords(messageOf(error), event, 1);
          log.error(`It could not be told whether an event is claimed: ${said}`, {
            kind: event.kind,
          });
        }
      }
      return false;
    },
  };
}
