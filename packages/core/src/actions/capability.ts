import type { Group } from '../model/group.js';
import type { PlatformRole } from '../model/membership.js';
import type { ActionKind } from './action.js';

/**
 * What can be done about an action here and now.
 *
 * `assisted` means that an admin is asked to do it by hand; the reason is written for people.
 */
export type Capability =
  | { readonly level: 'native' }
  | { readonly level: 'assisted'; readonly reason: string }
  | { readonly level: 'unsupported'; readonly reason: string };

/** Where an action is asked about, out of stored records that events keep true. */
export interface CapabilityQuery {
  readonly action: ActionKind;
  /** The group it happens in; absent for a direct chat. */
  readonly group?: Group;
  /** The bot's own role in that group, as last reported; absent when never seen. */
  readonly botRole?: PlatformRole;
  /** ms UTC, for limits by age. */
  readonly now: number;
}

/** The platform can do it itself. */
export const native: Capability = { level: 'native' };

/** The platform cannot do it at all. */
export function unsupported(reason: string): Capability {
  return { level: 'unsupported', reason };
}
