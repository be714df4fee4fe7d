import type { Outcome } from '../actions/outcome.js';
import type { MaybePromise, OutboxItem } from '../store/store.js';
import type { Limited } from './budgets.js';
import type { Unreached } from './climb.js';
import type { Facts } from './facts.js';
import type { UnderWay } from './request.js';

/** What one try came to: an outcome, or that it is to be tried again from where it got to. */
export type Tried = { readonly item: OutboxItem } & (
  | { readonly outcome: Outcome; readonly facts?: Facts }
  | { readonly again: Again }
  /** The bot cannot do it itself, and an admin may be asked to; the reason is for people. */
  | { readonly assist: string }
  /** To be looked at again at this moment, ms UTC. */
  | { readonly later: number }
  /** The person has to write first. */
  | { readonly unreached: Unreached }
  /** The platform takes no more for now: nothing was tried. */
  | { readonly limited: Limited }
);

/** A try of which the platform has not said yet what came of it, or what it came to. */
export type Trying = Tried | UnderWay<MaybePromise<Trying>>;

/** Why something is tried again, and what the platform said of when. */
export interface Again {
  readonly reason: string;
  /** How long nothing of the kind may be tried, ms. */
  readonly after?: number;
  readonly adapter?: string;
  /** Nothing may be tried anywhere, not only in that chat. */
  readonly account?: boolean;
}

/** What is only tried once has no more to come. */
export function onlyTried(tried: Tried): Outcome {
  if ('outcome' in tried) return tried.outcome;
  if ('assist' in tried) return { kind: 'refused', reason: tried.assist };
  if ('later' in tried) {
    return { kind: 'refused', reason: 'it was to wait for the end of quiet hours' };
  }
  if ('unreached' in tried) {
    return { kind: 'refused', reason: 'this person has to write to the bot first' };
  }
  const reason = 'limited' in tried ? 'the messenger takes no more for now' : tried.again.reason;
  return { kind: 'refused', reason };
}
