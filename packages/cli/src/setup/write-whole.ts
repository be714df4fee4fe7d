import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';

/** Writes a file so that whoever reads it, or a crash, finds it as it was or as it is to be. */
export async function writeWhole(file: string, text: string, mode?: number): Promise<void> {
  // A link to the file stays one.
  const path = await realpath(file).catch(() => file);
  const own = await stat(path).then(
    (found) => found.mode & 0o777,
    () => 0o644,
  );
  const beside = `${path}.${randomBytes(4).toString('hex')}.new`;
  try {
    const file = await open(beside, 'wx', mode ?? own);
    try {
      await file.writeFile(text);
      await file.chmod(mode ?? own);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
