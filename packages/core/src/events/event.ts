import type { Outcome } from '../actions/outcome.js';
import type { ContactCard, MapPlace } from '../attachments/attachment.js';
import type { Blueprint } from '../blueprint/blueprint.js';
import type { PlatformRole } from '../model/membership.js';
import type { Person, PersonId } from '../model/person.js';
import type { GroupSettings } from '../model/standing.js';

/** Somebody as a platform names them. The kit turns this into a person. */
export interface AccountRef {
  readonly id: string;
  /** The name shown beside the message, if the platform gives one. */
  readonly name?: string;
  /** Other ids of the same account that this report reveals. */
  readonly aliases?: readonly string[];
}

/** Where something happened: a group chat, or the direct chat with the account of that id. */
export interface ChatRef {
  readonly id: string;
  readonly direct: boolean;
  readonly title?: string;
}

/** A piece of media by reference; the bytes stay at the platform. */
export interface MediaRef {
  readonly type: 'image' | 'video' | 'audio' | 'document' | 'sticker' | 'other';
  /** By which the adapter of the event can read the bytes; absent where it cannot. */
  readonly id?: string;
  readonly mimeType?: string;
  /** Bytes, where the platform tells. */
  readonly size?: number;
  /** What the sender's phone calls the file. Anything may stand in it. */
  readonly name?: string;
}

interface Reported<Kind extends string> {
  readonly kind: Kind;
  /** Unique per adapter for 8 days and more: the key by which a repeated report is recognised. */
  readonly id: string;
  /** When it happened, ms UTC. */
  readonly at: number;
  readonly adapter: string;
  /** The adapter that brought it, where that is another one, which leads to the same network. */
  readonly via?: string;
}

interface InChat<Kind extends string> extends Reported<Kind> {
  readonly chat: ChatRef;
}

/** Somebody wrote a message the bot can see. */
export interface MessageReceived extends InChat<'message.received'> {
  readonly from: AccountRef;
  /** The platform's id of the message, by which it can be answered or deleted. */
  readonly message: string;
  /** What was written, a caption included; empty for media alone. */
  readonly text: string;
  /** Accounts mentioned, in order, as the platform marked them. */
  readonly mentions: readonly AccountRef[];
  /** Whether the bot itself was mentioned. */
  readonly mentionsBot?: boolean;
  readonly replyTo?: string;
  /** The id of the option that was tapped, where the bot's menu was shown as buttons or a list. */
  readonly choice?: string;
  readonly media?: readonly MediaRef[];
  /** The place on the map that was sent. */
  readonly location?: MapPlace;
  /** The contact cards that were sent. */
  readonly contacts?: readonly ContactCard[];
  /** How often it was forwarded before, where the platform tells. */
  readonly forwardingScore?: number;
  /** It disappears from the chat after this long, ms, where the chat is set so. */
  readonly disappearsAfter?: number;
  /** Roles the sender is known to hold beyond the platform's own: only rehearsals set this. */
  readonly roles?: readonly string[];
  /** ISO 3166-1 alpha-2, where a rehearsal knows it. */
  readonly country?: string;
}

/** A message was changed by its author. */
export interface MessageEdited extends InChat<'message.edited'> {
  readonly from: AccountRef;
  readonly message: string;
  readonly text: string;
  readonly mentions: readonly AccountRef[];
}

/** A message was taken away by its author or an admin. */
export interface MessageDeleted extends InChat<'message.deleted'> {
  readonly message: string;
  readonly by?: AccountRef;
}

/** Somebody came into a group. */
export interface MemberJoined extends InChat<'member.joined'> {
  readonly member: AccountRef;
  /** Who added them; absent when they came by link or by themselves. */
  readonly by?: AccountRef;
}

/** Somebody left a group or was removed. */
export interface MemberLeft extends InChat<'member.left'> {
  readonly member: AccountRef;
  readonly by?: AccountRef;
}

/** An admin, or the bot itself, let somebody read in a group and not write, or write again. */
export interface MemberMuted extends InChat<'member.muted'> {
  readonly member: AccountRef;
  readonly muted: boolean;
  readonly by?: AccountRef;
  /** The bot itself did it. */
  readonly byBot?: true;
}

/** A platform role changed. */
export interface RoleChanged extends InChat<'role.changed'> {
  readonly member: AccountRef;
  readonly role: PlatformRole;
  readonly by?: AccountRef;
}

/** Somebody reacted to a message; an empty emoji takes the reaction back. */
export interface ReactionAdded extends InChat<'reaction.added'> {
  readonly from: AccountRef;
  readonly message: string;
  readonly emoji: string;
}

/**
 * Somebody asks to be let into a group that an admin has to approve. Told once of each request; where
 * the platform lists those who wait, also of requests from before the bot could see them.
 */
export interface JoinRequested extends InChat<'join.requested'> {
  readonly member: AccountRef;
}

/** Somebody does not ask any more to be let in: they took it back, or an admin declined. */
export interface JoinWithdrawn extends InChat<'join.withdrawn'> {
  readonly member: AccountRef;
  /** Who declined; absent where they took it back themselves. */
  readonly by?: AccountRef;
  /** The bot itself declined. */
  readonly byBot?: true;
}

/** Somebody chose in a poll, or changed their choice. */
export interface PollVoted extends InChat<'poll.voted'> {
  readonly from: AccountRef;
  /** The message that is the poll. */
  readonly message: string;
  /** All they chose, as places in the list of options from 0; empty takes the vote back. */
  readonly choices: readonly number[];
}

/** A group was changed on its platform, by an admin or by the bot itself. */
export interface GroupChanged extends InChat<'group.changed'>, GroupSettings {
  /** The invite link was made anew: the old one no longer works. */
  readonly linkReset?: true;
  /** It has got another picture. */
  readonly picture?: true;
  /** The platform has closed it, or opened it again. */
  readonly suspended?: boolean;
  readonly by?: AccountRef;
  /** The bot itself did it. */
  readonly byBot?: true;
}

/** How a group stands on its platform: told at connecting, and whenever the bot comes into a group. */
export interface GroupReported extends InChat<'group.reported'>, GroupSettings {
  /** Whether the platform has closed it, where it tells. */
  readonly suspended?: boolean;
  /** The bot's own role there; absent when it is not in the group. */
  readonly botRole?: PlatformRole;
  /** Members with their roles, where the platform lists them. */
  readonly members?: readonly { readonly account: AccountRef; readonly role: PlatformRole }[];
}

/**
 * A chat has got another id: what comes from either is about the same group, and what goes to it
 * goes to the new one. Where somebody has written to the new one before, that stays what it is.
 */
export interface ChatMoved extends InChat<'chat.moved'> {
  /** The new id. */
  readonly to: string;
}

/**
 * Somebody's account has got another id, such as a new phone number: they stay who they are, and
 * what goes to them goes to the new one. What the old one brings from then on is somebody else's.
 */
export interface AccountMoved extends Reported<'account.moved'> {
  /** The ids it had; those among the new ones stay. */
  readonly account: AccountRef;
  /** The ids it has now, leading one first. */
  readonly to: AccountRef;
  /**
   * A phone number it was known by is not its own any more either, whichever that is, unless it is
   * among the new ids: the platform may tell other ids only.
   */
  readonly numberGone?: true;
}

/** The platform told what became of a message the bot sent, after accepting it. */
export interface DeliveryReported extends Reported<'delivery.reported'> {
  readonly chat: ChatRef;
  readonly message: string;
  readonly state: 'sent' | 'delivered' | 'read' | 'failed';
  readonly reason?: string;
}

/** The connection to a platform came up or went down. */
export interface TransportChanged extends Reported<'transport.changed'> {
  readonly state: 'connected' | 'disconnected' | 'stopped';
  /** Why, in plain words for the people who run the bot. */
  readonly reason?: string;
  /** A link that opens the direct chat with the bot, best with START ready to be sent. */
  readonly startLink?: string;
}

/** What an action came to; comes back into the lane that asked for it. */
export interface ActionSettled extends Reported<'action.settled'> {
  readonly community: string;
  readonly plugin: string;
  readonly action: string;
  readonly outcome: Outcome;
  /** The named step of the plugin that wanted to know, with the data it left for itself. */
  readonly step: string;
  readonly data?: unknown;
}

/** A slot of a schedule came due. Its id is `schedule@slot`, so it can only be taken once. */
export interface ScheduleDue extends Reported<'schedule.due'> {
  readonly community: string;
  readonly group?: string;
  readonly plugin: string;
  readonly schedule: string;
  /** The moment the slot names, ms UTC. */
  readonly slot: number;
}

/** A plugin left work for another lane: it runs the named step there. */
export interface PluginPosted extends Reported<'plugin.posted'> {
  readonly community: string;
  readonly plugin: string;
  readonly step: string;
  readonly data?: unknown;
}

/** The bot made the chat of a group the blueprint names. */
export interface GroupCreated extends InChat<'group.created'> {
  readonly community: string;
  /** The group's key. */
  readonly group: string;
}

/** A platform showed that several ids of it are one account. Told in the lane of a person who has one. */
export interface AccountsRevealed extends Reported<'accounts.revealed'> {
  readonly community: string;
  readonly accounts: readonly string[];
}

/** The platform gave ids of the person of this lane to somebody else: they lead to them no more. */
export interface AccountsLost extends Reported<'accounts.lost'> {
  readonly community: string;
  readonly accounts: readonly string[];
}

/** The person of this lane turned out to be somebody older: everything is handed over to them. */
export interface PersonMerging extends Reported<'person.merging'> {
  readonly community: string;
  readonly into: PersonId;
  /** They said so themselves, by a code. */
  readonly linked?: LinkedBy;
}

/** How two people showed that they are one. */
export interface LinkedBy {
  /** The messenger that gave the code, and the one by which it came back. */
  readonly adapters: readonly [string, string];
}

/**
 * Two people turned out to be one. Told in the lane of the one who stays, and of every group the
 * other was in. What plugins had kept of the other is handed over where the one who stays has
 * nothing under the same key; a plugin that would rather combine the two does it here.
 */
export interface PersonMerged extends Reported<'person.merged'> {
  readonly community: string;
  /** The id that is gone: it leads to the other from now on. */
  readonly gone: PersonId;
  readonly into: PersonId;
  /** The other as they were. */
  readonly person: Person;
  /** What plugins had kept of the other; the part of the key behind the person. */
  readonly records: readonly {
    readonly collection: string;
    readonly key: string;
    readonly value: unknown;
  }[];
  /** They said so themselves, by a code, and can undo it. */
  readonly linked?: LinkedBy;
}

/**
 * Somebody undid that their accounts are one person. Told in the lane of the one who is back, and
 * of every group the two were in.
 */
export interface PersonParted extends Reported<'person.parted'> {
  readonly community: string;
  /** Who stays. */
  readonly person: PersonId;
  /** Who is a person of their own again, under the id they had. */
  readonly back: PersonId;
  /** The messengers on which they are. */
  readonly adapters: readonly string[];
}

/** The community as it should be was given to the kit. */
export interface BlueprintLoaded extends Reported<'blueprint.loaded'> {
  readonly blueprint: Blueprint;
}

/** A community is not looked after any more. */
export interface CommunityRemoved extends Reported<'community.removed'> {
  readonly community: string;
}

/** What an adapter may report. */
export type PlatformEvent =
  | MessageReceived
  | MessageEdited
  | MessageDeleted
  | MemberJoined
  | MemberLeft
  | MemberMuted
  | RoleChanged
  | ReactionAdded
  | JoinRequested
  | JoinWithdrawn
  | PollVoted
  | GroupChanged
  | GroupReported
  | ChatMoved
  | AccountMoved
  | DeliveryReported
  | TransportChanged;

/** Everything that enters by `accept`: what platforms report and what the kit tells itself. */
export type KapwaEvent =
  | PlatformEvent
  | ActionSettled
  | GroupCreated
  | AccountsRevealed
  | AccountsLost
  | PersonMerging
  | PersonMerged
  | PersonParted
  | ScheduleDue
  | PluginPosted
  | BlueprintLoaded
  | CommunityRemoved;

/** The name of one kind of event. */
export type EventKind = KapwaEvent['kind'];

/** The event of one kind. */
export type EventOf<Kind extends EventKind> = Extract<KapwaEvent, { kind: Kind }>;
