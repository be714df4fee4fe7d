import { KapwaError } from '../errors.js';
import type { PluginHost, PluginStatus } from '../plugins/host.js';
import type { AnyPlugin } from '../plugins/plugin.js';
import type { Shortfall } from '../plugins/shortfalls.js';
import type { TurnGate } from '../plugins/turn-gate.js';

/**
 * The plugins of a kit, which may come and go while it runs.
 *
 * A change waits until the handlers that run have ended, and events wait until it is through: a
 * handler never runs on a plugin that has gone, and no event is lost. So a handler must not await
 * a change itself.
 */
export interface KitPlugins {
  /** Raises `plugin.invalid`, `plugin.unmet`, `plugin.failed` and `config.invalid`. */
  load(plugin: AnyPlugin): Promise<void>;
  /** Undoes everything the plugin has registered. Its records are kept. */
  unload(name: string): Promise<void>;
  /**
   * Unloads a plugin and loads it again, or another version of it; those who use its services are
   * started again, too. Where the new one cannot be set up, the old one is put back.
   */
  reload(plugin: AnyPlugin | string): Promise<void>;
  /** How each plugin stands: it runs, waits for services, or has failed to start. */
  list(): readonly PluginStatus[];
  /** Plugin by plugin, labels of everything it has registered; see `printTree`. */
  tree(): Readonly<Record<string, readonly string[]>>;
  /** What plugins want and the adapters cannot do. */
  shortfalls(): readonly Shortfall[];
}

/** What changing plugins needs of the kit. */
export interface KitPluginParts {
  readonly host: PluginHost;
  readonly gate: TurnGate;
  /** Plugins no kit is without. */
  readonly fixed: readonly string[];
  /** Raises where a plugin cannot serve the communities there are. */
  check(plugin: AnyPlugin): void;
  shortfalls(plugins: readonly AnyPlugin[]): readonly Shortfall[];
  /** Told after every change. */
  changed(): Promise<void>;
  isRunning(): boolean;
}

/** A tree as text, two spaces to a level. */
export function printTree(tree: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(tree)
    .map(([name, labels]) => [name, ...labels.map((label) => `  ${label}`)].join('\n'))
    .join('\n');
}

/** Makes the plugins of one kit changeable. */
export function createKitPlugins(parts: KitPluginParts): KitPlugins {
  const { host, gate } = parts;

  const change = async (work: () => Promise<void>): Promise<void> => {
    if (!parts.isRunning()) {
      throw new KapwaError(
        'kit.not-running',
        'Plugins can come and go only while the kit runs; await kit.start() first.',
      );
    }
    try {
      await gate.alone(work);
    } finally {
      await parts.changed();
    }
  };

  const known = (name: string): AnyPlugin => {
    const plugin = host.loaded(name);
    if (plugin !== undefined && !parts.fixed.includes(name)) return plugin;
    const names = host.list().map((status) => status.name);
    const others = names.filter((one) => !parts.fixed.includes(one)).join(', ') || 'none';
    throw new KapwaError(
      'plugin.invalid',
      plugin === undefined
        ? `There is no plugin "${name}"; there is ${others}.`
        : `"${name}" belongs to the kit itself and stays.`,
    );
  };

  const replace = async (before: AnyPlugin, after: AnyPlugin): Promise<void> => {
    await host.unload(before.name);
    try {
      await host.load(after);
    } catch (error) {
      await host.load(before);
      throw error;
    }
  };

  return {
    async load(plugin) {
      parts.check(plugin);
      await change(() => host.load(plugin));
    },
    async unload(name) {
      known(name);
      await change(() => host.unload(name));
    },
    async reload(plugin) {
      const before = known(typeof plugin === 'string' ? plugin : plugin.name);
      const after = typeof plugin === 'string' ? before : plugin;
      parts.check(after);
      await change(() => replace(before, after));
    },
    list: host.list,
    tree: host.tree,
    shortfalls: () => parts.shortfalls(host.list().flatMap(({ name }) => host.loaded(name) ?? [])),
  };
}
