import { readdir } from 'node:fs/promises';

/** Whether a name is that of a file in which a bot keeps its state, whole or damaged. */
function isState(name: string): boolean {
  return /^(state(\.prev)?\.json|journal\.\d+\.log)$/.test(name);
}

/** The names in a folder; undefined where there is no such folder. */
export async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  return readdir(folder).catch(() => undefined);
}

/** Whether a bot keeps its data in this very folder. */
export async function holdsState(folder: string): Promise<boolean> {
  return (await namesIn(folder))?.some(isState) ?? false;
}
