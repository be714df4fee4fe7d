import { dirname } from 'node:path';
import { readCommunityFile } from '../community-file/community-file.js';
import { findCommunityFile } from '../community-file/find-community-file.js';
import { bundledDemo, ownOrBundled } from '../community-file/own-or-bundled.js';
import { playDemo } from '../playground/index.js';
import type { Shell } from '../terminal/shell.js';

/** Plays a community on the playground: no account, no network, nothing kept. */
export async function runDemo(path: string, isNamed: boolean, shell: Shell): Promise<void> {
  const file = isNamed
    ? await findCommunityFile(path)
    : await ownOrBundled(path, bundledDemo, shell);
  const { blueprint, plugins } = await readCommunityFile(file);
  const { stdin, stdout, isTTY, json, colors } = shell;
  const folder = dirname(file);
  await playDemo({ blueprint, plugins, folder, stdin, stdout, isTTY, json, colors });
}
