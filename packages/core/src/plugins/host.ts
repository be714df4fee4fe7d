import type { z } from 'zod';
import type { Outcome } from '../actions/outcome.js';
import { KapwaError, messageOf } from '../errors.js';
import type { KapwaEvent } from '../events/event.js';
import type { Catalogue } from '../languages/catalogue.js';
import { readLocales } from '../languages/locale-files.js';
import type { Community } from '../model/community.js';
import type { Group } from '../model/group.js';
import type { MaybePromise } from '../store/store.js';
import type { Collection } from './collection.js';
import { type CommandIndex, createCommandIndex } from './command-index.js';
import type { AnyContext } from './context.js';
import { createListenerIndex, type ListenerIndex } from './listener-index.js';
import type { Messages } from './messages.js';
import type { AnyPlugin, PluginScope } from './plugin.js';
import { createScope, type Scope } from './scope.js';

/** A schedule with whose it is. */
export interface RegisteredSchedule {
  readonly plugin: string;
  readonly name: string;
  readonly per: 'community' | 'group';
  cron(options: unknown, community: Community, group?: Group): string | undefined;
  run(context: AnyContext, slot: number): MaybePromise<void>;
}

/** A step that waits for the outcome of an action. */
export type SettledStep = (
  context: AnyContext,
  outcome: Outcome,
  data: unknown,
) => MaybePromise<void>;

/** A step that was posted from another lane. */
export type PostedStep = (context: AnyContext, data: unknown) => MaybePromise<void>;

/** The plugins of a kit, and everything they have registered. */
export interface PluginHost {
  readonly listeners: ListenerIndex;
  readonly commands: CommandIndex;
  readonly schedules: ReadonlyMap<string, RegisteredSchedule>;
  readonly steps: ReadonlyMap<string, SettledStep>;
  readonly posts: ReadonlyMap<string, PostedStep>;
  plugin(name: string): AnyPlugin | undefined;
  /** Reads the plugin's locales and runs its `setup`. */
  load(plugin: AnyPlugin): Promise<void>;
  /** Undoes everything the plugin registered, newest first. */
  unload(name: string): Promise<void>;
  /** Plugin by plugin, labels of what is registered. */
  tree(): Readonly<Record<string, readonly string[]>>;
  close(): Promise<void>;
}

function wordsFor(catalogue: Catalogue, plugin: AnyPlugin, key: string): readonly string[] {
  const words = catalogue.wordList(plugin.name, key);
  if (words.length === 0) {
    throw new KapwaError(
      'plugin.invalid',
      `${plugin.name}: a command takes its words from the message "${key}", which no locale has.`,
    );
  }
  return words;
}

function collectionOf<Schema extends z.ZodType>(
  plugin: string,
  name: string,
  spec: { readonly lane: 'group' | 'person' | 'community'; readonly schema: Schema },
): Collection<z.output<Schema>> {
  return {
    name: `${plugin}.${name}`,
    lane: spec.lane,
    parse(value) {
      const result = spec.schema.safeParse(value);
      if (result.success) return result.data;
      throw new KapwaError(
        'store.damaged',
        `${plugin}: a record of "${name}" is not in the form the plugin reads: ${result.error.issues[0]?.message ?? ''}.`,
      );
    },
  };
}

/** Makes a host without plugins. */
export function createPluginHost(catalogue: Catalogue): PluginHost {
  const listeners = createListenerIndex();
  const commands = createCommandIndex();
  const schedules = new Map<string, RegisteredSchedule>();
  const steps = new Map<string, SettledStep>();
  const posts = new Map<string, PostedStep>();
  const loaded = new Map<string, { readonly plugin: AnyPlugin; readonly scope: Scope }>();

  const ownKey = <Item>(map: Map<string, Item>, key: string, item: Item): (() => void) => {
    if (map.has(key)) throw new KapwaError('plugin.invalid', `${key} is registered twice.`);
    map.set(key, item);
    return () => void map.delete(key);
  };

  const scopeFor = (plugin: AnyPlugin, scope: Scope): PluginScope<unknown, Messages> => ({
    on: (kind, filters, listener) =>
      scope.own(
        `on ${kind}`,
        listeners.add(kind, {
          plugin: plugin.name,
          phase: filters.phase ?? 'react',
          filters,
          run: listener as (context: AnyContext, event: KapwaEvent) => ReturnType<typeof listener>,
        }),
      ),
    command: (name, spec, run) =>
      scope.own(
        `command ${name}`,
        commands.add(wordsFor(catalogue, plugin, spec.words), {
          plugin: plugin.name,
          name,
          where: spec.where ?? 'anywhere',
          run,
        }),
      ),
    schedule: (name, spec, run) =>
      scope.own(
        `schedule ${name}`,
        ownKey(schedules, `${plugin.name}.${name}`, {
          plugin: plugin.name,
          name,
          per: spec.per,
          cron: spec.cron.bind(spec),
          run,
        }),
      ),
    settled: (step, run) =>
      scope.own(`settled ${step}`, ownKey(steps, `${plugin.name}.${step}`, run)),
    posted: (step, run) =>
      scope.own(`posted ${step}`, ownKey(posts, `${plugin.name}.${step}`, run)),
    collection: (name, spec) => collectionOf(plugin.name, name, spec),
  });

  const setUp = async (plugin: AnyPlugin, scope: Scope): Promise<void> => {
    if (plugin.locales !== undefined) {
      const locales = await readLocales(plugin.locales.url, plugin.name);
      scope.own('locales', catalogue.add(plugin.name, locales));
    }
    plugin.setup(scopeFor(plugin, scope));
  };

  const unload = async (name: string): Promise<void> => {
    const entry = loaded.get(name);
    loaded.delete(name);
    await entry?.scope.close();
  };

  return {
    listeners,
    commands,
    schedules,
    steps,
    posts,
    plugin: (name) => loaded.get(name)?.plugin,
    async load(plugin) {
      if (loaded.has(plugin.name)) {
        throw new KapwaError('plugin.invalid', `Two plugins are called "${plugin.name}".`);
      }
      const scope = createScope(plugin.name);
      loaded.set(plugin.name, { plugin, scope });
      try {
        await setUp(plugin, scope);
      } catch (cause) {
        await unload(plugin.name);
        if (cause instanceof KapwaError) throw cause;
        throw new KapwaError(
          'plugin.failed',
          `${plugin.name} could not be set up: ${messageOf(cause)}`,
          { cause },
        );
      }
    },
    unload,
    tree: () => Object.fromEntries([...loaded].map(([name, { scope }]) => [name, scope.live()])),
    async close() {
      for (const name of [...loaded.keys()].reverse()) await unload(name);
    },
  };
}
