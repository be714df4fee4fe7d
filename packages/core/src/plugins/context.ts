import type { Action, ActionKind, ActionOptions, Recipient } from '../actions/action.js';
import type { Capability } from '../actions/capability.js';
import type { Attachment, AttachmentType } from '../attachments/attachment.js';
import type { AuditDraft } from '../audit/audit-draft.js';
import type { AuditStanding } from '../audit/read-audit.js';
import type { CommandOffer } from '../commands/command-offer.js';
import type { Dialogue, Partner } from '../dialogues/dialogue.js';
import type { AccountRef, KapwaEvent } from '../events/event.js';
import type { Community } from '../model/community.js';
import type { Group } from '../model/group.js';
import type { PlatformRole } from '../model/membership.js';
import type { Person, PersonId } from '../model/person.js';
import type { Reach } from '../model/reach.js';
import type { Permission } from '../model/role.js';
import type { Drifted } from '../reconcile/drift.js';
import type { LedgerEntry } from '../store/store.js';
import type { Part, Text } from '../text/text.js';
import type { Collection, Records } from './collection.js';
import type { Messages } from './messages.js';

/** The keys of messages whose values may be left away. */
type KeyOf<Known extends Messages> = keyof Known & string;

/** One option of a menu below a message: a message of the plugin's locales, or a name as it is. */
export type SaidOption<Key extends string = string> = { readonly id: string } & (
  | { readonly key: Key; readonly description?: Key }
  | { readonly label: string; readonly description?: string }
);

/** How something is said. */
export interface SayOptions<Key extends string = string> extends ActionOptions {
  /** The message this answers, in the same chat. */
  readonly replyTo?: string;
  /** Options to choose from, in the languages of the message; shown as `message.send` shows its menu. */
  readonly menu?: readonly SaidOption<Key>[];
  /** What goes with it; the message is its caption. */
  readonly attachment?: Attachment;
}

/** How an answer is given: what it answers is known. */
export type ReplyOptions<Key extends string = string> = Omit<SayOptions<Key>, 'replyTo'>;

/** What a decision was and why: shown in rehearsals, in the demo and to admins, never to members. */
export interface Finding {
  /** A stable short id, such as `invite-link` or `thanks`. */
  readonly reason: string;
  /** Conduct only: which detector it was. */
  readonly detector?: string;
  /** Conduct only: what the community has switched on. */
  readonly mode?: 'observe' | 'nudge' | 'hold' | 'delete';
  readonly severity?: 'low' | 'medium' | 'high';
  /** One sentence for people who run the community. */
  readonly text: string;
}

/** The person an event is about, as this community and group know them. */
export interface Actor {
  readonly person: Person;
  /** The role the platform gives them in the group of the event. */
  readonly platformRole?: PlatformRole;
  /** All kit roles that hold here: `member`, `group-admin`, and named ones. */
  readonly roles: readonly string[];
  can(permission: Permission): boolean;
}

/**
 * What a handler sees and by which it asks. Good for one turn; afterwards every call throws.
 *
 * Whatever is asked is only staged, and committed together with "done" once the handler returns.
 * Time, random numbers and ids come from here, so that a handler run again asks for the same.
 */
export interface Context<Options, Known extends Messages = Messages> {
  /** ms UTC; the same through the whole turn. */
  readonly now: number;
  readonly event: KapwaEvent;
  readonly community: Community;
  /** The group the event happened in; absent in a direct chat. */
  readonly group: Group | undefined;
  /** Who did it: wrote, joined, reacted. Absent where nobody did. */
  readonly actor: Actor | undefined;
  /** Where an answer belongs: the group of the event, otherwise the actor's direct chat. */
  readonly here: Recipient | undefined;
  readonly options: Options;
  /** From 0 to 1, the same when the turn is run again. */
  random(): number;
  /** A new id, the same when the turn is run again. */
  id(): string;
  /**
   * A word nobody can guess who has not the installation's key, unlike `id` and `random`; the same
   * when the turn is run again. For codes and links that let somebody in.
   */
  secret(): string;

  /** The records of a collection; of the lane's own owner unless another is named. */
  records<Value>(collection: Collection<Value>, owner?: string): Records<Value>;
  /** The person an account stands for here; somebody new when nobody knows it yet. */
  personOf(account: AccountRef): Promise<Person>;
  person(id: PersonId): Promise<Person | undefined>;
  groups(): Promise<readonly Group[]>;
  /** The members of a group that the kit has seen, with the roles the platform gives them. */
  members(group: string): Promise<readonly { person: Person; role: PlatformRole }[]>;
  /** The people who are admins of a group on its platform. */
  admins(group: string): Promise<readonly Person[]>;
  /** The groups somebody is in, as far as the kit has seen. */
  groupsOf(person: PersonId): Promise<readonly Group[]>;
  /** Everybody who has a permission in the whole community, or also those who have it in a group. */
  peopleWith(permission: Permission, group?: string): Promise<readonly Person[]>;
  /** How somebody can be reached by a direct message now. */
  reach(person: PersonId): Promise<Reach>;
  /** The link by which somebody opens their direct chat with the bot, where its adapter told one. */
  startLink(adapter: string): Promise<string | undefined>;
  /** How a group differs from the blueprint now, as far as its platform has told. */
  drift(group: string): Promise<readonly Drifted[]>;
  /** Changes what is kept of the person whose lane this is. */
  setLanguage(language: string): void;
  /**
   * Gives the person whose lane this is a named role, or takes it away; in one group where it is
   * given, otherwise in the whole community. Holds against the blueprint.
   */
  setRole(role: string, has: boolean, group?: string): void;
  /** The commands the person may use where they are, in the words of a language. */
  commands(language: string): readonly CommandOffer[];

  /**
   * Leaves work for the lane of a person, group or the community: the named step runs there, in order with
   * everything else of theirs; not before `at` (ms UTC) where given. What a lane owns is written
   * only in it.
   */
  post(
    to: Recipient | 'community',
    step: string,
    data?: unknown,
    options?: { readonly at?: number },
  ): void;
  /**
   * Begins a dialogue in the lane of a person or group; not before `at` (ms UTC) where given. One
   * that is open with them already begins anew. Raises `plugin.invalid` where the input is wrong.
   */
  begin<Input>(
    dialogue: Dialogue<Input>,
    partner: Partner,
    input: NoInfer<Input>,
    options?: { readonly at?: number },
  ): void;
  /** Asks for an action; returns its id. */
  perform(action: Action, options?: ActionOptions): string;
  /**
   * Says a message of the plugin's locales: to a person in their language, to a group in the
   * group's languages. Returns the action's id.
   */
  say<Key extends KeyOf<Known>>(
    to: Recipient,
    key: Key,
    values: Known[Key],
    options?: SayOptions<KeyOf<Known>>,
  ): string;
  /**
   * Says a message of the plugin's locales `here`, quoting the message that is answered. Returns the
   * action's id. Raises `plugin.invalid` where nobody can be answered, as at a schedule of the community.
   */
  reply<Key extends KeyOf<Known>>(
    key: Key,
    values: Known[Key],
    options?: ReplyOptions<KeyOf<Known>>,
  ): string;
  /** The same with a text as it is, in no language but its own. */
  reply(text: Text, options?: ActionOptions): string;
  /** A message of the plugin's locales in one language. */
  text<Key extends KeyOf<Known>>(language: string, key: Key, values: Known[Key]): Text;
  /** One text in several languages: people are mentioned in the first only, equal ones said once. */
  inLanguages(texts: readonly Text[]): Text;
  /** The words of a list such as `thanks|thank you`, in all languages at once. */
  words(key: KeyOf<Known>): readonly string[];
  /** The languages a recipient is addressed in, leading one first. */
  languagesFor(to: Recipient): Promise<readonly string[]>;
  /** A mention of a person, to be used as a value. */
  mention(person: Person): Part;
  /**
   * Whether the platform can do it here with the bot's rights now; for `message.send`, also with
   * an attachment of that type. Advice: the outbox decides.
   */
  capability(action: ActionKind, group?: string, attachment?: AttachmentType): Promise<Capability>;
  /**
   * Puts on record what was decided and why, with a sentence from the plugin's locales in the
   * community's first language.
   */
  note<Key extends KeyOf<Known>>(
    finding: Omit<Finding, 'text'>,
    key: Key,
    values: Known[Key],
  ): void;
  /**
   * Leaves an entry in the audit, which is kept and cannot be changed unnoticed: for decisions
   * about people, not for every message. What actions do is entered by the kit itself.
   */
  audit(draft: AuditDraft): void;
  /**
   * A keyed fingerprint of the words of the message: the same words give the same one, and nobody
   * can tell the words from it. Undefined where the event brings none. It is kept 7 days then.
   */
  fingerprint(): string | undefined;
  /** What is known of a message in this chat, for 7 days; its words are not. */
  known(message: string): Promise<LedgerEntry | undefined>;
  /** How the audit stands, with how many entries after a link are about this community. */
  auditHead(after?: number): Promise<AuditStanding>;
}

/** A context as the kit hands it on: only the plugin itself knows its options and messages. */
export type AnyContext = Context<unknown, Messages>;
