import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A copy of what the bot keeps, in a folder only this user may open. */
export interface DataCopy {
  readonly folder: string;
  /** Whether there was nothing to copy: the bot has never run. */
  readonly isEmpty: boolean;
  remove(): Promise<void>;
}

/** A running bot may put files away while they are copied; then the copy is begun anew. */
const MOST_TRIES = 5;

/** Whose the data is does not go for the copy. */
const ofOwner = 'owner.json';

async function copyWhole(data: string, folder: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      const filter = (path: string): boolean => basename(path) !== ofOwner;
      return await cp(data, folder, { recursive: true, filter });
    } catch (error) {
      const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isGone || tries === MOST_TRIES) throw error;
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { mode: 0o700 });
    }
  }
}

/** Takes a folder away when the process is ended from outside; until what it answers is called. */
function goesWithProcess(folder: string): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const end = (signal: NodeJS.Signals): void => {
    rmSync(folder, { recursive: true, force: true });
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.once(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
}

/** Copies what the bot keeps, so that looking changes nothing and a running bot is left alone. */
export async function copyOfData(data: string): Promise<DataCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'kapwa-copy-'));
  const stays = goesWithProcess(folder);
  const isThere = await stat(data).then(
    () => true,
    () => false,
  );
  if (isThere) await copyWhole(data, folder);
  const remove = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true });
    stays();
  };
  if (!isThere) await remove();
  return { folder, isEmpty: !isThere, remove };
}
