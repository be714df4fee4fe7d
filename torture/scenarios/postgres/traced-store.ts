import type { Store } from '@kapwa/core';

/** A store of which can be told what it has been asked and has not answered yet. */
export interface TracedStore {
  readonly store: Store;
  /** `commit since 120 ms`, one for each call. */
  unanswered(): readonly string[];
}

/** Watches the calls of a store. */
export function traced(store: Store): TracedStore {
  const asked = new Set<{ readonly call: string; readonly since: number }>();

  const watch = <Calls extends object>(calls: Calls): Calls =>
    Object.fromEntries(
      Object.entries(calls).map(([call, made]) => [
        call,
        typeof made === 'function' ? watched(call, made as (...args: unknown[]) => unknown) : made,
      ]),
    ) as Calls;

  const watched =
    (call: string, made: (...args: unknown[]) => unknown) =>
    (...args: unknown[]): unknown => {
      const answer = made(...args);
      if (!(answer instanceof Promise)) return answer;
      const one = { call, since: performance.now() };
      asked.add(one);
      return answer.finally(() => asked.delete(one));
    };

  const { shared, ...own } = store;
  return {
    store: { ...watch(own), ...(shared === undefined ? {} : { shared: watch(shared) }) },
    unanswered: () =>
      [...asked].map(({ call, since }) => `${call} since ${sinceText(performance.now() - since)}`),
  };
}

/** A while, as it is told. */
export function sinceText(ms: number): string {
  return `${Math.round(ms).toLocaleString('en')} ms`;
}
