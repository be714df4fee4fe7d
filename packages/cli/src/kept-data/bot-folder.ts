import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** The folder of a bot: the one that was named, or that of the community.yaml that was. */
export async function botFolder(cwd: string, named: string): Promise<string> {
  const path = resolve(cwd, named);
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  return isFile ? dirname(path) : path;
}
