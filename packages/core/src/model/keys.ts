import { createHmac } from 'node:crypto';

/** The collections core itself keeps, each with what its key is made of. */
export const collections = {
  /** `community` */
  communities: 'core.communities',
  /** `community/group` */
  groups: 'core.groups',
  /** `adapter/chat id`: which group a chat is. */
  chats: 'core.chats',
  /** `adapter/chat id`: the id the chat has now, where the platform has given it another. */
  movedChats: 'core.moved-chats',
  /** `adapter/account id`: which person an account belongs to. */
  accounts: 'core.accounts',
  /** `adapter/account id`: who had the id before and until when, where the platform gave them another. */
  formerAccounts: 'core.former-accounts',
  /** `community/person` */
  people: 'core.people',
  /** `community/group/person` */
  memberships: 'core.memberships',
  /** `community/person`: when they last asked to be let into a group, ms UTC. */
  askedToJoin: 'core.asked-to-join',
  /** `adapter`: the link that opens the direct chat with the bot. */
  startLinks: 'core.start-links',
  /** `community/group`: the bot's own role there. */
  botRoles: 'core.bot-roles',
  /** `community/group/plugin/schedule`: up to when its slots are taken, ms UTC. */
  slots: 'core.slots',
  /** `community/group/plugin/schedule`: since when a schedule runs as it does. */
  schedules: 'core.schedules',
  /** `community/group`: how the group stands on its platform. */
  standings: 'core.standings',
  /** `community/community/current`: the blueprint as it was given last, without settings of adapters. */
  blueprints: 'core.blueprints',
  /** `community/group`: how many are in it, the bot too, where the platform lists the members. */
  sizes: 'core.sizes',
  /** `community/group`: when somebody made its invite link anew, ms UTC. */
  linkResets: 'core.link-resets',
  /** `community/group/reset`: the last time that happened of which the bot has the link again. */
  knownLinks: 'core.known-links',
  /** `community/action`: what came of an action that later ones may name. */
  kept: 'core.kept-actions',
  /** `community/person/person`: what is needed to undo that the second linked with the first. */
  links: 'core.links',
  /** `community/person`: the secret their pseudonym in the audit comes from. */
  pseudonyms: 'core.pseudonyms',
  /** `budget/adapter` and `claim/adapter/rate/chat`: how much of what a platform allows is used. */
  budgets: 'core.budgets',
} as const;

const ESCAPED = /[%/]/;

function escaped(part: string): string {
  return ESCAPED.test(part) ? part.replace(/[%/]/g, encodeURIComponent) : part;
}

/** Joins the parts of a key; a slash inside a part is written so that parts stay apart. */
export function recordKey(...parts: readonly string[]): string {
  let key = '';
  // A loop: every message makes a dozen keys.
  for (let at = 0; at < parts.length; at += 1) {
    const part = escaped(parts[at] ?? '');
    key = at === 0 ? part : `${key}/${part}`;
  }
  return key;
}

/** One part of a key as it was given to {@link recordKey}. */
export function keyPart(written: string): string {
  return written.replaceAll('%2F', '/').replaceAll('%25', '%');
}

/** The lane of a group. */
export function groupLane(community: string, group: string): string {
  return `group:${recordKey(community, group)}`;
}

/** The lane of a person: all their direct chats, over all adapters. */
export function personLane(person: string): string {
  return `person:${person}`;
}

/** The lane of a community. */
export function communityLane(community: string): string {
  return `community:${community}`;
}

/** Where everything for one person goes, in order. */
export function personDestination(community: string, person: string): string {
  return `person:${recordKey(community, person)}`;
}

/** Where a chat leads. */
export interface ChatRecord {
  readonly community: string;
  readonly group: string;
}

/** Where an account leads. */
export interface AccountRecord {
  readonly person: string;
  /** The community the person was first seen in; direct messages belong there. */
  readonly community: string;
  /** Since when it is theirs, ms UTC, where the platform gave it to them in the place of another. */
  readonly since?: number;
}

/** Whose an account id was, and until when: whoever writes from it later is somebody else. */
export interface FormerAccountRecord extends AccountRecord {
  /** ms UTC. */
  readonly until: number;
}

/** Makes ids that stay the same for the same input, and tell nothing without the installation's key. */
export type IdMaker = (kind: string, ...parts: readonly string[]) => string;

/** Ids under one installation's secret key. */
export function idMaker(secret: string): IdMaker {
  return (kind, ...parts) => {
    const digest = createHmac('sha256', secret).update(recordKey(kind, ...parts));
    return `${kind}_${digest.digest('base64url').slice(0, 16)}`;
  };
}
