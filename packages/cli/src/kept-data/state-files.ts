import { readdir } from 'node:fs/promises';
import { KapwaError, messageOf } from '@kapwa/core';

/** Whether a name is that of a file in which a bot keeps its state, whole or damaged. */
function isState(name: string): boolean {
  return /^(state(\.prev)?\.json|journal\.\d+\.log)$/.test(name);
}

/** The names in a folder; undefined where there is no such folder. Raises `store.unusable`. */
export async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  return readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return undefined;
    throw new KapwaError(
      'store.unusable',
      `${folder} cannot be looked into: ${messageOf(cause)}. Be the user the bot runs as.`,
      { cause },
    );
  });
}

/** Whether a bot keeps its data in this very folder. */
export async function holdsState(folder: string): Promise<boolean> {
  return (await namesIn(folder))?.some(isState) ?? false;
}
