import { dirname } from 'node:path';
import { KapwaError } from '@kapwa/core';
import { readCommunityFile } from '../community-file/community-file.js';
import { findCommunityFile } from '../community-file/find-community-file.js';
import { healthProgramme } from '../health-programme.js';
import { playDemo } from '../playground/index.js';
import type { Shell } from '../terminal/shell.js';

/** The folder that was named; otherwise this one, or the bundled programme where it is empty. */
async function fileFor(path: string, isNamed: boolean, shell: Shell): Promise<string> {
  try {
    return await findCommunityFile(path);
  } catch (error) {
    const isMissing = error instanceof KapwaError && error.code === 'config.missing';
    if (isNamed || !isMissing) throw error;
    shell.note('There is no community.yaml in this folder: here is the bundled health programme.');
    return findCommunityFile(healthProgramme());
  }
}

/** Plays a community on the playground: no account, no network, nothing kept. */
export async function runDemo(path: string, isNamed: boolean, shell: Shell): Promise<void> {
  const file = await fileFor(path, isNamed, shell);
  const { blueprint, plugins } = await readCommunityFile(file);
  const { stdin, stdout, isTTY, json, colors } = shell;
  const folder = dirname(file);
  await playDemo({ blueprint, plugins, folder, stdin, stdout, isTTY, json, colors });
}
