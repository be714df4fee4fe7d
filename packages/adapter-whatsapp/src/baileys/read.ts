import type { AccountRef, JoinRequested, PlatformEvent } from '@kapwa/core';
import type { Me } from './accounts.js';

/** What is known beforehand, so that reading needs no memory. */
export interface DecodeFacts {
  /** The adapter's name. */
  readonly adapter: string;
  readonly me: Me;
  /** ms UTC: the moment of what WhatsApp gives no time. */
  readonly now: number;
  /** Never the same twice: for the ids of what WhatsApp gives none. */
  readonly stamp: string;
  /** The announcement group of a community; undefined where an address is no community's. */
  announcementOf(community: string): string | undefined;
}

/** All who wait to be let in somewhere, as WhatsApp lists them. */
export interface Waiting {
  readonly chat: string;
  readonly requests: readonly JoinRequested[];
}

/**
 * Two addresses of one account in a group, of which one has taken the place of the other: the one
 * that is in the group is the new one, which is seen once it has been asked anew.
 */
export interface Renumbered {
  readonly id: string;
  /** ms UTC. */
  readonly at: number;
  readonly chat: string;
  readonly accounts: readonly [AccountRef, AccountRef];
}

/** One thing that was read. */
export type Read =
  | { readonly event: PlatformEvent }
  | { readonly waiting: Waiting }
  /** How a group stands has to be asked anew: the bot came in, or its role changed. */
  | { readonly refresh: string; readonly renumbered?: Renumbered }
  /** Why nothing came of it, without any of the content. */
  | { readonly skip: string };

/** Why something is left out. */
export function skip(reason: string): readonly Read[] {
  return [{ skip: reason }];
}
