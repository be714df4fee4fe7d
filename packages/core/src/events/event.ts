import type { Outcome } from '../actions/outcome.js';
import type { Blueprint } from '../blueprint/blueprint.js';
import type { Posting } from '../model/group.js';
import type { PlatformRole } from '../model/membership.js';

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
  readonly id?: string;
  readonly mimeType?: string;
}

interface Reported<Kind extends string> {
  readonly kind: Kind;
  /** Unique per adapter for 8 days and more: the key by which a repeated report is recognised. */
  readonly id: string;
  /** When it happened, ms UTC. */
  readonly at: number;
  readonly adapter: string;
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
  readonly media?: readonly MediaRef[];
  /** How often it was forwarded before, where the platform tells. */
  readonly forwardingScore?: number;
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

/** How a group stands on its platform: told at connecting, and whenever the bot comes into a group. */
export interface GroupReported extends InChat<'group.reported'> {
  /** The bot's own role there; absent when it is not in the group. */
  readonly botRole?: PlatformRole;
  readonly posting?: Posting;
  /** Members with their roles, where the platform lists them. */
  readonly members?: readonly { readonly account: AccountRef; readonly role: PlatformRole }[];
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

/** The community as it should be was given to the kit. */
export interface BlueprintLoaded extends Reported<'blueprint.loaded'> {
  readonly blueprint: Blueprint;
}

/** What an adapter may report. */
export type PlatformEvent =
  | MessageReceived
  | MessageEdited
  | MessageDeleted
  | MemberJoined
  | MemberLeft
  | RoleChanged
  | ReactionAdded
  | GroupReported
  | DeliveryReported
  | TransportChanged;

/** Everything that enters by `accept`: what platforms report and what the kit tells itself. */
export type KapwaEvent =
  | PlatformEvent
  | ActionSettled
  | ScheduleDue
  | PluginPosted
  | BlueprintLoaded;

/** The name of one kind of event. */
export type EventKind = KapwaEvent['kind'];

/** The event of one kind. */
export type EventOf<Kind extends EventKind> = Extract<KapwaEvent, { kind: Kind }>;
