import type { PersonId } from '../model/person.js';
import type { Text } from '../text/text.js';

/** To whom a message goes: a group by its key, or one person directly. */
export type Recipient = { readonly group: string } | { readonly person: PersonId };

/** A message in a group, by the platform's id. */
export interface MessageRef {
  readonly group: string;
  readonly message: string;
  /** Who wrote it, as the platform names them; some platforms need it to delete or answer. */
  readonly author?: string;
}

/** Writes a message. */
export interface SendMessage {
  readonly kind: 'message.send';
  readonly to: Recipient;
  readonly text: Text;
  /** The platform's id of the message this answers, in the same chat. */
  readonly replyTo?: string;
}

/** Takes somebody's message away for everyone. */
export interface DeleteMessage {
  readonly kind: 'message.delete';
  readonly target: MessageRef;
}

/** What the bot may ask of a platform. */
export type Action = SendMessage | DeleteMessage;

/** The name of one kind of action. */
export type ActionKind = Action['kind'];

/** Every kind of action there is, in one place for tables and checks. */
export const actionKinds = [
  'message.send',
  'message.delete',
] as const satisfies readonly ActionKind[];

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
  /** Ids of actions that must have succeeded first; if one did not, this settles as `refused`. */
  readonly after?: readonly string[];
  /** A named step of the plugin that gets the outcome, with data it leaves for itself. */
  readonly onSettled?: { readonly step: string; readonly data?: unknown };
  /** `at-least-once` unless said otherwise; `at-most-once` is never repeated after a crash. */
  readonly delivery?: Delivery;
  /** Why, for the audit: a stable short id such as `invite-link`. */
  readonly reason?: string;
}
