import type { MemberState, Permissions } from './rights.js';

/** Plain JSON as it goes over the wire. */
export type Json = Readonly<Record<string, unknown>>;

/** The kinds of chat there are. */
export type ChatType = 'private' | 'group' | 'supergroup' | 'channel';

/** Somebody on Telegram, or a bot. */
export interface UserState {
  readonly id: number;
  readonly isBot: boolean;
  readonly firstName: string;
  readonly username?: string;
  readonly language?: string;
  /** Whether they have pressed Start: before, a bot may not write to them. */
  started: boolean;
  blocked: boolean;
  /** Until when the bot may write because they asked to join a group, ms UTC. */
  mayBeWrittenUntil: number;
}

/** A poll below a message. */
export interface PollState {
  readonly id: string;
  readonly question: string;
  readonly options: readonly string[];
  readonly several: boolean;
  readonly anonymous: boolean;
  readonly votes: Map<number, readonly number[]>;
  closed: boolean;
}

/** One message of a chat. */
export interface MessageState {
  readonly id: number;
  readonly chat: ChatState;
  readonly from: UserState | undefined;
  /** The chat in whose name it was written, by an anonymous admin or in a channel. */
  readonly senderChat: ChatState | undefined;
  /** Seconds. */
  readonly date: number;
  readonly thread: number | undefined;
  readonly replyTo: number | undefined;
  /** The only one who sees it, of an ephemeral message. */
  readonly receiver: UserState | undefined;
  readonly isService: boolean;
  /** `text`, `entities`, `photo` and the like, as the Bot API writes them. */
  content: Json;
  editDate: number | undefined;
  isDeleted: boolean;
  readonly poll: PollState | undefined;
  /** Emoji by user. */
  readonly reactions: Map<number, readonly string[]>;
}

/** A link by which people come in. */
export interface LinkState {
  readonly link: string;
  readonly creator: number;
  readonly isPrimary: boolean;
  readonly name?: string;
  readonly expires?: number;
  readonly limit?: number;
  readonly byRequest: boolean;
  used: number;
  revoked: boolean;
}

/** A native community of Telegram: chats under one name. */
export interface CommunityState {
  readonly id: number;
  readonly name: string;
}

/** A group or channel as a phone finds it. */
export interface TelegramPlace {
  readonly id: number;
  readonly title: string;
}

/** One chat. */
export interface ChatState {
  readonly id: number;
  readonly type: ChatType;
  title: string;
  username: string | undefined;
  description: string;
  isForum: boolean;
  permissions: Permissions;
  readonly members: Map<number, MemberState>;
  readonly messages: Map<number, MessageState>;
  readonly ephemeral: Map<number, MessageState>;
  readonly pinned: number[];
  readonly links: LinkState[];
  /** When each of those who ask to be let in did so, ms UTC. */
  readonly requests: Map<number, number>;
  readonly topics: Map<number, { name: string; closed: boolean }>;
  /** Whether an admin has to let in who comes by the primary link. */
  approval: boolean;
  /** Whether joining and leaving is written into the chat; Telegram stops that in large groups. */
  announcesMembers: boolean;
  community: CommunityState | undefined;
  movedTo: number | undefined;
  /** ms; 0 keeps messages. */
  autoDelete: number;
  lastId: number;
}

/** An empty chat. */
export function newChat(
  id: number,
  type: ChatType,
  title: string,
  permissions: Permissions,
): ChatState {
  return {
    id,
    type,
    title,
    username: undefined,
    description: '',
    isForum: false,
    permissions,
    members: new Map(),
    messages: new Map(),
    ephemeral: new Map(),
    pinned: [],
    links: [],
    requests: new Map(),
    topics: new Map(),
    approval: false,
    announcesMembers: true,
    community: undefined,
    movedTo: undefined,
    autoDelete: 0,
    lastId: 0,
  };
}
