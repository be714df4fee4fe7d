import { dirname } from 'node:path';
import { type AnyPlugin, describeIssue, KapwaError } from '@kapwa/core';
import { findCommunityFile } from '../community-file/find-community-file.js';
import { loadMorePlugins } from '../community-file/more-plugins.js';
import { parseYaml } from '../community-file/parse-yaml.js';
import { readText } from '../community-file/read-text.js';
import { installedPlugins } from '../installed.js';

async function fileBeside(data: string): Promise<string | undefined> {
  for (const folder of [dirname(data), data]) {
    const file = await findCommunityFile(folder).catch(() => undefined);
    if (file !== undefined) return file;
  }
  return undefined;
}

/**
 * The plugins whose records a data folder may hold: those that come along, and those named in the
 * `community.yaml` beside it. Whatever else is wrong in that file is no matter here. Raises
 * `config.invalid` where one cannot be loaded, since what it keeps of somebody would be overlooked.
 */
export async function pluginsBeside(data: string): Promise<readonly AnyPlugin[]> {
  const file = await fileBeside(data);
  if (file === undefined) return installedPlugins;
  const parsed = parseYaml(await readText(file));
  const { plugins, issues } = parsed.ok
    ? await loadMorePlugins(parsed.data, dirname(file))
    : {
        plugins: [],
        issues: [{ path: [], message: 'It is no YAML. Run "kapwa check" to see where.' }],
      };
  if (issues.length === 0) return [...installedPlugins, ...plugins];
  throw new KapwaError(
    'config.invalid',
    `The plugins of ${file} are needed to find all that is kept:\n${issues.map((issue) => `- ${describeIssue(issue)}`).join('\n')}`,
  );
}
