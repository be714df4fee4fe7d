import type { z } from 'zod';
import type { ClaimPredictor } from '../accept/claims.js';
import type { ActionKind } from '../actions/action.js';
import type { Outcome } from '../actions/outcome.js';
import type { Arguments } from '../commands/argument.js';
import type { CommandSpec, CommandUse, NoArguments } from '../commands/command.js';
import type { Dialogue } from '../dialogues/dialogue.js';
import type { DialogueSpec } from '../dialogues/dialogue-spec.js';
import type { EventKind, EventOf } from '../events/event.js';
import type { Community } from '../model/community.js';
import type { Group, GroupKind } from '../model/group.js';
import type { CollectionCare } from '../people-data/kept-collections.js';
import type { CatchUp } from '../schedules/catch-up.js';
import type { MaybePromise } from '../store/store.js';
import { checkPlugin } from './check-plugin.js';
import type { Collection } from './collection.js';
import type { Context } from './context.js';
import type { LocaleFolder, Messages } from './messages.js';
import type { Order } from './order.js';
import type { RouteSpec } from './routes.js';
import type { Undo } from './scope.js';
import type { AnyService, ServiceToken } from './services.js';
import type { Transformer, TransformOptions } from './transformers.js';

/**
 * The order in which listeners of one event run.
 *
 * `screen` may withhold a message from the later phases; the first `handled` in `dialogue` or
 * `command` ends these two; `react` is for answers; `observe` always runs.
 */
export const phases = ['screen', 'dialogue', 'command', 'react', 'observe'] as const;
/** One step of the order in which listeners run. */
export type Phase = (typeof phases)[number];

/** What a listener may answer. `withheld` counts in `screen`, `handled` in `dialogue` and `command`. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler without a return statement answers void
export type Verdict = 'handled' | 'withheld' | void;

/**
 * Which events a listener wants; core indexes these, so others cost nothing.
 *
 * Within a phase listeners run as `before` and `after` say, then by the name of their plugin.
 */
export interface Filters extends Order {
  /** `react` unless said otherwise. */
  readonly phase?: Phase;
  /** Only direct chats, or only groups. */
  readonly direct?: boolean;
  /** Only messages that mention somebody. */
  readonly mentions?: boolean;
  /** Only messages with something in them that looks like a web address. */
  readonly hasLink?: boolean;
  readonly groupKind?: GroupKind;
  /**
   * Only messages with one of these words or phrases in them: a list of words as they are, or the
   * key of a message that lists them with `|` between, in all languages at once.
   */
  readonly words?: string | readonly string[];
  /**
   * Only where the owner of the lane has this record of the plugin's: whoever listens for an answer
   * costs nothing while nothing is open.
   */
  readonly kept?: KeptFilter;
}

/** A record without which nobody listens. */
export interface KeptFilter {
  readonly collection: Collection<unknown>;
  readonly key: string;
}

/** Handles one event. Asks by its context; has no other effects, so it can be run again. */
export type Listener<Options, Known extends Messages, Kind extends EventKind> = (
  context: Context<Options, Known>,
  event: EventOf<Kind>,
) => MaybePromise<Verdict>;

/** When a schedule runs: per community, or once per group of it. */
export interface ScheduleSpec<Options> {
  readonly per: 'community' | 'group';
  /**
   * The cron pattern, such as `0 9 * * 1`, in the group's or else the community's time zone; or what
   * finds it from the community's options, undefined where it is switched off. A pattern that cannot
   * be read is logged, and keeps no other schedule from running.
   */
  readonly cron:
    | string
    | ((options: Options, community: Community, group?: Group) => string | undefined);
  /**
   * What becomes of slots that came while the bot was down: the last one is taken up, if it is not
   * older than 12 hours, unless said otherwise.
   */
  readonly catchUp?: CatchUp;
}

/** Everything a plugin registers goes through this, and is undone when the plugin is unloaded. */
export interface PluginScope<Options, Known extends Messages> {
  /** Listens to one kind of event. Returns what undoes it. */
  on<Kind extends EventKind>(
    kind: Kind,
    filters: Filters,
    listener: Listener<Options, Known, Kind>,
  ): () => void;
  /** Declares a command; help, checks and answers to slips are made from the declaration. */
  command<Declared extends Arguments = NoArguments>(
    name: string,
    spec: CommandSpec<Declared>,
    run: (context: Context<Options, Known>, use: CommandUse<Declared>) => MaybePromise<Verdict>,
  ): () => void;
  schedule(
    name: string,
    spec: ScheduleSpec<Options>,
    run: (context: Context<Options, Known>, slot: number) => MaybePromise<void>,
  ): () => void;
  /** A named step that gets the outcome of an action that named it in `onSettled`. */
  settled(
    step: string,
    run: (context: Context<Options, Known>, outcome: Outcome, data: unknown) => MaybePromise<void>,
  ): () => void;
  /** A named step that runs in the lane it was posted to by `context.post`. */
  posted(
    step: string,
    run: (context: Context<Options, Known>, data: unknown) => MaybePromise<void>,
  ): () => void;
  /**
   * Declares a conversation of several steps; `context.begin` begins it. Raises `plugin.invalid`
   * for one that cannot work.
   */
  dialogue<Schema extends z.ZodObject, Name extends string>(
    name: string,
    spec: DialogueSpec<Options, Known, Schema, Name>,
  ): Dialogue<z.input<Schema>>;
  /**
   * Declares records of the plugin: in which lane they are written freely, how long they are kept,
   * and how somebody is forgotten who is named in them.
   */
  collection<Schema extends z.ZodType>(
    name: string,
    spec: {
      readonly lane: 'group' | 'person' | 'community';
      readonly schema: Schema;
    } & CollectionCare<z.output<Schema>>,
  ): Collection<z.output<Schema>>;
  /** Offers a service to other plugins; only one plugin can. Those who wait for it start. */
  provide<Implementation>(
    token: ServiceToken<Implementation>,
    implementation: Implementation,
  ): () => void;
  /** A service that is named in `uses`, and so is there. Raises `plugin.invalid` for others. */
  inject<Implementation>(token: ServiceToken<Implementation>): Implementation;
  /** A service that may be there or not; ask each time, because it may come and go. */
  seek<Implementation>(token: ServiceToken<Implementation>): () => Implementation | undefined;
  /** Serves an HTTP route under `/plugins/<name>/`. */
  route(spec: RouteSpec): () => void;
  /** Changes or drops actions of all plugins when they are committed. */
  transform(run: Transformer, options?: TransformOptions): () => void;
  /** Guesses, at once and from memory only, whether an event will be handled by this plugin. */
  claim(predict: ClaimPredictor): () => void;
  /** Owns something of the plugin's own, such as a connection, to be let go when it is unloaded. */
  own(label: string, undo: Undo): () => void;
}

/** A plugin as it is written. Plain data: importing it does nothing. */
export interface Plugin<Schema extends z.ZodType = z.ZodType, Known extends Messages = Messages> {
  /** Short lower-case name, unique in a kit; also the namespace of its locales and records. */
  readonly name: string;
  /** Options as `community.yaml` gives them, per community; left out by a plugin that has none. */
  readonly options?: Schema;
  /** Actions it cannot work without. */
  readonly needs?: readonly ActionKind[];
  /** Actions it makes use of where there are any. */
  readonly wants?: readonly ActionKind[];
  /** Services it cannot work without: it starts when they are there, and stops when one goes. */
  readonly uses?: readonly AnyService[];
  readonly locales?: LocaleFolder<Known>;
  /** Runs once per kit; registers only what does not depend on a community. */
  setup(scope: PluginScope<z.output<Schema>, Known>): MaybePromise<void>;
}

/** A plugin as the kit holds it: only the plugin itself knows its options and messages. */
export type AnyPlugin = Plugin;

/**
 * Declares a plugin; exists so that options and messages are inferred where it is written. Raises
 * `plugin.invalid` where it has no name that can stand in files and keys, or no `setup`.
 */
export function definePlugin<Schema extends z.ZodType, Known extends Messages = Messages>(
  plugin: Plugin<Schema, Known>,
): Plugin<Schema, Known> {
  checkPlugin(plugin);
  return plugin;
}
