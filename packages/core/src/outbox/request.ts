import type { Connection, StepGiven, StepResult, WireStep } from '../adapters/adapter.js';
import { messageOf } from '../errors.js';
import type { Patience, Ways } from '../patience.js';

/** A request that has left; what the platform says of it is still to come. */
export interface UnderWay<Next> {
  readonly answer: Promise<StepResult>;
  /** What to do next. */
  goOn(result: StepResult): Next;
}

/** Nobody knows what came of a request of which the platform says nothing. */
class RequestWays implements Ways<StepResult> {
  readonly came: (result: StepResult) => void;

  constructor(came: (result: StepResult) => void) {
    this.came = came;
  }

  late(): void {
    this.came({ kind: 'unknown', reason: 'no answer came in time' });
  }

  broke(error: unknown): void {
    this.came(brokenOff(error));
  }
}

function brokenOff(error: unknown): StepResult {
  const reason = `it broke off while it was being sent: ${messageOf(error)}`;
  return { kind: 'unknown', reason };
}

/** Makes one request of the platform. */
export function request<Next>(
  step: WireStep,
  given: StepGiven | undefined,
  connection: Connection,
  goOn: UnderWay<Next>['goOn'],
): UnderWay<Next> {
  try {
    return { answer: connection.perform(step, given), goOn };
  } catch (error) {
    return { answer: Promise.resolve(brokenOff(error)), goOn };
  }
}

/** Waits for what the platform says, but not for ever. */
export function whenAnswered(
  { answer }: Pick<UnderWay<unknown>, 'answer'>,
  patience: Patience,
  then: (result: StepResult) => void,
): void {
  patience.wait(answer, new RequestWays(then));
}

/** The same as a promise. */
export function answered(
  underWay: Pick<UnderWay<unknown>, 'answer'>,
  patience: Patience,
): Promise<StepResult> {
  return new Promise((resolve) => whenAnswered(underWay, patience, resolve));
}
