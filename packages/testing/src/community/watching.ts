import type { AnyPlugin } from '@kapwa/core';

const watchers = new WeakSet<AnyPlugin>();

/**
 * Marks a plugin that is written in a test to watch: it keeps what it sees in variables of the
 * test, and so must see it once. All other plugins are run twice, to prove that this is safe.
 */
export function watching<Plugin extends AnyPlugin>(plugin: Plugin): Plugin {
  watchers.add(plugin);
  return plugin;
}

/** The names of those that are marked. */
export function watchersAmong(plugins: readonly AnyPlugin[]): readonly string[] {
  return plugins.filter((plugin) => watchers.has(plugin)).map(({ name }) => name);
}
