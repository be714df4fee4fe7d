import type { WhatsAppCommunity, WhatsAppGroup, WhatsAppPerson } from '../api.js';
import type { Account } from '../world/account.js';
import type { GroupState } from '../world/group-state.js';

/** What stands behind the handles that tests hold. */
export interface Book {
  person(account: Account): WhatsAppPerson;
  group(state: GroupState): WhatsAppGroup;
  community(state: GroupState): WhatsAppCommunity;
  accountOf(person: WhatsAppPerson): Account;
  stateOf(group: WhatsAppGroup): GroupState;
}

/** How handles are made. */
export interface Makers {
  person(account: Account, book: Book): WhatsAppPerson;
  group(state: GroupState, book: Book): WhatsAppGroup;
  community(state: GroupState, book: Book): WhatsAppCommunity;
}

/** One handle for each person and group, so that tests can compare them. */
export function createBook(make: Makers): Book {
  const people = new Map<Account, WhatsAppPerson>();
  const accounts = new Map<WhatsAppPerson, Account>();
  const groups = new Map<GroupState, WhatsAppGroup>();
  const communities = new Map<GroupState, WhatsAppCommunity>();
  const states = new Map<WhatsAppGroup, GroupState>();

  const book: Book = {
    person(account) {
      const known = people.get(account);
      if (known) return known;
      const person = make.person(account, book);
      people.set(account, person);
      accounts.set(person, account);
      return person;
    },
    group(state) {
      if (state.kind === 'community') return book.community(state);
      const known = groups.get(state);
      if (known) return known;
      const group = make.group(state, book);
      groups.set(state, group);
      states.set(group, state);
      return group;
    },
    community(state) {
      const known = communities.get(state);
      if (known) return known;
      const community = make.community(state, book);
      communities.set(state, community);
      states.set(community, state);
      return community;
    },
    accountOf(person) {
      const account = accounts.get(person);
      if (!account) throw new Error(`${person.name} is a person of another WhatsApp.`);
      return account;
    },
    stateOf(group) {
      const state = states.get(group);
      if (!state) throw new Error(`${group.subject} is a group of another WhatsApp.`);
      return state;
    },
  };
  return book;
}
