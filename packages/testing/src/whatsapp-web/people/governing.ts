import type { WhatsAppGroup, WhatsAppPerson } from '../api.js';
import type { Network } from '../server/network.js';
import type { Account } from '../world/account.js';
import { carryOut } from '../world/carry-out.js';
import type { GroupCommand } from '../world/group-command.js';
import type { GroupState } from '../world/group-state.js';
import { isRefusal, type Refusal } from '../world/refusal.js';
import type { Book } from './book.js';

/** What people do with groups and communities. */
export type Governing = Pick<
  WhatsAppPerson,
  | 'adds'
  | 'removes'
  | 'promotes'
  | 'demotes'
  | 'renames'
  | 'describes'
  | 'sets'
  | 'resetsInvite'
  | 'links'
  | 'unlinks'
  | 'joins'
  | 'withdraws'
  | 'accepts'
  | 'leaves'
  | 'approves'
  | 'rejects'
>;

/** What the phone shows when WhatsApp does not let somebody do something. */
export function refusedError(
  by: Account,
  what: string,
  subject: string,
  { refused, text }: Refusal,
): Error {
  return new Error(
    `WhatsApp does not let ${by.name} do "${what}" in "${subject}": ${refused} ${text}.`,
  );
}

function perform(network: Network, by: Account, state: GroupState, command: GroupCommand): void {
  const outcome = carryOut(network.groups, state, by, command);
  if (isRefusal(outcome)) throw refusedError(by, command.do, state.subject, outcome);
  const failed = outcome.people.find(({ error }) => error !== undefined);
  if (!failed) return;
  throw new Error(
    `WhatsApp answers ${failed.error} when ${by.name} does "${command.do}" with ` +
      `${failed.who.name} in "${state.subject}".`,
  );
}

/** What this person does with groups. */
export function governingOf(by: Account, network: Network, book: Book): Governing {
  const on = (group: WhatsAppGroup, command: GroupCommand): void =>
    perform(network, by, book.stateOf(group), command);
  const all = (people: readonly WhatsAppPerson[]) => people.map(book.accountOf);
  const idOf = network.newId;

  return {
    adds: (group, ...people) => on(group, { do: 'add', who: all(people) }),
    removes(group, ...people) {
      const everywhere = book.stateOf(group).kind === 'community';
      on(group, { do: 'remove', who: all(people), everywhere });
    },
    promotes: (group, ...people) => on(group, { do: 'promote', who: all(people) }),
    demotes: (group, ...people) => on(group, { do: 'demote', who: all(people) }),
    renames: (group, subject) => on(group, { do: 'subject', subject }),
    describes: (group, text) =>
      on(group, { do: 'description', id: idOf(), body: text === '' ? undefined : text }),
    sets: (group, settings) => on(group, { do: 'settings', settings }),
    resetsInvite: (group) => on(group, { do: 'invite-reset' }),
    links: (community, group) => on(community, { do: 'link', other: book.stateOf(group) }),
    unlinks: (community, group) => on(community, { do: 'unlink', other: book.stateOf(group) }),
    joins: (group) => on(group, { do: 'join' }),
    withdraws: (group) => on(group, { do: 'withdraw' }),
    accepts({ group, code }) {
      const state = network.groups.groups.get(group);
      if (!state) throw new Error(`There is no group ${group}.`);
      perform(network, by, state, { do: 'accept', code });
    },
    leaves: (group) => on(group, { do: 'leave' }),
    approves: (group, ...people) => on(group, { do: 'approve', who: all(people) }),
    rejects: (group, ...people) => on(group, { do: 'reject', who: all(people) }),
  };
}
