import type { z } from 'zod';
import type { BlueprintIssue } from '../blueprint/blueprint-issue.js';
import { didYouMean } from '../blueprint/did-you-mean.js';
import { inPlainWords } from '../blueprint/plain-words.js';
import { issuesFromZod } from '../blueprint/schema-issues.js';
import type { Community } from '../model/community.js';
import { schema } from '../schema.js';
import type { AnyPlugin } from './plugin.js';

/** The options of a plugin that has none. */
const noOptions = schema((zod) => zod.strictObject({}));
const none: z.ZodSafeParseResult<unknown> = { success: true, data: {} };

/** The options of a plugin in one community, or undefined where the community has switched it off. */
export type PluginOptions = { readonly options: unknown } | undefined;

function read(plugin: AnyPlugin, community: Community): z.ZodSafeParseResult<unknown> | undefined {
  const { name, options } = plugin;
  const written = community.plugins[name];
  if (written === false) return undefined;
  if (options === undefined && written === undefined) return none;
  return (options ?? noOptions).safeParse(written ?? {}, { error: inPlainWords });
}

function unknownPlugin(name: string, known: readonly string[]): BlueprintIssue {
  const suggestion = didYouMean(name, known);
  const message = `there is no plugin called "${name}" here; known are ${known.join(', ') || 'none'}`;
  return { path: ['plugins', name], message, ...(suggestion === undefined ? {} : { suggestion }) };
}

/**
 * Everything wrong with the options a community gives to plugins, and names that no plugin has.
 * Paths are those of `community.yaml`.
 */
export function checkPluginOptions(
  community: Community,
  plugins: readonly AnyPlugin[],
): readonly BlueprintIssue[] {
  const names = plugins.map(({ name }) => name);
  const unknown = Object.keys(community.plugins)
    .filter((name) => !names.includes(name))
    .map((name) => unknownPlugin(name, names));
  const wrong = plugins.flatMap((plugin) => {
    const result = read(plugin, community);
    if (result === undefined || result.success) return [];
    const written = community.plugins[plugin.name] ?? {};
    return issuesFromZod(plugin.options ?? noOptions, result.error.issues, written).map(
      (issue) => ({
        ...issue,
        path: ['plugins', plugin.name, ...issue.path],
      }),
    );
  });
  return [...unknown, ...wrong];
}

/** The options a community gives to a plugin, defaults filled in. */
export function readOptions(plugin: AnyPlugin, community: Community): PluginOptions {
  const result = read(plugin, community);
  return result?.success === true ? { options: result.data } : undefined;
}

/** Reads options once per version of a community's record; forgets them with the plugin. */
export function createOptionReader(): (
  plugin: AnyPlugin,
  community: Community,
  version: number,
) => PluginOptions {
  type Kept = { readonly version: number; readonly options: PluginOptions };
  const kept = new WeakMap<AnyPlugin, Map<string, Kept>>();
  return (plugin, community, version) => {
    let ofPlugin = kept.get(plugin);
    if (ofPlugin === undefined) {
      ofPlugin = new Map();
      kept.set(plugin, ofPlugin);
    }
    const before = ofPlugin.get(community.key);
    if (before?.version === version) return before.options;
    const options = readOptions(plugin, community);
    ofPlugin.set(community.key, { version, options });
    return options;
  };
}
