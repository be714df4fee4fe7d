import { constants, fdatasync, writeSync } from 'node:fs';
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { FilePort, OpenFile } from './file-port.js';
import { claimFolder } from './owner-lock.js';

const ours = 0o600;

function write(fd: number, bytes: Uint8Array, at: number): void {
  // A disk that is nearly full takes a part of it and says so; the next call then fails.
  for (let done = 0; done < bytes.byteLength; ) {
    done += writeSync(fd, bytes, done, bytes.byteLength - done, at + done);
  }
}

async function openFile(path: string, keep: number): Promise<OpenFile> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT, ours);
  let end = 0;
  try {
    const { size, mode } = await file.stat();
    if ((mode & 0o077) !== 0) await file.chmod(ours);
    if (size > keep) await file.truncate(keep);
    end = Math.min(size, keep);
  } catch (error) {
    await file.close();
    throw error;
  }
  const sync = promisify(fdatasync);
  return {
    // Into the page cache: takes microseconds, and a thread would take longer to be woken.
    append(bytes) {
      write(file.fd, bytes, end);
      end += bytes.byteLength;
    },
    reserve: (bytes) => write(file.fd, Buffer.alloc(bytes), end),
    sync: () => sync(file.fd),
    close: () => void file.close().catch(() => undefined),
  };
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folder; its file systems keep names with their journal.
  if (process.platform === 'win32') return;
  const directory = await open(folder, constants.O_RDONLY);
  await directory.sync().finally(() => directory.close());
}

/** The file system of this machine. */
export const nodeFiles: FilePort = {
  async prepare(folder) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (((await stat(folder)).mode & 0o077) !== 0) await chmod(folder, 0o700);
  },
  claim: claimFolder,
  names: (folder) => readdir(folder),
  read: (path) =>
    readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    }),
  open: openFile,
  rename,
  remove: (path) => rm(path, { recursive: true, force: true }),
  syncFolder,
};
