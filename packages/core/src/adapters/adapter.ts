import type { ReadyAction } from '../actions/action.js';
import type { Capability, CapabilityQuery } from '../actions/capability.js';
import type { AttachmentFile } from '../attachments/attachment.js';
import type { AttachmentLimits } from '../attachments/limits.js';
import type { Clock } from '../clock.js';
import type { PlatformEvent } from '../events/event.js';
import type { Logger } from '../logger.js';
import type { Group } from '../model/group.js';
import type { PlatformLimit } from '../model/limits.js';
import type { PlatformRole } from '../model/membership.js';
import type { PersonId } from '../model/person.js';
import type { PlatformRate } from '../model/rates.js';
import type { Reach, ReachFacts } from '../model/reach.js';
import type { FilledTemplate } from '../model/template.js';
import type { MaybePromise } from '../store/store.js';
import type { MenuLimits } from '../text/menu.js';

/** What core looks up for `encode`, so that an adapter needs no memory of its own. */
export interface EncodeFacts {
  /** The chat the action goes to; for a direct message, the account id of the person. */
  readonly chat: { readonly id: string; readonly direct: boolean };
  /** The account id of a person on this adapter's platform, if they have one. */
  accountOf(person: PersonId): string | undefined;
  /** How the menu of the message is to be shown; the adapter said by `menus` that it can. */
  readonly menu?: 'buttons' | 'list';
  /**
   * Approved words to be sent in the place of the text: the person takes nothing else now. Given
   * only where `reach` said `template-only`.
   */
  readonly template?: FilledTemplate;
  /** The group the action is about, for `group.create` and the like. */
  readonly group?: Group;
}

/** One request to the platform. `body` is the adapter's own wire form, plain JSON. */
export interface WireStep {
  readonly op: string;
  readonly body: unknown;
  /**
   * What `perform` needs besides: the bytes of the attachment, or the id under which the platform
   * took them in an earlier step.
   */
  readonly needs?: 'file' | 'uploaded';
}

/** What a step needs besides itself. */
export interface StepGiven {
  /** Checked, without metadata, and opened anew for every try. */
  readonly file?: AttachmentFile;
  /** What an earlier step answered as `uploaded`. */
  readonly uploaded?: string;
}

/** What the platform said to one step. */
export type StepResult =
  | {
      readonly kind: 'ok';
      /** The platform's id of what was sent. */
      readonly message?: string;
      /** The platform's id of bytes it took, for the steps that follow. */
      readonly uploaded?: string;
      /** What was read or made, in the form `actionData` names for the kind of action. */
      readonly data?: unknown;
      /**
       * What the platform would have reported had somebody else done it, where it does not by
       * itself; taken in before the action settles.
       */
      readonly reports?: readonly PlatformEvent[];
    }
  | {
      readonly kind: 'refused';
      readonly reason: string;
      /** The bot is not allowed to do it there, as far as is known by now: an admin may be asked to. */
      readonly lacksRight?: boolean;
      /** The person has to write first: it waits for that, where it may. */
      readonly mustWriteFirst?: boolean;
    }
  /** It has certainly not happened. Try again; after `retryAfter` ms where the platform said so. */
  | {
      readonly kind: 'retry';
      readonly reason: string;
      /** ms in which nothing else goes to that chat either. */
      readonly retryAfter?: number;
      /** Then nothing goes out anywhere for `retryAfter`: the platform means the bot's whole account. */
      readonly wholeAccount?: boolean;
    }
  /**
   * The answer was lost: it may have happened or not. What must not happen twice is not tried
   * again; everything else is.
   */
  | { readonly kind: 'unknown'; readonly reason: string };

/** A request as bytes, so that signatures can be checked over exactly what was sent. */
export interface RawRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/**
 * Why a webhook was refused: no signature or secret at all, a wrong one, a verification that does not
 * know the word, a body that cannot be read or is too large, or anything else.
 */
export type Refusal =
  | 'unsigned'
  | 'signature'
  | 'verification'
  | 'unreadable'
  | 'too-large'
  | 'forbidden';

/** The answer to a {@link RawRequest}. */
export interface RawResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Why it was refused, for the audit, where the status alone does not tell. Never sent. */
  readonly refusal?: Refusal;
}

/** An HTTP route a transport needs, served by whoever owns the port. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Largest body that is read, in bytes; a larger one is answered 413 before it is. */
  readonly maxBody: number;
  handle(request: RawRequest): MaybePromise<RawResponse>;
  /** Told by the server of a body that it did not read because it was too large. */
  tooLarge?(): void;
}

/** A transport's own part of the store, such as the keys of a linked device. */
export interface AdapterSession {
  get(keys: readonly string[]): MaybePromise<ReadonlyMap<string, Uint8Array>>;
  keys(prefix?: string): MaybePromise<readonly string[]>;
  /**
   * Changes values, null removes one. The events are taken in with them: all of it or nothing of
   * it, durable once this resolves. Rejects when the store is down.
   */
  set(
    changes: ReadonlyMap<string, Uint8Array | null>,
    events?: readonly PlatformEvent[],
  ): Promise<void>;
}

/** How events are to be taken in. */
export interface AcceptOptions {
  /**
   * Handling begins only when the process has had its turn: whoever posted to a webhook gets the
   * answer before the bot thinks about what was posted, or while it does, where the answer waits for
   * the disk.
   */
  readonly answerFirst?: boolean;
}

/** A transport's own values, to be read only. */
export type SessionReader = Pick<AdapterSession, 'get' | 'keys'>;

/** What a transport's own values hold of somebody. */
export interface SessionTraces {
  /** More ids of their account, as the kit may know it. */
  readonly aliases: readonly string[];
  /** What becomes of the values, so that nothing of them is left: null removes one. */
  readonly values: ReadonlyMap<string, Uint8Array | null>;
}

/** How somebody is found in what a transport keeps for itself, so that they can be erased. */
export interface SessionSearch {
  /** The space of the store, as given to `link.session`. */
  readonly space: string;
  /** Finds everything of whoever has these ids. Names of values in which one stands are found without. */
  find(accounts: readonly string[], session: SessionReader): Promise<SessionTraces>;
}

/** What an adapter gets from the kit when it connects. */
export interface AdapterLink {
  /**
   * Hands over what the platform reported, already decoded. Resolves once all of it is durable:
   * only then may the platform be told that it was received. Rejects when the store is down.
   */
  accept(events: readonly PlatformEvent[], options?: AcceptOptions): Promise<void>;
  /**
   * Resolves while the kit has room for more: at once, or when enough of what waits has been
   * handled. What asks its platform for news awaits it before it asks.
   */
  ready(): Promise<void>;
  /**
   * Keeps a part of what the platform sent that could not be read, for 7 days, where operators
   * look for what was given up. Resolves once it is durable. The same part is kept once.
   */
  bury(part: unknown, reason: string): Promise<void>;
  /**
   * Counts for the audit that somebody on the platform tapped what the bot never showed them: data of
   * a button made by hand, or another person's button. Nothing of it is kept.
   */
  refuseTap(): void;
  /** The ids of the platform's chats that the kit knows as groups, to be looked at on connecting. */
  chats(): Promise<readonly string[]>;
  /** The transport's own values in the store; the name of the space begins with the adapter's. */
  session(space: string): AdapterSession;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A command as a messenger may show it in a menu. */
export interface ShownCommand {
  /** `plugin.name`: the same in every language. */
  readonly id: string;
  /**
   * What is typed behind the slash, each as one word: those of the language, best first, then those
   * of English, for menus that hold only some letters.
   */
  readonly words: readonly string[];
  /** What it does, in one line. */
  readonly about: string;
  readonly where: 'direct' | 'group' | 'anywhere';
  /** `some`: only those with a role that no admin of a group has by that. */
  readonly for: 'everybody' | 'group-admins' | 'some';
}

/** The commands of a kit in one language. */
export interface CommandMenu {
  /** BCP 47. */
  readonly language: string;
  readonly commands: readonly ShownCommand[];
}

/** An open transport. */
export interface Connection {
  /**
   * Carries out one step. Never throws for what a platform may answer; throws for bugs. What throws,
   * or takes longer than 5 minutes, counts as `unknown`.
   */
  perform(step: WireStep, given?: StepGiven): Promise<StepResult>;
  /**
   * Opens media that was received, by its id; undefined where it cannot be read any more. Rejects
   * where trying again may help. Never goes to an address that came with a message.
   */
  download?(id: string): Promise<AttachmentFile | undefined>;
  /**
   * The role somebody has in a chat at this moment, asked of the platform and never of a cache:
   * what is done on their behalf rests on it. Rejects within 10 s when it cannot be read. Where it
   * is missing, nothing is done that rests on a platform role.
   */
  readRole?(chat: string, account: string): Promise<PlatformRole | 'none'>;
  /** Lets go of values of the session that are held in memory: some were changed from outside. */
  forget?(): MaybePromise<void>;
  /**
   * Shows the commands there are in the messenger's own menu; the first language is that of
   * everybody whose own is not there. Told after connecting, and whenever commands change.
   */
  showCommands?(menus: readonly CommandMenu[]): MaybePromise<void>;
  /** Routes to serve while connected. */
  readonly routes?: readonly Route[];
  /** Stops, leaving no socket, timer or file open. */
  close(): MaybePromise<void>;
}

/** One messenger, in the kit's words. Everything but `connect` is pure and tested without a network. */
export interface Adapter {
  /** Short lower-case name, unique in a kit, such as `whatsapp`. */
  readonly name: string;
  /**
   * The name of another adapter of the kit whose accounts and chats these are, too: two ways to
   * one messenger. What comes in by this one has that name as `adapter`, and its own as `via`. A
   * person is written to by the way that is open; of several, by the one given to the kit first.
   */
  readonly network?: string;
  /**
   * Which of the ids of one account or chat it can write to; undefined where it is none of them.
   * Needed where two adapters share a network whose ids are not all for both.
   */
  addressOf?(chat: {
    readonly ids: readonly string[];
    readonly direct: boolean;
  }): string | undefined;
  /** The longest text one message may have, in characters. */
  readonly maxText: number;
  /** What the platform's own menus can hold; without these every menu is numbered lines. */
  readonly menus?: MenuLimits;
  /** Whether a message in a group can be shown to one person alone; no unless given. */
  readonly ephemeral?: true;
  /** What can be sent besides words, by type; nothing unless given. */
  readonly attachments?: AttachmentLimits;
  /** Steps for an action the adapter said it can do. Longer texts are split into several. */
  encode(action: ReadyAction, facts: EncodeFacts): readonly WireStep[];
  /** Whether an action can be done where it is asked, with a reason for people where not. */
  capability(query: CapabilityQuery): Capability;
  /**
   * How somebody can be written to directly, out of stored facts; pure. Without it every direct
   * message is simply tried.
   */
  reach?(facts: ReachFacts): Reach;
  /** How large things may grow on this platform, each with when that was true and who says so. */
  readonly limits?: readonly PlatformLimit[];
  /** How often requests may be made; the outbox stays below, without holding up other chats. */
  readonly rates?: readonly PlatformRate[];
  /** How somebody is found in what the transport keeps for itself, connected or not. */
  readonly sessionSearch?: SessionSearch;
  connect(link: AdapterLink): MaybePromise<Connection>;
}

/** Declares an adapter; exists so that its shape is checked where it is written. */
export function defineAdapter<const Shape extends Adapter>(adapter: Shape): Shape {
  return adapter;
}
