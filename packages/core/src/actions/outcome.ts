/**
 * What an action came to. Refusals are values: a platform saying no is part of the day.
 */
export type Outcome =
  /** The platform took it; `messages` are its ids for what was sent. */
  | { readonly kind: 'sent'; readonly messages: readonly string[] }
  /** Done; reading and the like bring data. */
  | { readonly kind: 'done'; readonly data?: unknown }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'expired' }
  /** A crash hid whether it went out, and its delivery class forbids trying again. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Whether what was asked for has happened. */
export function succeeded(outcome: Outcome): boolean {
  return outcome.kind === 'sent' || outcome.kind === 'done';
}
