import type { MaybePromise } from './store.js';

/**
 * Goes on with an answer: at once where it is there, as with a store in memory, and otherwise when
 * it comes. An `await` in its place costs every message a round of the microtask queue.
 */
export function goOn<Answer, Next>(
  answer: MaybePromise<Answer>,
  next: (answer: Answer) => MaybePromise<Next>,
): MaybePromise<Next> {
  return answer instanceof Promise ? answer.then(next) : next(answer);
}
