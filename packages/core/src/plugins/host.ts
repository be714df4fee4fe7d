import { type Claims, createClaims } from '../accept/claims.js';
import { type CommandIndex, createCommandIndex } from '../commands/command-index.js';
import { createDialogueParts } from '../dialogues/dialogue-parts.js';
import type { DialogueParts } from '../dialogues/kept-dialogue.js';
import { KapwaError, messageOf } from '../errors.js';
import type { Catalogue } from '../languages/catalogue.js';
import { readLocales } from '../languages/locale-files.js';
import { type Logger, silentLogger } from '../logger.js';
import type { KeptCollections } from '../people-data/kept-collections.js';
import { checkPlugin } from './check-plugin.js';
import { createListenerIndex, type ListenerIndex } from './listener-index.js';
import type { AnyPlugin } from './plugin.js';
import type { PostToLane } from './post-to-lane.js';
import type { PostedStep, RegisteredSchedule, SettledStep } from './registered.js';
import { type Registries, scopeFor } from './registrations.js';
import { createPluginRoutes, type PluginRoutes } from './routes.js';
import { createScope, type Scope } from './scope.js';
import { type AnyService, createServices } from './services.js';
import { createTransformers, type Transformers } from './transformers.js';

/** How a plugin stands: it runs, waits for services of others, or failed when it was to start. */
export interface PluginStatus {
  readonly name: string;
  readonly state: 'running' | 'waiting' | 'failed';
  /** Names of the services it waits for. */
  readonly waitsFor: readonly string[];
}

/** The plugins of a kit, and everything they have registered. */
export interface PluginHost {
  readonly listeners: ListenerIndex;
  readonly commands: CommandIndex;
  readonly dialogues: Pick<DialogueParts, 'all'>;
  readonly schedules: ReadonlyMap<string, RegisteredSchedule>;
  readonly steps: ReadonlyMap<string, SettledStep>;
  readonly posts: ReadonlyMap<string, PostedStep>;
  /** Collections whose records belong to a person. */
  readonly personRecords: ReadonlySet<string>;
  /** What is declared of every collection, by its full name. */
  readonly collections: KeptCollections;
  readonly routes: PluginRoutes;
  readonly transformers: Transformers;
  /** A plugin that runs. */
  plugin(name: string): AnyPlugin | undefined;
  /** A plugin that was loaded, whether it runs or waits. */
  loaded(name: string): AnyPlugin | undefined;
  /** How all loaded plugins stand, in the order they were loaded. */
  list(): readonly PluginStatus[];
  /** Reads the plugin's locales and runs its `setup`, once the services it uses are there. */
  load(plugin: AnyPlugin): Promise<void>;
  /** Undoes everything the plugin registered, newest first; who uses its services stops before. */
  unload(name: string): Promise<void>;
  /** Plugin by plugin, labels of what is registered. */
  tree(): Readonly<Record<string, readonly string[]>>;
  close(): Promise<void>;
}

/** What a host needs of its kit. */
export interface HostParts {
  readonly log?: Logger;
  readonly claims?: Claims;
  post?(plugin: string, work: PostToLane): Promise<boolean>;
}

interface Entry {
  readonly plugin: AnyPlugin;
  scope: Scope | undefined;
  state: PluginStatus['state'];
}

const noPosts = (): Promise<boolean> =>
  Promise.reject(new KapwaError('kit.not-running', 'Nothing can be posted without a kit.'));

function notSetUp(plugin: string, cause: unknown): KapwaError {
  if (cause instanceof KapwaError) return cause;
  const message = `${plugin} could not be set up: ${messageOf(cause)}`;
  return new KapwaError('plugin.failed', message, { cause });
}

/** Makes a host without plugins. */
export function createPluginHost(catalogue: Catalogue, parts: HostParts = {}): PluginHost {
  const { log = silentLogger, claims = createClaims(log), post = noPosts } = parts;
  const loaded = new Map<string, Entry>();
  const services = createServices();
  let working = 0;

  const missing = ({ uses = [] }: AnyPlugin): readonly string[] =>
    uses.filter((token) => !services.has(token)).map(({ name }) => name);

  const registries: Registries = {
    catalogue,
    listeners: createListenerIndex(),
    commands: createCommandIndex(catalogue),
    schedules: new Map(),
    steps: new Map(),
    posts: new Map(),
    personRecords: new Set<string>(),
    collections: new Map(),
    services,
    routes: createPluginRoutes({ log, post }),
    transformers: createTransformers(),
    claims,
    dialogues: createDialogueParts(
      catalogue,
      (event) => registries.commands.commandOf(event) !== undefined,
    ),
    provided() {
      // Within a setup, those who wait are started once that setup is through.
      if (working === 0) void startWaiting();
    },
    withdraw: (token) => stopUsersOf([token.name]),
  };

  const setUp = async (plugin: AnyPlugin, scope: Scope): Promise<void> => {
    if (plugin.locales !== undefined) {
      const locales = await readLocales(plugin.locales.url, plugin.name);
      scope.own('locales', catalogue.add(plugin.name, locales));
    }
    // Some are written `async setup`; what they register and raise late is theirs all the same.
    await plugin.setup(scopeFor(plugin, scope, registries));
    registries.listeners.check();
    registries.transformers.check();
  };

  const begin = async (entry: Entry): Promise<void> => {
    const scope = createScope(entry.plugin.name);
    entry.scope = scope;
    entry.state = 'running';
    working += 1;
    try {
      await setUp(entry.plugin, scope);
    } catch (cause) {
      entry.state = 'failed';
      await scope.close().catch(() => undefined);
      throw notSetUp(entry.plugin.name, cause);
    } finally {
      working -= 1;
    }
  };

  /** Starts whoever waits for services that are there now; one that fails is left as failed. */
  const startWaiting = async (): Promise<void> => {
    for (;;) {
      const ready = [...loaded.values()].find(
        ({ state, plugin }) => state === 'waiting' && missing(plugin).length === 0,
      );
      if (ready === undefined) return;
      await begin(ready).catch((error) => log.error(messageOf(error)));
    }
  };

  const stopUsersOf = async (names: readonly string[]): Promise<void> => {
    const users = [...loaded.values()]
      .reverse()
      .filter(
        ({ state, plugin }) =>
          state === 'running' && plugin.uses?.some(({ name }: AnyService) => names.includes(name)),
      );
    for (const entry of users) {
      if (entry.state !== 'running') continue;
      entry.state = 'waiting';
      await end(entry).catch((error) => log.error(messageOf(error), { plugin: entry.plugin.name }));
    }
  };

  const end = async (entry: Entry): Promise<void> => {
    await stopUsersOf(services.of(entry.plugin.name));
    await entry.scope?.close();
  };

  const unload = async (name: string): Promise<void> => {
    const entry = loaded.get(name);
    if (entry === undefined) return;
    if (entry.state === 'running') entry.state = 'waiting';
    loaded.delete(name);
    await end(entry);
  };

  const statusOf = ({ plugin, state }: Entry): PluginStatus => ({
    name: plugin.name,
    state,
    waitsFor: state === 'waiting' ? missing(plugin) : [],
  });

  const running = (name: string): AnyPlugin | undefined => {
    const entry = loaded.get(name);
    return entry?.state === 'running' ? entry.plugin : undefined;
  };

  return {
    ...registries,
    plugin: running,
    loaded: (name) => loaded.get(name)?.plugin,
    list: () => [...loaded.values()].map(statusOf),
    async load(plugin) {
      checkPlugin(plugin);
      if (loaded.has(plugin.name)) {
        throw new KapwaError(
          'plugin.invalid',
          `Two plugins are called "${plugin.name}". Leave one out, or call it otherwise.`,
        );
      }
      const entry: Entry = { plugin, scope: undefined, state: 'waiting' };
      loaded.set(plugin.name, entry);
      if (missing(plugin).length > 0) return;
      try {
        await begin(entry);
      } catch (error) {
        loaded.delete(plugin.name);
        throw error;
      }
      await startWaiting();
    },
    unload,
    tree: () =>
      Object.fromEntries([...loaded].map(([name, { scope }]) => [name, scope?.live() ?? []])),
    async close() {
      for (const name of [...loaded.keys()].reverse()) await unload(name);
    },
  };
}
