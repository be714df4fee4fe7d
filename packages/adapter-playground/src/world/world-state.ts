import { KapwaError, type PlatformRole, type WhoMay } from '@kapwa/core';
import type { Mark, WorldAttachment } from '../wire.js';

/** Somebody with a phone. */
export interface WorldPerson {
  readonly id: string;
  readonly name: string;
  /** BCP 47: what their phone is set to. The messenger does not tell it to bots. */
  readonly locale?: string;
  readonly blocksBot: boolean;
}

/** Somebody in a group, with the role the messenger gives them there. */
export interface WorldMember {
  readonly account: string;
  readonly role: PlatformRole;
  /** They may read, and not write. */
  readonly muted?: true;
}

/** A group chat. */
export interface WorldGroup {
  readonly id: string;
  readonly title: string;
  /** What it says about itself; empty where nobody wrote anything. */
  readonly description: string;
  readonly posting: WhoMay;
  /** Who may change what it says about itself. */
  readonly editing: WhoMay;
  /** Who may bring others in. */
  readonly adding: WhoMay;
  /** Messages disappear after this long, ms; 0 keeps them. */
  readonly disappearing: number;
  /** Whether an admin has to let people in who come by link. */
  readonly approval: boolean;
  /** The invite link that works now. */
  readonly link: string;
  /** Whether it is under the community of this messenger. */
  readonly linked: boolean;
  readonly members: readonly WorldMember[];
  /** People who came by link and wait for an admin. */
  readonly requests: readonly string[];
  /** Messages at the top of the chat, the newest first. */
  readonly pinned: readonly string[];
}

/** A file as it was sent, with its bytes. */
export interface WorldFile {
  readonly mimeType: string;
  readonly name?: string;
  readonly bytes: Uint8Array;
}

/** A poll, as part of the message that asks. */
export interface WorldPoll {
  readonly options: readonly string[];
  /** Whether somebody may choose several. */
  readonly several: boolean;
  /** The places of the options somebody chose; by account. */
  readonly votes: Readonly<Record<string, readonly number[]>>;
}

/** Where something is written: a group, or the direct chat of the bot with the person of that id. */
export interface WorldChat {
  readonly id: string;
  readonly direct: boolean;
}

/** A message as the messenger keeps it. */
export interface WorldMessage {
  readonly id: string;
  /** Its place among all messages of the world, from 1. */
  readonly order: number;
  readonly chat: WorldChat;
  readonly at: number;
  readonly author: string;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly replyTo?: string;
  readonly edited: boolean;
  /** Who took it away; the text is gone then. */
  readonly deletedBy?: string;
  /** One a person; by account. */
  readonly reactions: Readonly<Record<string, string>>;
  /** Accounts that have shown that they read it. */
  readonly readBy?: readonly string[];
  readonly poll?: WorldPoll;
  readonly attachment?: WorldAttachment;
  /** The name of the template of which these are the words. */
  readonly template?: string;
  /** When it disappears by itself, ms UTC. */
  readonly until?: number;
}

/** How long somebody was in a group, counted in messages of the world; open while they are. */
interface Stay {
  readonly from: number;
  readonly to?: number;
}

/** Everything the messenger knows. Records are replaced, never changed, so they may be kept. */
export interface WorldState {
  readonly bot: WorldPerson;
  readonly people: Map<string, WorldPerson>;
  readonly groups: Map<string, WorldGroup>;
  readonly messages: Map<string, WorldMessage>;
  readonly files: Map<string, WorldFile>;
  readonly stays: Map<string, readonly Stay[]>;
  /** How often somebody has asked to be let into a group. */
  readonly asked: Map<string, number>;
  /** Up to which message of the world somebody has read a chat. */
  readonly read: Map<string, number>;
  /** When people last wrote to the bot directly, ms UTC. */
  readonly wroteToBot: Map<string, number>;
  /** Messages at the top of direct chats, by person. */
  readonly pinned: Map<string, readonly string[]>;
  /** Who may link groups to the community of this messenger. */
  readonly communityAdmins: Set<string>;
  readonly mustWriteFirst: boolean;
  /** For how long after that the bot may write freely, ms; for ever where there is none. */
  readonly window?: number;
  /** The link that opens the chat with the bot. */
  readonly startLink?: string;
}

/** The direct chat of a person with the bot. */
export function directChat(person: string): WorldChat {
  return { id: person, direct: true };
}

/** One chat as one person has it, as a key. */
export function chatKey(account: string, chat: WorldChat): string {
  return `${chat.direct ? 'direct' : 'group'}/${chat.id}/${account}`;
}

/** A person or the bot. Throws for an unknown id: that is a mistake of the program, not of people. */
export function accountIn(state: WorldState, id: string): WorldPerson {
  const found = id === state.bot.id ? state.bot : state.people.get(id);
  if (found !== undefined) return found;
  throw new KapwaError(
    'adapter.invalid',
    `playground: nobody here is called "${id}". Known are ${[...state.people.keys()].join(', ')}; add the person to the world first.`,
  );
}

/** A group. Throws for an unknown id. */
export function groupIn(state: WorldState, id: string): WorldGroup {
  const found = state.groups.get(id);
  if (found !== undefined) return found;
  throw new KapwaError(
    'adapter.invalid',
    `playground: there is no group "${id}". Known are ${[...state.groups.keys()].join(', ')}; add the group to the world first.`,
  );
}

/** Whether a message can still be read: neither taken away nor disappeared by itself. */
export function stands(message: WorldMessage, now: number): boolean {
  return message.deletedBy === undefined && (message.until === undefined || message.until > now);
}

/** The id of the message that is written next. */
export function nextMessageId({ messages }: Pick<WorldState, 'messages'>): string {
  return `m${messages.size + 1}`;
}

/** The role somebody has in a group; undefined when they are not in it. */
export function roleIn(group: WorldGroup, account: string): PlatformRole | undefined {
  return group.members.find((member) => member.account === account)?.role;
}

/** Whether somebody may do what only admins may. */
export function isAdmin(group: WorldGroup, account: string): boolean {
  const role = roleIn(group, account);
  return role === 'admin' || role === 'owner';
}
