import type { z } from 'zod';
import type { Community } from '../model/community.js';
import type { AnyPlugin } from './plugin.js';

/** What is wrong with one option of a plugin, with the place below `plugins` in community.yaml. */
export interface OptionIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** The options of a plugin in one community, or undefined where the community has switched it off. */
export type PluginOptions = { readonly options: unknown } | undefined;

function read(plugin: AnyPlugin, community: Community): z.ZodSafeParseResult<unknown> | undefined {
  const written = community.plugins[plugin.name];
  return written === false ? undefined : plugin.options.safeParse(written ?? {});
}

/** Everything wrong with the options a community gives to plugins, and names that no plugin has. */
export function checkPluginOptions(
  community: Community,
  plugins: readonly AnyPlugin[],
): readonly OptionIssue[] {
  const names = plugins.map(({ name }) => name);
  const unknown = Object.keys(community.plugins)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      path: ['plugins', name],
      message: `there is no plugin called "${name}" here; known are ${names.join(', ') || 'none'}`,
    }));
  const wrong = plugins.flatMap((plugin) => {
    const result = read(plugin, community);
    if (result === undefined || result.success) return [];
    return result.error.issues.map((issue) => ({
      path: [
        'plugins',
        plugin.name,
        ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key)),
      ],
      message: issue.message,
    }));
  });
  return [...unknown, ...wrong];
}

/** The options a community gives to a plugin, defaults filled in. */
export function readOptions(plugin: AnyPlugin, community: Community): PluginOptions {
  const result = read(plugin, community);
  return result?.success === true ? { options: result.data } : undefined;
}

/** Reads options once per version of a community's record. */
export function createOptionReader(): (
  plugin: AnyPlugin,
  community: Community,
  version: number,
) => PluginOptions {
  const kept = new Map<string, { readonly version: number; readonly options: PluginOptions }>();
  return (plugin, community, version) => {
    const id = `${community.key}/${plugin.name}`;
    const before = kept.get(id);
    if (before?.version === version) return before.options;
    const options = readOptions(plugin, community);
    kept.set(id, { version, options });
    return options;
  };
}
