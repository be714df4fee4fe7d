import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of what the bot keeps, in a folder only this user may open. */
export interface DataCopy {
  readonly folder: string;
  /** Whether there was nothing to copy: the bot has never run. */
  readonly isEmpty: boolean;
  remove(): Promise<void>;
}

/** Copies what the bot keeps, so that looking changes nothing and a running bot is left alone. */
export async function copyOfData(data: string): Promise<DataCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'kapwa-copy-'));
  const isThere = await stat(data).then(
    () => true,
    () => false,
  );
  if (isThere) await cp(data, folder, { recursive: true });
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  if (!isThere) await remove();
  return { folder, isEmpty: !isThere, remove };
}
