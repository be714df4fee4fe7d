import type { NewAttachment, World } from '@kapwa/adapter-playground';
import type {
  AnyPlugin,
  AttachmentOptions,
  Clock,
  Community,
  DeadLetter,
  Kit,
  Logger,
  PluginFailure,
  Store,
} from '@kapwa/core';
import type { Duration } from './duration.js';
import type { GroupReading, PhoneReading } from './readings.js';
import type { Scene } from './scene.js';
import type { WitnessedAction, WitnessedFinding } from './witness.js';

/** What a community in a test is made of. Everything has a value that will do. */
export interface TestCommunityOptions {
  readonly plugins?: readonly AnyPlugin[];
  /** Options by plugin, as `community.yaml` gives them; `false` switches a plugin off. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Sameer's health workers unless given. */
  readonly scene?: Scene;
  /** What is different in the scene's community: its languages, rules, hours. */
  readonly community?: Partial<Community>;
  /** When it begins, as ms UTC or a date with its offset; an ordinary Monday morning unless given. */
  readonly start?: number | string;
  /**
   * Opens the store, again after every restart, with the clock of the messenger; one in memory,
   * kept over restarts, unless given.
   */
  readonly store?: (clock: Clock) => Store;
  /** Forbids the bot to write to people who never wrote to it, as most messengers do. */
  readonly mustWriteFirst?: boolean;
  /** For how long after somebody's last message the bot may write freely, ms; then by template only. */
  readonly window?: number;
  /** The link that opens the chat with the bot; none unless given. */
  readonly startLink?: string;
  /**
   * Plugins are meant to fail here. Otherwise a test ends by an error when one did and the test has
   * not looked at it: a plugin that throws says nothing, and nobody is to take that for silence.
   */
  readonly mayFail?: boolean;
  /**
   * To so many messages of one sender in 10 s there is an answer each; to any number unless given,
   * as the clock of a test stands still.
   */
  readonly perSender?: number;
  /** Lets nothing the bot asks for reach the messenger. */
  readonly dryRun?: boolean;
  /**
   * Runs every handler twice and lets the step fail that meets one which does something else the
   * second time; true unless said otherwise. Plugins that are `watching` are run once.
   */
  readonly runTwice?: boolean;
  readonly log?: Logger;
  /** Which files are moved, and where the program's own are. */
  readonly attachments?: AttachmentOptions;
}

/** What goes with a message in a scenario. */
export interface Saying {
  /** Who is meant by the `@Name`s in the text; found by their names unless given. */
  readonly mentions?: readonly string[];
  /** The id of the message it answers. */
  readonly replyTo?: string;
  /** A picture, document, place or card; the text is its caption then, and may be empty. */
  readonly attachment?: NewAttachment;
}

/**
 * A small community that plays a scenario: what people do, then what they see.
 *
 * Every step resolves when the bot has come to rest. A step that the messenger refuses throws: the
 * scenario is wrong then. People and groups are named by the keys of the scene.
 */
export interface TestCommunity extends AsyncDisposable {
  /** Writes in a group. Resolves with the id of the message. */
  says(person: string, group: string, text: string, saying?: Saying): Promise<string>;
  /** Writes to the bot directly. Resolves with the id of the message. */
  tellsBot(
    person: string,
    text: string,
    saying?: Pick<Saying, 'replyTo' | 'attachment'>,
  ): Promise<string>;
  edits(person: string, message: string, text: string): Promise<void>;
  /** Takes their own message away. */
  takesBack(person: string, message: string): Promise<void>;
  joins(person: string, group: string): Promise<void>;
  leaves(person: string, group: string): Promise<void>;
  /** Makes a member, or the bot itself (`kapwa`), an admin of a group. */
  promotes(person: string, group: string): Promise<void>;
  demotes(person: string, group: string): Promise<void>;
  /** Several things at once, before the bot comes to rest. */
  atOnce(act: (world: World) => void): Promise<void>;

  /** Lets time pass, with everything that comes due on the way. */
  passes(duration: Duration): Promise<void>;
  /** Lets time pass until a moment, such as `2027-03-02T09:00+03:00`. */
  turnsTo(moment: number | string): Promise<void>;
  /** Stops the bot, lets `meanwhile` happen without it, and starts it again on the same store. */
  restarts(meanwhile?: () => Promise<void> | void): Promise<void>;
  stop(): Promise<void>;

  /** The direct chat with the bot on somebody's phone. */
  phone(person: string): PhoneReading;
  group(group: string): GroupReading;
  /** What the plugins found, oldest first. */
  readonly findings: readonly WitnessedFinding[];
  /** What the plugins asked for and what came of it, oldest first. */
  readonly actions: readonly WitnessedAction[];
  /** Parts of events that did not work, dead or to be tried again; see `mayFail`. */
  readonly failures: readonly PluginFailure[];
  /** Parts of events that were given up. */
  dead(): Promise<readonly DeadLetter[]>;
  /** Forgets findings, actions and failures so far, so that a test can look at what comes next. */
  forget(): void;

  /** The running kit; another one after a restart. */
  readonly kit: Kit;
  readonly store: Store;
  /** The messenger, for what the steps above have no word for. */
  readonly world: World;
}
