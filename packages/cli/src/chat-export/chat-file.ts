/** The three ways a chat can be written down. */
export type ChatForm = 'android' | 'ios' | 'json-lines';

/** In which order a date names day, month and year. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** One message of an exported chat; a media placeholder is a message too. */
export interface ChatMessage {
  /** Counts messages from 0; notices are not counted. */
  readonly index: number;
  /** Milliseconds UTC. */
  readonly at: number;
  /** The name or number as exported, without direction marks; `~ ` stays: not a saved contact. */
  readonly from: string;
  /** What was written; a placeholder for media or a deleted message is taken out. */
  readonly text: string;
  /** Only JSON lines say it: the key of the group. */
  readonly group?: string;
  /** Only JSON lines say it: the language of the text. */
  readonly lang?: string;
  /** Names or ids, each once, in the order of the text. */
  readonly mentions: readonly string[];
  readonly media?: 'omitted' | 'attached';
  readonly edited?: boolean;
  readonly deleted?: boolean;
  readonly forwardingScore?: number;
  readonly roles?: readonly string[];
  /** ISO 3166-1 alpha-2: whose number formats apply. */
  readonly country?: string;
  /** The text was longer than {@link longestText} and has lost its end. */
  readonly cut?: boolean;
  /** Where the message starts in the file, from 1. */
  readonly line: number;
}

/** Something the platform itself wrote into the chat: who came, who left, what was changed. */
export interface ChatNotice {
  /** `other` also stands for every wording that is not known. */
  readonly kind: 'joined' | 'left' | 'removed' | 'created' | 'other';
  readonly at: number;
  /** Whom it happened to (for `created`: who did it); the exporting person is `You`. */
  readonly people: readonly string[];
  /** Who did it, where the notice says so. */
  readonly by?: string;
  /** The notice as exported, without direction marks. */
  readonly text: string;
  readonly line: number;
}

/** A line of the chat that says something, told apart by `type`. */
export type ChatEntry =
  | ({ readonly type: 'message' } & ChatMessage)
  | ({ readonly type: 'notice' } & ChatNotice);

/** A message being filled in; readers assign its fields, since spreading them is slow. */
export type MessageDraft = { readonly type: 'message' } & {
  -readonly [Key in keyof ChatMessage]: ChatMessage[Key];
};

/** An exported chat that was recognised and can be read. */
export interface ChatFile {
  readonly form: ChatForm;
  /** The group's name as the file or archive gives it, otherwise the file's own name. */
  readonly name: string;
  /** What was decided for the whole file; `ymd` for JSON lines. */
  readonly dateOrder: DateOrder;
  /** The size of the chat text: of the file, or unpacked of the entry in the archive. */
  readonly bytes: number;
  /** Reads from the start each time it is called; memory does not grow with the file. */
  entries(): AsyncIterable<ChatEntry>;
  /** How many of {@link bytes} the latest `entries()` has read, for a progress bar. */
  read(): number;
}

/** How to understand what a chat file leaves open. */
export interface OpenChatOptions {
  /** IANA name of the zone whose clock the phone showed, such as `Africa/Nairobi`. */
  readonly timeZone: string;
  /** Overrides what the file suggests, for a chat that could be read both ways. */
  readonly dateOrder?: DateOrder;
}

/** Characters kept of one line or one message; WhatsApp itself allows 65,536. */
export const longestText = 1024 * 1024;
