import type { GraphError } from './graph-error.js';

/**
 * What goes wrong with a request: an answer of Meta's, no answer because the request was lost
 * (`request-lost`), or no answer though it was taken (`answer-lost`).
 */
export type Fault = Pick<GraphError, 'status' | 'code'> | 'request-lost' | 'answer-lost';

/** The faults that the next requests meet. */
export interface Faults {
  /** The next `times` requests meet this fault; after those asked for before. */
  plan(times: number, fault: Fault): void;
  next(): Fault | undefined;
}

/** Faults in the order in which they were asked for. */
export function createFaults(): Faults {
  const planned: Fault[] = [];
  return {
    plan(times, fault) {
      for (let time = 0; time < times; time += 1) planned.push(fault);
    },
    next: () => planned.shift(),
  };
}
