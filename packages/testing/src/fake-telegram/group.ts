import { openTopic } from './methods/chats.js';
import { addLink, isOpen, primaryLink, resetPrimary } from './methods/invites.js';
import type { TelegramPerson } from './person.js';
import {
  allRights,
  isIn,
  type MemberStatus,
  mayInChat,
  type Permissions,
  type TelegramPermission,
  type TelegramRight,
} from './rights.js';
import type { ChatState, CommunityState, Json, UserState } from './state.js';
import { chatJson, linkJson, userJson } from './wire.js';
import type { World } from './world.js';

/** A group or channel, and what its admins do there on their phones. */
export interface TelegramGroup {
  /** The id of the Bot API; another one after the group has become a supergroup. */
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly permissions: Permissions;
  /** What somebody is in it. */
  status(person: TelegramPerson | 'bot'): MemberStatus;
  isIn(person: TelegramPerson | 'bot'): boolean;
  /** Brings somebody in; by themselves unless somebody did it. Throws where that one may not. */
  add(person: TelegramPerson, by?: TelegramPerson): void;
  remove(person: TelegramPerson, by?: TelegramPerson): void;
  /** Leaves by themselves. */
  leaves(person: TelegramPerson): void;
  /** Brings the bot in as a member, or as an admin with these rights. */
  addBot(rights?: readonly TelegramRight[] | 'all'): void;
  /** Makes the bot an admin with these rights; a member with none. */
  setBotRights(rights: readonly TelegramRight[] | 'all'): void;
  removeBot(): void;
  promote(
    person: TelegramPerson,
    options?: { readonly anonymous?: boolean; readonly rights?: readonly TelegramRight[] },
  ): void;
  demote(person: TelegramPerson): void;
  /** Changes what members may do. */
  permit(changes: Partial<Record<TelegramPermission, boolean>>): void;
  /** Changes its name; by the owner unless somebody else does. Throws where they may not. */
  rename(title: string, by?: TelegramPerson): void;
  /** Lets people in only when an admin, or the bot, says so. */
  setApproval(approval: boolean): void;
  /** The link by which people come in now; made where there is none. */
  link(): string;
  resetLink(): string;
  /** Comes in by a link. True where they are in; false where they have to wait. Throws for a dead link. */
  joins(person: TelegramPerson, link?: string): boolean;
  readonly asking: readonly number[];
  /** Opens a topic of a forum; returns its number. */
  topic(name: string): number;
  /** Puts the chat under a native community, or takes it out. */
  inCommunity(community: CommunityState | undefined): void;
  /** Makes a supergroup of a basic group: it gets another id. */
  becomesSupergroup(): void;
  pin(message: number): void;
}

/** What a group handle needs: the state behind it changes when a group moves. */
export interface GroupParts {
  readonly world: World;
  readonly owner: UserState;
  state(): ChatState;
  move(to: ChatState): void;
}

function rightsOf(rights: readonly TelegramRight[] | 'all'): ReadonlySet<TelegramRight> {
  return new Set(rights === 'all' ? allRights : rights);
}

/** Tells the chat what an admin has done; the bot sees it. */
function announce({ world, owner, state }: GroupParts, content: Json): void {
  world.post(state(), { from: owner, content, isService: true });
}

/** On a phone what somebody may not do cannot even be tapped. */
function need(
  { world, state }: GroupParts,
  by: UserState,
  what: 'can_change_info' | 'can_invite_users',
): void {
  if (mayInChat(state(), world.memberOf(state(), by.id), what)) return;
  throw new Error(`${by.firstName} may not do this in the group: ${what} is needed.`);
}

function comeIn({ world, state }: GroupParts, user: UserState, given?: string): boolean {
  const chat = state();
  const link =
    given === undefined ? primaryLink(chat) : chat.links.find((one) => one.link === given);
  if (link === undefined || !isOpen(world, chat, link)) {
    throw new Error('This invite link does not work any more.');
  }
  const json = linkJson(link, world.user(link.creator));
  if (!link.byRequest && !(chat.approval && link.isPrimary)) {
    link.used += 1;
    world.setMember(chat, user, { status: 'member' }, { by: user, link: json });
    return true;
  }
  chat.requests.set(user.id, world.now());
  const mayAnswer = world.memberOf(chat, world.bot.id).rights?.has('can_invite_users');
  if (mayAnswer) {
    user.mayBeWrittenUntil = world.now() + 5 * 60_000;
    const request = { chat: chatJson(chat), from: userJson(user), user_chat_id: user.id };
    world.tell('chat_join_request', { ...request, date: world.seconds(), invite_link: json });
  }
  return false;
}

/** A new chat with everything of the old; both tell the bot that it is so. */
function migrate(parts: GroupParts): void {
  const { world, state, move } = parts;
  const old = state();
  if (old.type !== 'group') throw new Error('Only a basic group becomes a supergroup.');
  const next = world.addChat('supergroup', old.title);
  next.description = old.description;
  next.permissions = old.permissions;
  for (const [id, member] of old.members) next.members.set(id, member);
  announce(parts, { migrate_to_chat_id: next.id });
  old.movedTo = next.id;
  move(next);
  announce(parts, { migrate_from_chat_id: old.id });
}

/** A group in the hands of its owner. */
export function createGroup(parts: GroupParts): TelegramGroup {
  const { world, owner, state } = parts;
  const userOf = ({ id }: TelegramPerson): UserState => world.user(id);
  const who = (person: TelegramPerson | 'bot'): number =>
    person === 'bot' ? world.bot.id : person.id;
  const botAs = (rights: readonly TelegramRight[] | 'all' | undefined): void => {
    const given = rightsOf(rights ?? []);
    const next =
      given.size > 0
        ? ({ status: 'administrator', rights: given } as const)
        : ({ status: 'member' } as const);
    world.setMember(state(), world.bot, { ...next, promotedBy: owner.id }, { by: owner });
  };

  return {
    get id() {
      return state().id;
    },
    get title() {
      return state().title;
    },
    get description() {
      return state().description;
    },
    get permissions() {
      return state().permissions;
    },
    status: (person) => world.memberOf(state(), who(person)).status,
    isIn: (person) => isIn(world.memberOf(state(), who(person))),
    add(person, by = person) {
      if (by !== person) need(parts, userOf(by), 'can_invite_users');
      world.setMember(state(), userOf(person), { status: 'member' }, { by: userOf(by) });
    },
    remove(person, by) {
      const cause = { by: by === undefined ? owner : userOf(by) };
      world.setMember(state(), userOf(person), { status: 'kicked' }, cause);
    },
    leaves(person) {
      world.setMember(state(), userOf(person), { status: 'left' }, { by: userOf(person) });
    },
    addBot: botAs,
    setBotRights: botAs,
    removeBot() {
      world.setMember(state(), world.bot, { status: 'kicked' }, { by: owner });
    },
    promote(person, { anonymous = false, rights = allRights } = {}) {
      const next = {
        status: 'administrator',
        rights: rightsOf(rights),
        anonymous,
        promotedBy: owner.id,
      } as const;
      world.setMember(state(), userOf(person), next, { by: owner });
    },
    demote(person) {
      world.setMember(state(), userOf(person), { status: 'member' }, { by: owner });
    },
    permit(changes) {
      const chat = state();
      chat.permissions = { ...chat.permissions, ...changes };
    },
    rename(title, by) {
      if (by !== undefined) need(parts, userOf(by), 'can_change_info');
      state().title = title;
      const from = by === undefined ? owner : userOf(by);
      world.post(state(), { from, content: { new_chat_title: title }, isService: true });
    },
    setApproval(approval) {
      state().approval = approval;
    },
    link: () => (primaryLink(state()) ?? addLink(state(), owner.id, { isPrimary: true })).link,
    resetLink: () => resetPrimary(state(), owner.id).link,
    joins: (person, link) => comeIn(parts, userOf(person), link),
    get asking() {
      return [...state().requests.keys()];
    },
    topic: (name) => openTopic(world, state(), name),
    inCommunity(community) {
      state().community = community;
      announce(
        parts,
        community === undefined
          ? { community_chat_removed: {} }
          : { community_chat_added: { community } },
      );
    },
    becomesSupergroup: () => migrate(parts),
    pin(message) {
      state().pinned.push(message);
      announce(parts, {
        pinned_message: { message_id: message, chat: chatJson(state()), date: world.seconds() },
      });
    },
  };
}
