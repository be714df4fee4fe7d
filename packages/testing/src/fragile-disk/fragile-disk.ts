import { basename } from 'node:path';
import type { FilePort, OpenFile } from '@kapwa/core';
import { afterPowerCut, type DiskFiles, type DiskStep, withBytes } from './disk-step.js';

/** A call that is to fail: the `nth` of its kind from now on, counted from 1, and all after it. */
export interface DiskFault {
  readonly call:
    | 'names'
    | 'read'
    | 'open'
    | 'append'
    | 'reserve'
    | 'sync'
    | 'rename'
    | 'remove'
    | 'syncFolder'
    | 'any';
  readonly nth: number;
  readonly code: 'EIO' | 'ENOSPC';
}

/** A folder in memory that can lose its power, fill up and break. */
export interface FragileDisk {
  /** For `createEmbeddedStore(folder, { files })`; the folder may have any name. */
  readonly port: FilePort;
  /** The files by name, as they are read; may be changed to damage them. */
  readonly files: DiskFiles;
  /** How many steps have been asked for. */
  steps(): number;
  /** Makes calls fail from now on. */
  fail(fault: DiskFault): void;
  /** A disk as a power cut after the first `count` steps may have left it. */
  afterPowerCut(count: number, random: () => number): FragileDisk;
}

class DiskError extends Error {
  readonly code: string;

  constructor(code: DiskFault['code'], call: string) {
    super(`${code}: the disk ${code === 'EIO' ? 'is broken' : 'is full'}, ${call}`);
    this.code = code;
  }
}

/** Calls that are to fail. */
function createFaults() {
  let fault: DiskFault | undefined;
  let left = 0;
  return {
    set(wanted: DiskFault): void {
      fault = wanted;
      left = wanted.nth;
    },
    check(call: DiskFault['call']): void {
      if (fault === undefined || (fault.call !== 'any' && fault.call !== call)) return;
      left -= 1;
      if (left <= 0) throw new DiskError(fault.code, call);
    },
  };
}

/** Makes a disk with these files on it, all of them synced. */
export function createFragileDisk(before: DiskFiles = new Map()): FragileDisk {
  const files: DiskFiles = new Map(before);
  const steps: DiskStep[] = [];
  const faults = createFaults();
  const numbers = new Map([...before.keys()].map((name, index) => [name, -1 - index]));
  let last = 0;

  const openFile = (file: number, start: number, nameNow: () => string | undefined): OpenFile => {
    let end = start;
    const put = (bytes: Buffer): void => {
      steps.push({ op: 'write', file, at: end, bytes });
      const name = nameNow();
      if (name !== undefined) files.set(name, withBytes(files.get(name) ?? none, end, bytes));
    };
    const write = (call: 'append' | 'reserve', bytes: Buffer): void => {
      try {
        faults.check(call);
      } catch (error) {
        // A disk that is nearly full takes what it can.
        put(bytes.subarray(0, bytes.length >> 1));
        throw error;
      }
      put(bytes);
    };
    return {
      append(bytes) {
        write('append', Buffer.from(bytes));
        end += bytes.byteLength;
      },
      reserve: (bytes) => write('reserve', Buffer.alloc(bytes)),
      async sync() {
        faults.check('sync');
        const count = steps.length;
        // It takes its time, and others write meanwhile.
        await new Promise((resolve) => setImmediate(resolve));
        steps.push({ op: 'sync', file, count });
      },
      close: () => undefined,
    };
  };

  const port: FilePort = {
    prepare: async () => undefined,
    claim: async () => async () => undefined,
    async names() {
      faults.check('names');
      return [...files.keys()];
    },
    async read(path) {
      faults.check('read');
      return files.get(basename(path));
    },
    async open(path, keep) {
      faults.check('open');
      const name = basename(path);
      let file = numbers.get(name);
      if (file === undefined || !files.has(name)) {
        last += 1;
        file = last;
        numbers.set(name, file);
        files.set(name, none);
        steps.push({ op: 'create', name, file });
      } else if ((files.get(name)?.length ?? 0) > keep) {
        files.set(name, files.get(name)?.subarray(0, keep) ?? none);
        steps.push({ op: 'cut', file, keep });
      }
      const mine = file;
      const start = files.get(name)?.length ?? 0;
      return openFile(mine, start, () => [...numbers].find(([, number]) => number === mine)?.[0]);
    },
    async rename(from, to) {
      faults.check('rename');
      const [old, fresh] = [basename(from), basename(to)];
      steps.push({ op: 'rename', from: old, to: fresh });
      files.set(fresh, files.get(old) ?? none);
      files.delete(old);
      numbers.set(fresh, numbers.get(old) ?? 0);
      numbers.delete(old);
    },
    async remove(path) {
      faults.check('remove');
      const name = basename(path);
      if (!files.delete(name)) return;
      numbers.delete(name);
      steps.push({ op: 'remove', name });
    },
    async syncFolder() {
      faults.check('syncFolder');
      steps.push({ op: 'sync-folder' });
    },
  };

  return {
    port,
    files,
    steps: () => steps.length,
    fail: (fault) => faults.set(fault),
    afterPowerCut: (count, random) =>
      createFragileDisk(afterPowerCut(before, steps, count, random)),
  };
}

const none = Buffer.alloc(0);
