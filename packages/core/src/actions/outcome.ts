import type { Action } from './action.js';
import type { Capability } from './capability.js';

/**
 * What an action came to. Refusals are values: a platform saying no is part of the day.
 */
export type Outcome =
  /** The platform took it; `messages` are its ids for what was sent. */
  | { readonly kind: 'sent'; readonly messages: readonly string[] }
  /** Done; reading and the like bring data, see `dataOf`. `undo` would put it back as it was. */
  | { readonly kind: 'done'; readonly data?: unknown; readonly undo?: Action }
  /** Not done; `messages` are the ids of parts that had gone out before the platform said no. */
  | { readonly kind: 'refused'; readonly reason: string; readonly messages?: readonly string[] }
  /** A dry run: it did not reach the platform. `capability` says what would have come of it. */
  | { readonly kind: 'rehearsed'; readonly capability: Capability }
  | { readonly kind: 'expired' }
  /**
   * A crash or a lost answer hid whether it went out, and its delivery class forbids trying again;
   * `messages` are the ids of parts that certainly have.
   */
  | { readonly kind: 'unknown'; readonly reason: string; readonly messages?: readonly string[] };

/** Whether what was asked for has happened; in a dry run, whether it would have. */
export function succeeded(outcome: Outcome): boolean {
  if (outcome.kind === 'rehearsed') return outcome.capability.level === 'native';
  return outcome.kind === 'sent' || outcome.kind === 'done';
}
