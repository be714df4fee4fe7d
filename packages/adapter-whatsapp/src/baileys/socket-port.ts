import type { Me } from './accounts.js';

/**
 * What this driver needs of a WhatsApp Web library, as data in and out: everything here can be
 * sent from one thread to another. Today Baileys stands behind it; its successor can.
 */

/** Something that happened, in the library's own form; checked when it is read. */
export type SocketNews =
  /** A message, or what happened in a group, which WhatsApp Web shows like one. */
  | { readonly kind: 'message'; readonly message: unknown }
  /** How a group stands. */
  | { readonly kind: 'group'; readonly group: unknown }
  /** Who waits to be let into a group or community, all of them. */
  | { readonly kind: 'requests'; readonly group: string; readonly requests: readonly unknown[] }
  /** A stanza about groups or people of which the library makes nothing. */
  | { readonly kind: 'notice'; readonly node: unknown }
  /** What became of a message of the bot's own. */
  | { readonly kind: 'receipt'; readonly receipt: unknown };

/** How the connection stands. */
export type SocketState =
  /** To be scanned with the phone, or typed into it; a new one comes when it runs out. */
  | { readonly state: 'pairing'; readonly qr?: string; readonly code?: string }
  | { readonly state: 'open' }
  /** `code` is WhatsApp's reason, such as 401 for logged out. */
  | { readonly state: 'closed'; readonly code: number | undefined };

/** Who the bot is, and what of WhatsApp it is in; needed to read anything. */
export interface SocketSelf {
  readonly me: Me;
  /** Communities and their announcement groups; absent while not known. */
  readonly communities?: readonly (readonly [community: string, announcement: string])[];
}

/**
 * WhatsApp locks the account for people it has no chat with, until this moment, ms UTC, where that
 * is told; or lifts the lock.
 */
export type SocketWarning =
  | { readonly code: 'time-lock'; readonly until: number | undefined }
  | { readonly code: 'time-lock-lifted' };

/** Changes of the session's values; null removes one. */
export type SessionChanges = ReadonlyMap<string, Uint8Array | null>;

/** What a socket tells whoever runs it. */
export interface SocketOwner {
  state(state: SocketState): void;
  self(self: SocketSelf): void;
  warn(warning: SocketWarning): void;
  /** Resolves once it is kept for good. */
  news(news: readonly SocketNews[]): Promise<void>;
  /** The session's values, kept in the store. */
  get(keys: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  keys(prefix: string): Promise<readonly string[]>;
  /** All of it or nothing of it: the values and what was decrypted with them. */
  keep(changes: SessionChanges, news: readonly SocketNews[]): Promise<void>;
}

/** What is asked of WhatsApp. Addresses are WhatsApp's. */
export type SocketRequest =
  | { readonly op: 'send'; readonly to: string; readonly say: Saying; readonly quote?: Quote }
  | { readonly op: 'edit'; readonly to: string; readonly message: string; readonly say: Saying }
  | { readonly op: 'delete'; readonly to: string; readonly target: Target }
  | { readonly op: 'react'; readonly to: string; readonly target: Target; readonly emoji: string }
  /** `seconds` 0 lets it go again. */
  | { readonly op: 'pin'; readonly to: string; readonly target: Target; readonly seconds: number }
  | { readonly op: 'poll'; readonly to: string; readonly poll: Poll }
  | { readonly op: 'media'; readonly to: string; readonly media: Media; readonly quote?: Quote }
  | { readonly op: 'place'; readonly to: string; readonly place: Place; readonly quote?: Quote }
  | { readonly op: 'card'; readonly to: string; readonly card: Card; readonly quote?: Quote }
  /** Brings the bytes of what came with a message, as `MediaBytes`. */
  | { readonly op: 'download'; readonly message: string }
  | { readonly op: 'typing'; readonly to: string }
  /** Marks a message of somebody else as read. */
  | { readonly op: 'read'; readonly to: string; readonly target: Target }
  | { readonly op: 'group.set'; readonly group: string; readonly set: GroupSetting }
  | { readonly op: 'group.create'; readonly make: NewGroup }
  /** Into the community, or out of it; the only one there is unless it is named. */
  | { readonly op: 'group.link'; readonly group: string; readonly community?: CommunityChoice }
  | { readonly op: 'group.unlink'; readonly group: string }
  | { readonly op: 'group.read'; readonly group: string }
  | {
      readonly op: 'member';
      readonly group: string;
      readonly member: string;
      readonly change: 'remove' | 'promote' | 'demote';
    }
  | {
      readonly op: 'join';
      readonly group: string;
      readonly member: string;
      readonly answer: 'approve' | 'reject';
    }
  | { readonly op: 'invite'; readonly group: string; readonly reset: boolean }
  | { readonly op: 'role'; readonly group: string; readonly member: string };

/** A text with the accounts it mentions; each stands in it as `@` and the first part of its address. */
export interface Saying {
  readonly text: string;
  readonly mentions: readonly string[];
}

/** The message that is answered. */
interface Quote {
  readonly message: string;
}

/** Something made of bytes, with its caption. */
export interface Media {
  readonly type: 'image' | 'video' | 'audio' | 'document';
  readonly say?: Saying;
  /** Absent while the step is only written down. */
  readonly file?: MediaBytes;
}

/** Bytes and what they are. */
export interface MediaBytes {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly name?: string;
}

/** A place on the map, in degrees. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  readonly name?: string;
  readonly address?: string;
}

/** Somebody's contact card. */
export interface Card {
  readonly name: string;
  readonly phones: readonly string[];
}

/** A message; without an author, one of the bot's own or one it remembers. */
export interface Target {
  readonly message: string;
  readonly author?: string;
}

/** A question with options to choose from. */
interface Poll {
  readonly question: string;
  readonly options: readonly string[];
  /** How many may be chosen; 0 for any number. */
  readonly most: number;
}

/** One setting of a group. */
export type GroupSetting =
  | { readonly kind: 'posting'; readonly value: 'everyone' | 'admins' }
  | { readonly kind: 'editing'; readonly value: 'everyone' | 'admins' }
  | { readonly kind: 'adding'; readonly value: 'everyone' | 'admins' }
  | { readonly kind: 'approval'; readonly value: boolean }
  /** In seconds; 0 keeps messages. */
  | { readonly kind: 'disappearing'; readonly value: number }
  | { readonly kind: 'name' | 'description'; readonly value: string };

/** A group to be made. */
export interface NewGroup {
  readonly name: string;
  readonly description?: string;
  /** Asked in one by one; whose privacy forbids it gets an invite card. */
  readonly members: readonly string[];
  readonly settings: readonly GroupSetting[];
  /** How many invite cards may be sent. */
  readonly invites: number;
}

/** Which community of WhatsApp's own is meant. */
export interface CommunityChoice {
  readonly jid?: string;
  /** Made under this name where the bot runs none yet. */
  readonly create?: string;
}

/** What WhatsApp answered to a request. */
export type SocketAnswer =
  | { readonly kind: 'done'; readonly message?: string; readonly data?: unknown }
  /** `code` is WhatsApp's, `why` the request's own reason where it was not even made. */
  | { readonly kind: 'refused'; readonly code?: number; readonly why?: Why }
  /** Not connected, so it has certainly not happened. */
  | { readonly kind: 'offline' }
  /** The answer was lost: it may have happened. */
  | { readonly kind: 'lost' };

/** Why a request was not made. */
export type Why = 'no-author' | 'no-community' | 'several-communities' | 'not-in-group';

/** A socket that can be asked. */
export interface Socket {
  /** Opens the connection, after it was closed too. What becomes of it is told to the owner. */
  open(): Promise<void>;
  ask(request: SocketRequest): Promise<SocketAnswer>;
  /** Asks how groups stand, all of them unless named; they come as news. */
  refresh(groups?: readonly string[]): Promise<void>;
  /** Lets go of values of the session that are held in memory: the stored ones were changed. */
  forget?(): Promise<void>;
  /** Closes the connection and whatever runs for it. Safe to call twice. */
  close(): Promise<void>;
}

/** How a socket is come by. */
export type SocketMaker = (owner: SocketOwner) => Socket | Promise<Socket>;
