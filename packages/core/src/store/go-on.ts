import type { MaybePromise } from './store.js';

/**
 * Goes on with an answer: at once where it is there, as with a store in memory, and otherwise when
 * it comes. An `await` in its place costs every message a round of the microtask queue.
 *
 * What `next` needs besides is handed on: on the way of every message, a function that has nothing
 * to remember is not made anew each time.
 */
export function goOn<Answer, Next>(
  answer: MaybePromise<Answer>,
  next: (answer: Answer) => MaybePromise<Next>,
): MaybePromise<Next>;
export function goOn<Answer, Next, One>(
  answer: MaybePromise<Answer>,
  next: (answer: Answer, one: One) => MaybePromise<Next>,
  one: One,
): MaybePromise<Next>;
export function goOn<Answer, Next, One, Two>(
  answer: MaybePromise<Answer>,
  next: (answer: Answer, one: One, two: Two) => MaybePromise<Next>,
  one: One,
  two: Two,
): MaybePromise<Next>;
export function goOn<Answer, Next, One, Two, Three>(
  answer: MaybePromise<Answer>,
  next: (answer: Answer, one: One, two: Two, three: Three) => MaybePromise<Next>,
  one: One,
  two: Two,
  three: Three,
): MaybePromise<Next>;
export function goOn(
  answer: unknown,
  next: (answer: unknown, one?: unknown, two?: unknown, three?: unknown) => unknown,
  one?: unknown,
  two?: unknown,
  three?: unknown,
): unknown {
  return answer instanceof Promise
    ? later(answer, next, one, two, three)
    : next(answer, one, two, three);
}

function later(
  answer: Promise<unknown>,
  next: (...given: unknown[]) => unknown,
  ...given: unknown[]
): Promise<unknown> {
  return answer.then((found) => next(found, ...given));
}

/**
 * Something that is needed later and asked for now, so that a store elsewhere answers it together with
 * what is asked beside it. Whoever goes on with it hears why it failed; nobody else has to.
 */
export function ahead<Answer>(answer: MaybePromise<Answer>): MaybePromise<Answer> {
  if (answer instanceof Promise) answer.catch(() => undefined);
  return answer;
}

/** The same as a promise, for those who are owed one: what is thrown at once rejects, too. */
export function promised<Answer>(work: () => MaybePromise<Answer>): Promise<Answer> {
  try {
    const answer = work();
    return answer instanceof Promise ? answer : Promise.resolve(answer);
  } catch (error) {
    return Promise.reject(error);
  }
}
