import { dirname } from 'node:path';
import { type AnyPlugin, blueprintJsonSchema } from '@kapwa/core';
import { installedPlugins } from '../installed.js';
import { findCommunityFile } from './find-community-file.js';
import { loadMorePlugins } from './more-plugins.js';
import { parseYaml } from './parse-yaml.js';
import { readText } from './read-text.js';

/** What editors read to help with `community.yaml`, as the text of `community.schema.json`. */
export function communitySchemaText(plugins: readonly AnyPlugin[] = installedPlugins): string {
  return `${JSON.stringify(blueprintJsonSchema(plugins), undefined, 2)}\n`;
}

/**
 * The same with the options of the plugins that the community of a folder names itself. A file that
 * is missing, or that is just being mended by help of the schema, is no hindrance.
 */
export async function schemaTextFor(place: string): Promise<string> {
  const path = await findCommunityFile(place).catch(() => undefined);
  const parsed = path === undefined ? undefined : parseYaml(await readText(path));
  if (path === undefined || !parsed?.ok) return communitySchemaText();
  const { plugins } = await loadMorePlugins(parsed.data, dirname(path));
  return communitySchemaText([...installedPlugins, ...plugins]);
}
