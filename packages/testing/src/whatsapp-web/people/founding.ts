import type { WhatsAppPerson } from '../api.js';
import type { Network } from '../server/network.js';
import type { Account } from '../world/account.js';
import { foundCommunity, foundGroup } from '../world/found.js';
import { add, rank } from '../world/membership.js';
import { isRefusal } from '../world/refusal.js';
import type { Book } from './book.js';
import { refusedError } from './governing.js';

/** How people make groups and communities. */
export type FoundingOf = Pick<WhatsAppPerson, 'createGroup' | 'createCommunity'>;

/** How this person makes groups. Whom the plan names and who refuses to be added stays out. */
export function foundingOf(by: Account, { groups }: Network, book: Book): FoundingOf {
  const all = (people: readonly WhatsAppPerson[]) => people.map(book.accountOf);
  return {
    createGroup({ subject, description, members = [], admins = [], community, addressing }) {
      const founded = foundGroup(groups, {
        by,
        subject,
        description,
        addressing,
        members: all([...members, ...admins]),
        parent: community && book.stateOf(community),
      });
      if (isRefusal(founded)) throw refusedError(by, 'create', subject, founded);
      rank(groups, founded.group, by, all(admins), 'admin');
      return book.group(founded.group);
    },
    createCommunity({ subject, description, members = [], admins = [] }) {
      const state = foundCommunity(groups, { by, subject, description });
      add(groups, state, by, all([...members, ...admins]));
      rank(groups, state, by, all(admins), 'admin');
      return book.community(state);
    },
  };
}
