import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { KapwaError } from '@kapwa/core';
import { communitySchemaText } from '../community-file/schema-text.js';
import type { Shell } from '../terminal/shell.js';
import { type Asker, createAsker } from './ask.js';
import { askCommunity, type Given } from './ask-community.js';
import { envText } from './env-text.js';
import { writeCommunity } from './write-community.js';

/** How to begin a community. */
export interface InitOptions extends Given {
  /** Asks nothing: what is not given has its usual value, and nothing is overwritten. */
  readonly yes?: boolean;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function writeIfMissing(path: string, text: string, mode?: number): Promise<void> {
  if (await exists(path)) return;
  await writeFile(path, text, mode === undefined ? {} : { mode });
}

/** A file that is there is only written over with a yes. */
async function checkFree(path: string, ask: Asker | undefined, shell: Shell): Promise<void> {
  if (!(await exists(path))) return;
  const shown = relative(shell.cwd, path);
  const yes =
    ask !== undefined && (await ask.confirm(`There is a ${shown} already. Write over it?`));
  if (yes) return;
  throw new KapwaError(
    'config.invalid',
    `There is a ${shown} already, and it was left as it is. Name another folder.`,
  );
}

/**
 * Writes the files a new community begins with, and answers with the path of its
 * `community.yaml`. Raises `config.missing` and `config.invalid` for answers that cannot be used;
 * then nothing has been written.
 */
export async function initCommunity(
  folder: string,
  options: InitOptions,
  shell: Shell,
): Promise<string> {
  const ask = options.yes === true ? undefined : createAsker(shell);
  const path = join(folder, 'community.yaml');
  try {
    await checkFree(path, ask, shell);
    const community = await askCommunity(options, ask);
    await mkdir(folder, { recursive: true });
    await writeFile(path, writeCommunity(community));
    // It will hold secrets: nobody but this user may read it.
    await writeIfMissing(join(folder, '.env'), envText, 0o600);
    await writeIfMissing(join(folder, 'community.schema.json'), communitySchemaText());
    return path;
  } finally {
    ask?.close();
  }
}
