import type { Update } from '../wire.js';
import type { WorldChange } from './world-change.js';
import {
  accountIn,
  roleIn,
  type WorldChat,
  type WorldGroup,
  type WorldMessage,
  type WorldState,
} from './world-state.js';

/** An update before the line to the bot has numbered it. */
export type Unnumbered = Update extends infer One
  ? One extends Update
    ? Omit<One, 'id'>
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
    posting: group.posting,
    members:
      botRole === undefined
        ? []
        : others.map((member) => ({ account: account(state, member.account), role: member.role })),
  };
}

function ofMessage(state: WorldState, change: WorldChange & { message: WorldMessage }): Unnumbered {
  const { kind, at, message } = change;
  const chat = chatOf(state, message.chat);
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
  const reply = message.replyTo === undefined ? {} : { replyTo: message.replyTo };
  return { kind: 'message', at, chat, from, ...written, ...reply };
}

function ofMember(state: WorldState, change: ChangeOf<'joined' | 'left' | 'role'>): Unnumbered {
  const about = {
    at: change.at,
    chat: chatOf(state, { id: change.group, direct: false }),
    member: account(state, change.member),
    ...(change.by === undefined ? {} : { by: account(state, change.by) }),
  };
  if (change.kind === 'role') return { kind: 'role', role: change.role, ...about };
  return { kind: change.kind === 'joined' ? 'join' : 'leave', ...about };
}

function botIsIn(state: WorldState, chat: WorldChat): boolean {
  const group = chat.direct ? undefined : state.groups.get(chat.id);
  return chat.direct || (group !== undefined && roleIn(group, state.bot.id) !== undefined);
}

/** Who did it, where it was an account: a bot is not told what it did itself. */
function doer(change: WorldChange): string | undefined {
  if (change.kind === 'wrote' || change.kind === 'edited') return change.message.author;
  if (change.kind === 'reacted') return change.from;
  return change.kind === 'blocked' ? change.person : change.by;
}

/**
 * What the bot is told of a change: nothing of chats it is not in, nothing of what it did itself,
 * and never that somebody has blocked it.
 */
export function updateOf(state: WorldState, change: WorldChange): Unnumbered | undefined {
  if (change.kind === 'blocked') return undefined;
  if ('message' in change) {
    const unseen = doer(change) === state.bot.id || !botIsIn(state, change.message.chat);
    return unseen ? undefined : ofMessage(state, change);
  }
  const group = state.groups.get(change.group);
  if (group === undefined) return undefined;
  const aboutBot = change.kind === 'posting' || change.member === state.bot.id;
  if (aboutBot) return groupUpdate(state, group, change.at);
  const unseen = doer(change) === state.bot.id || !botIsIn(state, { id: group.id, direct: false });
  return unseen ? undefined : ofMember(state, change);
}
