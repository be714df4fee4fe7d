import type { GroupSettings, Rank, RequestMethod } from './world/group-state.js';

/** A message, whoever wrote it. */
export interface MessageRef {
  readonly id: string;
  /** The group it is in; absent in a chat of two. */
  readonly group?: WhatsAppGroup;
  readonly from: WhatsAppPerson;
  /** Whom it was for, in a chat of two. */
  readonly to?: WhatsAppPerson;
}

/** A message as it looks on somebody's phone. */
export interface SeenMessage extends MessageRef {
  /** ms UTC, when the server took it. */
  readonly at: number;
  /** The words: the text, the caption, or the question of a poll; empty once deleted. */
  readonly text: string;
  readonly mentions: readonly WhatsAppPerson[];
  /** The id of the message it answers. */
  readonly replyTo?: string;
  readonly isEdited: boolean;
  readonly isDeleted: boolean;
  /** Who deleted it for everyone. */
  readonly deletedBy?: WhatsAppPerson;
  readonly isPinned: boolean;
  /** How often it was passed on. */
  readonly forwarded: number;
  /** Seconds after which it disappears; 0 for never. */
  readonly disappearsAfter: number;
  readonly reactions: readonly { readonly from: WhatsAppPerson; readonly emoji: string }[];
  readonly poll?: {
    readonly options: readonly {
      readonly text: string;
      readonly voters: readonly WhatsAppPerson[];
    }[];
  };
  readonly media?: SeenMedia;
  /** An invitation to a group, for this person alone. */
  readonly invite?: { readonly group: string; readonly code: string };
}

/** A file in a message. */
export interface SeenMedia {
  readonly kind: 'image' | 'video' | 'audio' | 'document' | 'sticker';
  readonly mimetype: string;
  readonly fileName?: string;
  /** Fetches and opens the file; rejects when it is not what the message says. */
  read(): Promise<Buffer>;
}

/** What goes along with a text. */
export interface Saying {
  /** Name them in the text yourself, by their `mention`. */
  readonly mentions?: readonly WhatsAppPerson[];
  readonly replyTo?: MessageRef;
  /** How often it was passed on already; 5 and more is shown as forwarded many times. */
  readonly forwarded?: number;
  /** Linked devices get it only when it is released: to let an edit or a delete come first. */
  readonly held?: boolean;
}

/** A file that is sent. */
export interface MediaToSend {
  readonly kind: SeenMedia['kind'];
  readonly bytes: Uint8Array;
  readonly mimetype: string;
  readonly caption?: string;
  readonly fileName?: string;
}

/** Somebody's phone, looked at. */
export interface WhatsAppPhone {
  /** What stands in a group, oldest first; only what this person got. */
  in(group: WhatsAppGroup): Promise<readonly SeenMessage[]>;
  /** What stands in the chat with somebody. */
  with(person: WhatsAppPerson): Promise<readonly SeenMessage[]>;
  /**
   * Waits until a message stands there that has these words in it, or for which `isIt` is true.
   * Rejects after 5 seconds, with what does stand there.
   */
  until(
    where: WhatsAppGroup | WhatsAppPerson,
    isIt: string | ((message: SeenMessage) => boolean),
  ): Promise<SeenMessage>;
}

/** What a new group is to be like. */
export interface NewGroup {
  readonly subject: string;
  readonly description?: string;
  readonly members?: readonly WhatsAppPerson[];
  /** Members and admins at once. */
  readonly admins?: readonly WhatsAppPerson[];
  /** The community it is linked to. */
  readonly community?: WhatsAppCommunity;
  /** Whether members are known by hidden id, as in today's groups, or by number. */
  readonly addressing?: 'lid' | 'pn';
}

/** What a new community is to be like. */
export type NewCommunity = Pick<NewGroup, 'subject' | 'description' | 'members' | 'admins'>;

/** A group as it is on the server. */
export interface WhatsAppGroup {
  /** `<digits>@g.us` */
  readonly id: string;
  readonly subject: string;
  readonly description: string | undefined;
  readonly members: readonly WhatsAppPerson[];
  readonly admins: readonly WhatsAppPerson[];
  readonly settings: GroupSettings;
  readonly inviteCode: string;
  /** The community it is linked to. */
  readonly community: WhatsAppCommunity | undefined;
  /** Who waits to be let in. */
  readonly requests: readonly { readonly from: WhatsAppPerson; readonly method: RequestMethod }[];
  roleOf(person: WhatsAppPerson): Rank | undefined;
}

/** A group that others are linked to. */
export interface WhatsAppCommunity extends WhatsAppGroup {
  /** The group that every member is in and only admins write in. */
  readonly announcements: WhatsAppGroup;
  /** Every group linked to it, the announcement group included. */
  readonly linkedGroups: readonly WhatsAppGroup[];
}

/**
 * Somebody with WhatsApp, and their phone.
 *
 * What they do is done at once; linked devices learn of it in the order in which it was done.
 * What WhatsApp does not let them do throws an error that says so.
 */
export interface WhatsAppPerson {
  readonly name: string;
  /** E.164 with the plus. */
  readonly number: string;
  /** `<digits>@lid` */
  readonly lid: string;
  /** `<digits>@s.whatsapp.net` */
  readonly numberJid: string;
  /** How this person is named in a text that mentions them: `@<digits>`. */
  readonly mention: string;
  readonly phone: WhatsAppPhone;

  createGroup(plan: NewGroup): WhatsAppGroup;
  createCommunity(plan: NewCommunity): WhatsAppCommunity;

  says(where: WhatsAppGroup | WhatsAppPerson, text: string, saying?: Saying): MessageRef;
  replies(message: MessageRef, text: string): MessageRef;
  /** An empty emoji takes the reaction back. */
  reacts(message: MessageRef, emoji: string): MessageRef;
  edits(message: MessageRef, text: string): MessageRef;
  /** For everyone: one's own message, or somebody else's as an admin. */
  deletes(message: MessageRef): MessageRef;
  pins(message: MessageRef): MessageRef;
  asks(
    where: WhatsAppGroup | WhatsAppPerson,
    question: string,
    options: readonly string[],
    most?: number,
  ): MessageRef;
  votes(poll: MessageRef, ...options: readonly string[]): Promise<MessageRef>;
  sends(where: WhatsAppGroup | WhatsAppPerson, media: MediaToSend, saying?: Saying): MessageRef;
  /** The chat is opened: the senders learn that the message is read. */
  reads(message: MessageRef): void;

  adds(group: WhatsAppGroup, ...people: readonly WhatsAppPerson[]): void;
  removes(group: WhatsAppGroup, ...people: readonly WhatsAppPerson[]): void;
  promotes(group: WhatsAppGroup, ...people: readonly WhatsAppPerson[]): void;
  demotes(group: WhatsAppGroup, ...people: readonly WhatsAppPerson[]): void;
  renames(group: WhatsAppGroup, subject: string): void;
  /** An empty text takes the description away. */
  describes(group: WhatsAppGroup, description: string): void;
  sets(group: WhatsAppGroup, settings: Partial<GroupSettings>): void;
  resetsInvite(group: WhatsAppGroup): void;
  links(community: WhatsAppCommunity, group: WhatsAppGroup): void;
  unlinks(community: WhatsAppCommunity, group: WhatsAppGroup): void;

  /** Follows the invite link: comes in, or waits for an admin where joining needs approval. */
  joins(group: WhatsAppGroup): void;
  /** Takes the request to join back. */
  withdraws(group: WhatsAppGroup): void;
  /** Follows an invitation that was sent to this person alone. */
  accepts(invite: { readonly group: string; readonly code: string }): void;
  leaves(group: WhatsAppGroup): void;
  approves(group: WhatsAppGroup, ...people: readonly WhatsAppPerson[]): void;
  rejects(group: WhatsAppGroup, ...people: readonly WhatsAppPerson[]): void;

  /** Whether a device linked to this person has marked a message as read, as its writer sees. */
  hasRead(message: MessageRef): boolean;

  /** From now on others see the hidden id only. */
  hidesNumber(): void;
  /**
   * Takes the account to another number, with another hidden id: the same human is the person this
   * returns from then on, in all their groups. Groups are told; so are devices of those who have
   * them in the address book.
   */
  changesNumber(
    number: string,
    known?: { readonly inAddressBookOf?: readonly WhatsAppPerson[] },
  ): WhatsAppPerson;
  /** From now on nobody can add this person to a group. */
  refusesBeingAdded(): void;
  /** The phone is set up anew: what is sealed for its old keys cannot be read, and is asked for again. */
  reinstalls(): void;

  /** Scans the QR code that a new device shows, which links the device to this phone. */
  scans(qr: string): Promise<void>;
  /** Types the code that a new device shows. */
  types(code: string): Promise<void>;
  /** The linked devices of this phone, such as a bot. */
  readonly linkedDevices: readonly LinkedDevice[];
  /** From now on, or until, messages to people who never wrote are refused with 463. */
  mayNotReachOut(until?: number): void;
  mayReachOut(): void;
}

/** A device linked to a phone, with what can happen to its connection. */
export interface LinkedDevice {
  readonly isOnline: boolean;
  /** Resolves when it has logged in and was given what had waited for it. */
  online(): Promise<void>;
  /** The line is cut. */
  drops(): void;
  /** The line stands, but nothing comes through any more in either direction. */
  stalls(): void;
  /** The server asks it to connect anew: 515. */
  restarts(): void;
  /** The same device logs in from elsewhere: 440. */
  getsReplaced(): void;
  /** The number is banned: 403, now and at every login. */
  getsBanned(): void;
  /** The phone removes the device: 401, now and at every login. */
  getsUnlinked(): void;
  /** Nothing is brought to it until it `flows` again; what it sends is taken. */
  waits(): void;
  flows(): void;
}
