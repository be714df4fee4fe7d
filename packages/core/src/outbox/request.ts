import type { Connection, StepGiven, StepResult, WireStep } from '../adapters/adapter.js';
import { messageOf } from '../errors.js';
import type { Patience, Ways } from '../patience.js';

/** A request that has left; what the platform says of it is still to come. */
export interface UnderWay<Next> {
  readonly answer: Promise<StepResult>;
  /** What to do next. */
  goOn(result: StepResult): Next;
}

function brokenOff(error: unknown): StepResult {
  const reason = `it broke off while it was being sent: ${messageOf(error)}`;
  return { kind: 'unknown', reason };
}

/** Makes one request of the platform. */
export function request(
  step: WireStep,
  given: StepGiven | undefined,
  connection: Connection,
): Promise<StepResult> {
  try {
    return connection.perform(step, given);
  } catch (error) {
    return Promise.resolve(brokenOff(error));
  }
}

/** How to go on with an answer: nobody knows what came of a request of which a platform says nothing. */
export function answerWays<Given>(
  then: (given: Given, result: StepResult) => void,
): Ways<StepResult, Given> {
  return {
    came: then,
    late: (given) => then(given, { kind: 'unknown', reason: 'no answer came in time' }),
    broke: (given, error) => then(given, brokenOff(error)),
  };
}

const resolved = answerWays<(result: StepResult) => void>((resolve, result) => resolve(result));

/** What the platform says of a request, waited for, but not for ever. */
export function answered(answer: Promise<StepResult>, patience: Patience): Promise<StepResult> {
  return new Promise((resolve) => patience.wait(answer, resolved, resolve));
}
