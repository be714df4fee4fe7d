import type { Update } from '../wire.js';
import type { WorldChange } from './world-change.js';
import {
  accountIn,
  chatKey,
  isAdmin,
  roleIn,
  type WorldChat,
  type WorldGroup,
  type WorldMessage,
  type WorldState,
} from './world-state.js';

/** An update before the line to the bot has numbered it; what may be told again has an id of its own. */
export type Unnumbered = Update extends infer One
  ? One extends Update
    ? Omit<One, 'id'> & { readonly id?: string }
    : never
  : never;

type Account = { readonly id: string; readonly name: string };
type ChangeOf<Kind extends WorldChange['kind']> = Extract<WorldChange, { kind: Kind }>;

function account(state: WorldState, id: string): Account {
  const { name } = accountIn(state, id);
  return { id, name };
}

function chatOf(
  state: WorldState,
  chat: WorldChat,
): { id: string; direct: boolean; title?: string } {
  const title = chat.direct ? undefined : state.groups.get(chat.id)?.title;
  return { ...chat, ...(title === undefined ? {} : { title }) };
}

/** How a group stands: told to the bot when it connects and when it comes in or goes out. */
export function groupUpdate(state: WorldState, group: WorldGroup, at: number): Unnumbered {
  const botRole = roleIn(group, state.bot.id);
  const others = group.members.filter((member) => member.account !== state.bot.id);
  return {
    kind: 'group',
    at,
    chat: chatOf(state, { id: group.id, direct: false }),
    ...(botRole === undefined ? {} : { botRole }),
    description: group.description,
    posting: group.posting,
    editing: group.editing,
    adding: group.adding,
    disappearing: group.disappearing,
    approval: group.approval,
    linked: group.linked,
    members:
      botRole === undefined
        ? []
        : others.map((member) => ({ account: account(state, member.account), role: member.role })),
  };
}

type OfMessage = Exclude<Extract<WorldChange, { message: WorldMessage }>, { kind: 'pinned' }>;

function ofMessage(state: WorldState, change: OfMessage): Unnumbered {
  const { kind, at, message } = change;
  const chat = chatOf(state, message.chat);
  if (kind === 'voted') {
    const from = account(state, change.from);
    return { kind: 'vote', at, chat, from, message: message.id, choices: [...change.choices] };
  }
  if (kind === 'deleted') {
    return { kind: 'delete', at, chat, message: message.id, by: account(state, change.by) };
  }
  if (kind === 'reacted') {
    const from = account(state, change.from);
    return { kind: 'reaction', at, chat, from, message: message.id, emoji: change.emoji };
  }
  const from = account(state, message.author);
  const written = { message: message.id, text: message.text, marks: [...message.marks] };
  if (kind === 'edited') return { kind: 'edit', at, chat, from, ...written };
  const { replyTo, attachment } = message;
  return {
    kind: 'message',
    at,
    chat,
    from,
    ...written,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(attachment === undefined ? {} : { attachment }),
  };
}

/** That somebody asks to be let in: by the same id however often it is told. */
function requestUpdate(
  state: WorldState,
  { id: group }: WorldGroup,
  member: string,
  at: number,
): Unnumbered {
  const chat: WorldChat = { id: group, direct: false };
  const times = state.asked.get(chatKey(member, chat)) ?? 1;
  return {
    kind: 'request',
    id: `asked:${group}:${member}:${times}`,
    at,
    chat: chatOf(state, chat),
    member: account(state, member),
  };
}

/** All of how a group stands: who waits to be let in as well, where the bot may answer them. */
export function standingOf(
  state: WorldState,
  group: WorldGroup,
  at: number,
): readonly Unnumbered[] {
  const waiting = isAdmin(group, state.bot.id) ? group.requests : [];
  return [
    groupUpdate(state, group, at),
    ...waiting.map((member) => requestUpdate(state, group, member, at)),
  ];
}

type OfRequest = ChangeOf<'requested' | 'declined' | 'withdrew'>;

function ofRequest(state: WorldState, group: WorldGroup, change: OfRequest): Unnumbered {
  const { at, member, by } = change;
  if (change.kind === 'requested') return requestUpdate(state, group, member, at);
  return {
    kind: 'request-over',
    at,
    chat: chatOf(state, { id: group.id, direct: false }),
    member: account(state, member),
    ...(by === undefined ? {} : { by: account(state, by) }),
  };
}

type OfMember = ChangeOf<'joined' | 'left' | 'role' | 'muted'>;

function ofMember(state: WorldState, change: OfMember): Unnumbered {
  const about = {
    at: change.at,
    chat: chatOf(state, { id: change.group, direct: false }),
    member: account(state, change.member),
  };
  const by = change.by === undefined ? {} : { by: account(state, change.by) };
  switch (change.kind) {
    case 'role':
      return { kind: 'role', role: change.role, ...about, ...by };
    case 'muted':
      return { kind: 'mute', muted: change.muted, ...about, ...by };
    default:
      return { kind: change.kind === 'joined' ? 'join' : 'leave', ...about, ...by };
  }
}

function ofSettings(state: WorldState, change: ChangeOf<'settings'>): Unnumbered {
  const { at, group, changed, by } = change;
  return {
    kind: 'settings',
    at,
    chat: chatOf(state, { id: group, direct: false }),
    changed,
    ...(by === undefined ? {} : { by: account(state, by) }),
  };
}

function botIsIn(state: WorldState, chat: WorldChat): boolean {
  const group = chat.direct ? undefined : state.groups.get(chat.id);
  return chat.direct || (group !== undefined && roleIn(group, state.bot.id) !== undefined);
}

/** A bot does not hear itself, and of votes only those in its own polls. */
function hears(state: WorldState, change: OfMessage): boolean {
  const { author, chat } = change.message;
  if (!botIsIn(state, chat)) return false;
  switch (change.kind) {
    case 'wrote':
    case 'edited':
      return author !== state.bot.id;
    case 'deleted':
      return change.by !== state.bot.id;
    case 'reacted':
      return change.from !== state.bot.id;
    case 'voted':
      return author === state.bot.id;
  }
}

/** What happens in groups a bot is told also where it did it itself: that it has come about. */
function ofGroup(
  state: WorldState,
  change: ChangeOf<'settings' | 'created'> | OfMember | OfRequest,
): readonly Unnumbered[] {
  const group = state.groups.get(change.group);
  if (group === undefined) return [];
  const botRole = roleIn(group, state.bot.id);
  switch (change.kind) {
    case 'requested':
    case 'declined':
    case 'withdrew':
      return isAdmin(group, state.bot.id) ? [ofRequest(state, group, change)] : [];
    case 'settings':
      return botRole === undefined ? [] : [ofSettings(state, change)];
    case 'created':
      // Of a group it made itself it is told in the answer, before anybody can write there.
      if (botRole === undefined || change.by === state.bot.id) return [];
      return standingOf(state, group, change.at);
    default:
      if (change.member === state.bot.id) return standingOf(state, group, change.at);
      return botRole === undefined ? [] : [ofMember(state, change)];
  }
}

/**
 * What the bot is told of a change: nothing of chats it is not in, nothing of what it wrote itself,
 * and never that somebody has blocked it.
 */
export function updatesOf(state: WorldState, change: WorldChange): readonly Unnumbered[] {
  switch (change.kind) {
    case 'blocked':
    case 'pinned':
    case 'typing':
      return [];
    case 'wrote':
    case 'edited':
    case 'deleted':
    case 'reacted':
    case 'voted':
      return hears(state, change) ? [ofMessage(state, change)] : [];
    default:
      return ofGroup(state, change);
  }
}
