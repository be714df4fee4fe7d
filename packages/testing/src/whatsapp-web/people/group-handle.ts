import type { WhatsAppCommunity, WhatsAppGroup } from '../api.js';
import { adminsOf, type GroupState } from '../world/group-state.js';
import type { GroupWorld } from '../world/group-world.js';
import type { Book } from './book.js';

/** A group as tests see it: always as it is at the moment. */
export function groupHandle(state: GroupState, book: Book): WhatsAppGroup {
  return {
    id: state.id,
    get subject() {
      return state.subject;
    },
    get description() {
      return state.description?.body;
    },
    get members() {
      return [...state.ranks.keys()].map(book.person);
    },
    get admins() {
      return adminsOf(state).map(book.person);
    },
    get settings() {
      return state.settings;
    },
    get inviteCode() {
      return state.inviteCode;
    },
    get community() {
      return state.parent && book.community(state.parent);
    },
    get requests() {
      return [...state.requests].map(([who, { method }]) => ({ from: book.person(who), method }));
    },
    roleOf: (person) => state.ranks.get(book.accountOf(person)),
  };
}

/** A community as tests see it. */
export function communityHandle(
  state: GroupState,
  book: Book,
  world: GroupWorld,
): WhatsAppCommunity {
  const own = groupHandle(state, book);
  return Object.defineProperties({} as WhatsAppCommunity, {
    ...Object.getOwnPropertyDescriptors(own),
    announcements: {
      enumerable: true,
      get() {
        const announcements = world.announcementsOf(state);
        if (!announcements) throw new Error(`${state.subject} has no announcement group.`);
        return book.group(announcements);
      },
    },
    linkedGroups: {
      enumerable: true,
      get: () => world.linked(state).map(book.group),
    },
  });
}
