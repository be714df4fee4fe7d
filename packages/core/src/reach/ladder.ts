import type { Reach } from '../model/reach.js';
import type { FilledTemplate } from '../model/template.js';

/** For so long what could not be delivered waits for the person's first word, ms. */
export const KEPT_FOR = 7 * 24 * 3_600_000;

/** The way in which something for one person goes. */
export type Rung =
  | { readonly kind: 'message' }
  /** As words approved beforehand, which hold what is to be said. */
  | { readonly kind: 'template'; readonly template: FilledTemplate }
  /** It waits for the person's first word; the template asks them for it, where there is one. */
  | { readonly kind: 'wait'; readonly invitation?: FilledTemplate };

/** The templates there are for something that is to be said. */
export interface TemplatesAtHand {
  /** One that holds the words. */
  readonly carrying?: FilledTemplate | undefined;
  /** One that says that something waits. */
  readonly inviting?: FilledTemplate | undefined;
}

/**
 * The reachability ladder: an open window takes a message; where only templates are taken, one that
 * holds the words; otherwise it waits for the person's first word. Pure.
 */
export function rungFor(reach: Reach, { carrying, inviting }: TemplatesAtHand = {}): Rung {
  if (reach === 'open') return { kind: 'message' };
  if (reach !== 'template-only') return { kind: 'wait' };
  if (carrying !== undefined) return { kind: 'template', template: carrying };
  return inviting === undefined ? { kind: 'wait' } : { kind: 'wait', invitation: inviting };
}

/** How somebody is asked for their first word. */
export type Invitation =
  | { readonly by: 'template'; readonly template: FilledTemplate }
  | { readonly by: 'group'; readonly group: string }
  | { readonly by: 'admin' };

/** A group the person is in, as far as it matters here. */
export interface InvitingGroup {
  readonly key: string;
  readonly kind: string;
  /** The adapter of its chat. */
  readonly adapter: string | undefined;
  /** Whether the bot can write there. */
  readonly canPost: boolean;
}

function rankOf(group: InvitingGroup, preferred: string | undefined, adapter: string): number {
  const isNoise = group.kind === 'announcement' ? 4 : 0;
  const isElsewhere = group.adapter === adapter ? 0 : 2;
  return isNoise + isElsewhere + (group.key === preferred ? 0 : 1);
}

/**
 * How somebody is asked for their first word: by a template, by a post in a group they are in
 * (rather not in announcements, which everybody reads), or by an admin. Pure.
 */
export function invitationFor(
  template: FilledTemplate | undefined,
  groups: readonly InvitingGroup[],
  preferred: string | undefined,
  adapter: string,
): Invitation {
  if (template !== undefined) return { by: 'template', template };
  const [first] = groups
    .filter(({ canPost }) => canPost)
    .sort((one, other) => rankOf(one, preferred, adapter) - rankOf(other, preferred, adapter));
  return first === undefined ? { by: 'admin' } : { by: 'group', group: first.key };
}
