import { chown, mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, parse } from 'node:path';

/** PostgreSQL refuses to run as root: it runs as nobody then, whom every system has. */
export const serverUser = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

/** Whether anybody may go through a folder, and all those above it. */
async function isOpen(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  const isOpenItself = (mode & 0o001) !== 0;
  return isOpenItself && (folder === parse(folder).root || isOpen(dirname(folder)));
}

/** A new folder that belongs to whoever the server runs as. */
export async function makeServerFolder(): Promise<string> {
  if (serverUser === undefined) return mkdtemp(join(tmpdir(), 'kapwa-postgres-'));
  for (const place of [tmpdir(), '/tmp', '/var/tmp']) {
    if (!(await isOpen(place).catch(() => false))) continue;
    const folder = await mkdtemp(join(place, 'kapwa-postgres-'));
    await chown(folder, serverUser.uid, serverUser.gid);
    return folder;
  }
  throw new Error(
    `No other user may go through ${tmpdir()}, /tmp or /var/tmp, and PostgreSQL does not run as root. Set TMPDIR, or start the tests as an ordinary user.`,
  );
}
