import type { Connection, StepGiven, StepResult, WireStep } from '../adapters/adapter.js';
import { messageOf } from '../errors.js';
import type { Patience, Ways } from '../patience.js';
import type { MaybePromise } from '../store/store.js';

type AfterAnswer<Next> = (result: StepResult) => MaybePromise<Next>;

/** The ways to go on with one request; nobody knows what came of it where the platform says nothing. */
class RequestWays<Next> implements Ways<StepResult, Next> {
  readonly came: AfterAnswer<Next>;

  constructor(came: AfterAnswer<Next>) {
    this.came = came;
  }

  late(): MaybePromise<Next> {
    return this.came({ kind: 'unknown', reason: 'no answer came in time' });
  }

  broke(error: unknown): MaybePromise<Next> {
    const reason = `it broke off while it was being sent: ${messageOf(error)}`;
    return this.came({ kind: 'unknown', reason });
  }
}

/** The line to the platform, and who waits at it. */
interface RequestParts {
  readonly connection: Connection;
  readonly patience: Patience;
}

/** Makes one request of the platform, and goes on with what it says. */
export function request<Next>(
  step: WireStep,
  given: StepGiven | undefined,
  { connection, patience }: RequestParts,
  next: AfterAnswer<Next>,
): MaybePromise<Next> {
  const ways = new RequestWays(next);
  let work: Promise<StepResult>;
  try {
    work = connection.perform(step, given);
  } catch (error) {
    return ways.broke(error);
  }
  return patience.goOn(work, ways);
}
