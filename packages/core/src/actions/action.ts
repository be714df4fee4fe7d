import type { Attachment } from '../attachments/attachment.js';
import type { WhoMay } from '../model/group.js';
import type { PersonId } from '../model/person.js';
import type { Permission } from '../model/role.js';
import type { FilledTemplate } from '../model/template.js';
import type { Menu } from '../text/menu.js';
import type { Text } from '../text/text.js';

/** To whom a message goes: a group by its key, or one person directly. */
export type Recipient =
  | { readonly group: string }
  | {
      readonly person: PersonId;
      /** On which of their messengers, as their accounts name it; the one at hand unless given. */
      readonly adapter?: string;
    };

/**
 * A message by the platform's id, or one the bot was asked to send, by the id of that action. The
 * outbox waits until that one is out, and puts in the platform's id.
 */
export type MessageId = string | { readonly action: string };

/** A message in a group or direct chat. */
export type MessageRef<Id extends MessageId = MessageId> = Recipient & {
  readonly message: Id;
  /** Who wrote it, as the platform names them; some platforms need it to delete or answer. */
  readonly author?: string;
};

/** Writes a message. */
export interface SendMessage<Id extends MessageId = MessageId> {
  readonly kind: 'message.send';
  readonly to: Recipient;
  /** May be empty where there is an attachment; then it is the caption. */
  readonly text: Text;
  /**
   * A picture, document, place or the like. What does not fit into its caption follows as a message
   * of its own; where it has no caption, the words come first. Its menu is always numbered lines.
   */
  readonly attachment?: Attachment;
  /** The message this answers, in the same chat. */
  readonly replyTo?: Id;
  /**
   * Options to choose from: numbered lines below the text, or buttons or a list where the platform
   * has these and every label fits. Answers are read by `readMenuChoice`.
   */
  readonly menu?: Menu;
  /**
   * The same in words the platform has approved: how it goes out to one person who can be written to
   * in no other way. Most need none: templates are declared in `community.yaml`.
   */
  readonly template?: FilledTemplate;
  /**
   * Shown in the group to this person alone. Where a platform has no such messages it is refused,
   * and never shown to everybody instead.
   */
  readonly onlyFor?: PersonId;
}

/** Changes what the bot itself wrote. */
interface EditMessage<Id extends MessageId = MessageId> {
  readonly kind: 'message.edit';
  readonly target: MessageRef<Id>;
  readonly text: Text;
}

/** Takes a message away for everyone. */
export interface DeleteMessage<Id extends MessageId = MessageId> {
  readonly kind: 'message.delete';
  readonly target: MessageRef<Id>;
}

/** Reacts to a message; an empty emoji takes the bot's reaction back. */
interface ReactToMessage<Id extends MessageId = MessageId> {
  readonly kind: 'message.react';
  readonly target: MessageRef<Id>;
  readonly emoji: string;
}

/** Keeps a message at the top of its chat, or lets it go again. */
interface PinMessage<Id extends MessageId = MessageId> {
  readonly kind: 'message.pin' | 'message.unpin';
  readonly target: MessageRef<Id>;
}

/** Asks a group to choose between options. */
interface SendPoll {
  readonly kind: 'poll.send';
  readonly to: Recipient;
  readonly question: string;
  readonly options: readonly string[];
  /** Whether somebody may choose several; one unless said otherwise. */
  readonly several?: boolean;
}

/** Lets everybody post in a group, or only its admins. */
interface SetPosting {
  readonly kind: 'posting.set';
  readonly group: string;
  readonly posting: WhoMay;
}

/** Lets everybody in a group change its name, description and picture, or only its admins. */
interface SetEditing {
  readonly kind: 'editing.set';
  readonly group: string;
  readonly editing: WhoMay;
}

/** Lets everybody in a group bring others in, or only its admins. The invite link is another matter. */
interface SetAdding {
  readonly kind: 'adding.set';
  readonly group: string;
  readonly adding: WhoMay;
}

/** Lets messages in a group disappear after a while, ms; 0 keeps them. */
interface SetDisappearing {
  readonly kind: 'disappearing.set';
  readonly group: string;
  readonly after: number;
}

/** Lets people into a group at once who come by its link, or only once an admin says so. */
interface SetApproval {
  readonly kind: 'approval.set';
  readonly group: string;
  /** Whether an admin, or the bot, has to let them in. */
  readonly approval: boolean;
}

/** Changes what a group is called or says about itself. */
interface DescribeGroup {
  readonly kind: 'group.describe';
  readonly group: string;
  readonly name?: string;
  readonly description?: string;
}

/** Makes the chat of a group the blueprint names: `done` with the chat's address. */
export interface CreateGroup {
  readonly kind: 'group.create';
  readonly group: string;
  /** The adapter on whose platform it is made. */
  readonly adapter: string;
  /** Who is asked in from the beginning; nobody unless given. */
  readonly members?: readonly PersonId[];
}

/** Puts a group under the platform's own community, or takes it out. */
interface LinkGroup {
  readonly kind: 'group.link' | 'group.unlink';
  readonly group: string;
}

/**
 * Changes a person's place in a group: out of it, its platform role, or whether they may write
 * there: somebody muted stays, reads along and writes nothing.
 */
export interface ChangeMember {
  readonly kind:
    | 'member.remove'
    | 'member.promote'
    | 'member.demote'
    | 'member.mute'
    | 'member.unmute';
  readonly group: string;
  readonly person: PersonId;
}

/** Answers somebody's wish to come into a group. */
interface AnswerJoin {
  readonly kind: 'join.approve' | 'join.decline';
  readonly group: string;
  readonly person: PersonId;
}

/** Reads a group's invite link, or makes a new one so that the old stops working: `done` with `{ link }`. */
interface InviteLink {
  readonly kind: 'invite.get' | 'invite.reset';
  readonly group: string;
  /**
   * With `invite.get`: a link for one person alone, that lets in once. Only Telegram has such; by
   * other platforms it is the group's own link.
   */
  readonly single?: boolean;
  /**
   * With `invite.get`: a link by which people have to be let in. Only Telegram has such; elsewhere
   * `approval.set` says it of the group.
   */
  readonly approval?: boolean;
}

/** Reads how a group stands now: `done` with a report, which also comes in as `group.reported`. */
interface ReadGroup {
  readonly kind: 'group.read';
  readonly group: string;
}

/** Shows that the bot is writing; tried at once and never again. */
interface ShowTyping {
  readonly kind: 'typing.show';
  readonly to: Recipient;
  /**
   * The platform's id of the message that is being answered: the one the turn is about unless said
   * otherwise. WhatsApp's official API shows typing only in answer to one, and marks it as read.
   */
  readonly answers?: string;
}

/** Shows that the bot has read a message; tried at once and never again. */
interface ShowRead<Id extends MessageId = MessageId> {
  readonly kind: 'read.show';
  readonly target: MessageRef<Id>;
}

/** What the bot may ask of a platform. */
export type Action<Id extends MessageId = MessageId> =
  | SendMessage<Id>
  | EditMessage<Id>
  | DeleteMessage<Id>
  | ReactToMessage<Id>
  | PinMessage<Id>
  | SendPoll
  | SetPosting
  | SetEditing
  | SetAdding
  | SetDisappearing
  | SetApproval
  | DescribeGroup
  | CreateGroup
  | LinkGroup
  | ChangeMember
  | AnswerJoin
  | InviteLink
  | ReadGroup
  | ShowTyping
  | ShowRead<Id>;

/** An action in which every message is named by the platform's id: what an adapter writes down. */
export type ReadyAction = Action<string>;

/** The name of one kind of action. */
export type ActionKind = Action['kind'];

/** The action of one kind. */
export type ActionOf<Kind extends ActionKind> = Extract<Action, { kind: Kind }>;

/** Every kind of action there is, in one place for tables and checks. */
export const actionKinds = [
  'message.send',
  'message.edit',
  'message.delete',
  'message.react',
  'message.pin',
  'message.unpin',
  'poll.send',
  'posting.set',
  'editing.set',
  'adding.set',
  'disappearing.set',
  'approval.set',
  'group.describe',
  'group.create',
  'group.link',
  'group.unlink',
  'group.read',
  'member.remove',
  'member.promote',
  'member.demote',
  'member.mute',
  'member.unmute',
  'join.approve',
  'join.decline',
  'invite.get',
  'invite.reset',
  'typing.show',
  'read.show',
] as const satisfies readonly ActionKind[];

/** Where an action happens. */
export function placeOfAction(action: Action): Recipient {
  if ('target' in action) return action.target;
  return 'to' in action ? action.to : { group: action.group };
}

/** How soon an action goes out where several wait for one chat. */
export type Priority = 'urgent' | 'reply' | 'notice' | 'bulk';

/** Which mistake is worse when a crash hides whether a message went out. */
export type Delivery = 'at-least-once' | 'at-most-once';

/** How an action is to be carried out. */
export interface ActionOptions {
  /** `reply` unless said otherwise. `notice` and `bulk` wait for the end of quiet hours. */
  readonly priority?: Priority;
  /** Not sent before this moment, ms UTC. */
  readonly notBefore?: number;
  /** Not sent after this moment, ms UTC: it settles as `expired`. */
  readonly expires?: number;
  /**
   * Ids of actions that must have succeeded first; if one did not, this settles as `refused`. Of
   * an earlier turn only those with `keep` can be named.
   */
  readonly after?: readonly string[];
  /** A named step of the plugin that gets the outcome, with data it leaves for itself. */
  readonly onSettled?: { readonly step: string; readonly data?: unknown };
  /** `at-least-once` unless said otherwise; `at-most-once` is never repeated after a crash. */
  readonly delivery?: Delivery;
  /** Why, for the audit: a stable short id such as `invite-link`. */
  readonly reason?: string;
  /** Tried at once, never stored, never tried again: for typing, which is so by itself. */
  readonly volatile?: boolean;
  /**
   * What this changes is put back at this moment, ms UTC, as it was before; for kinds that can be
   * undone. Holds through restarts; a later change by an admin, or by the bot itself, cancels it.
   */
  readonly until?: number;
  /**
   * Until this moment, ms UTC, later turns may name this action in `after`, and what it sends in
   * `replyTo` and `target`, by its id. Within one turn that always works.
   */
  readonly keep?: number;
  /**
   * Admins are told at once while this waits for somebody who has to write first, or when it could
   * not be delivered: a warning nobody saw is none.
   */
  readonly tellAdmins?: boolean;
  /** Whether an admin is asked to do it by hand where the bot cannot; true unless said otherwise. */
  readonly assist?: boolean;
  /**
   * Somebody's wish this fulfils, and the permission it rests on: their role is read from the
   * platform right before, and the action refused when it is gone or cannot be read.
   */
  readonly onBehalfOf?: { readonly person: PersonId; readonly permission: Permission };
}
