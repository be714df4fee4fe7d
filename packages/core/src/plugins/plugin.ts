import type { z } from 'zod';
import type { ActionKind } from '../actions/action.js';
import type { Outcome } from '../actions/outcome.js';
import type { EventKind, EventOf } from '../events/event.js';
import type { Community } from '../model/community.js';
import type { Group, GroupKind } from '../model/group.js';
import type { MaybePromise } from '../store/store.js';
import type { Collection } from './collection.js';
import type { Context } from './context.js';
import type { LocaleFolder, Messages } from './messages.js';

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

/** Which events a listener wants; core indexes these, so others cost nothing. */
export interface Filters {
  /** `react` unless said otherwise. */
  readonly phase?: Phase;
  /** Only direct chats, or only groups. */
  readonly direct?: boolean;
  /** Only messages that mention somebody. */
  readonly mentions?: boolean;
  readonly groupKind?: GroupKind;
}

/** Handles one event. Asks by its context; has no other effects, so it can be run again. */
export type Listener<Options, Known extends Messages, Kind extends EventKind> = (
  context: Context<Options, Known>,
  event: EventOf<Kind>,
) => MaybePromise<Verdict>;

/** A command, by words per locale: `/rules`, or the bare word in a direct message. */
export interface CommandSpec {
  /** Message key in the plugin's locales holding the words, separated by `|`, per language. */
  readonly words: string;
  /** Where it may be used. */
  readonly where?: 'direct' | 'group' | 'anywhere';
}

/** A command as somebody used it. */
export interface CommandUse {
  /** The word that was used, as written. */
  readonly word: string;
  /** What stands behind it. */
  readonly rest: string;
}

/** When a schedule runs: per community, or once per group of it. */
export interface ScheduleSpec<Options> {
  readonly per: 'community' | 'group';
  /**
   * The cron pattern in the community's or group's time zone, from the community's options; or
   * undefined where it is switched off.
   */
  cron(options: Options, community: Community, group?: Group): string | undefined;
}

/** Everything a plugin registers goes through this, and is undone when the plugin is unloaded. */
export interface PluginScope<Options, Known extends Messages> {
  /** Listens to one kind of event. Returns what undoes it. */
  on<Kind extends EventKind>(
    kind: Kind,
    filters: Filters,
    listener: Listener<Options, Known, Kind>,
  ): () => void;
  command(
    name: string,
    spec: CommandSpec,
    run: (context: Context<Options, Known>, use: CommandUse) => MaybePromise<Verdict>,
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
  /** Declares records of the plugin, and in which lane they are written freely. */
  collection<Schema extends z.ZodType>(
    name: string,
    spec: { readonly lane: 'group' | 'person' | 'community'; readonly schema: Schema },
  ): Collection<z.output<Schema>>;
}

/** A plugin as it is written. Plain data: importing it does nothing. */
export interface Plugin<Schema extends z.ZodType = z.ZodType, Known extends Messages = Messages> {
  /** Short lower-case name, unique in a kit; also the namespace of its locales and records. */
  readonly name: string;
  /** Options as `community.yaml` gives them, per community. */
  readonly options: Schema;
  /** Actions it cannot work without. */
  readonly needs?: readonly ActionKind[];
  /** Actions it makes use of where there are any. */
  readonly wants?: readonly ActionKind[];
  readonly locales?: LocaleFolder<Known>;
  /** Runs once per kit; registers only what does not depend on a community. */
  setup(scope: PluginScope<z.output<Schema>, Known>): void;
}

/** A plugin as the kit holds it: only the plugin itself knows its options and messages. */
export type AnyPlugin = Plugin;

/** Declares a plugin; exists so that options and messages are inferred where it is written. */
export function definePlugin<Schema extends z.ZodType, Known extends Messages = Messages>(
  plugin: Plugin<Schema, Known>,
): Plugin<Schema, Known> {
  return plugin;
}
