import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEmbeddedStore } from '@kapwa/core';
import { type Acknowledged, brokenPromises } from '@kapwa/testing';

const program = fileURLToPath(new URL('./broken-disk.process.ts', import.meta.url));

/** Whether system calls can be made to fail here: strace(1) is installed, and may trace. */
export function hasStrace(): boolean {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

interface Said {
  readonly saved: Acknowledged;
  readonly lines: readonly string[];
}

/** The lanes in which the program works. */
const lanes = [0, 1, 2];

/** From where on a call may fail, by the call: before it the store is only being made. */
const calls = { fdatasync: 5, fsync: 3, rename: 3, pwrite64: 5, openat: 5, unlink: 2 } as const;
type Call = keyof typeof calls;

/** Calls that the program makes for other reasons, too: they fail at files of the store only. */
const elsewhere: Partial<Record<Call, true>> = { pwrite64: true, openat: true, unlink: true };

/** The files a store has in so short a time. */
function filesOf(folder: string): readonly string[] {
  const day = Math.floor(Date.now() / 86_400_000);
  const numbers = Array.from({ length: 40 }, (_, number) => number);
  return [
    ...['state.json', 'state.json.new', 'state.prev.json'],
    ...numbers.map((number) => `journal.${number}.log`),
    ...['seen', 'ledger'].flatMap((kind) => numbers.map((seq) => `${kind}.${day}.${seq}.seg`)),
  ].map((name) => join(folder, name));
}

/** Runs the program with a system call that fails from the `nth` on, as the kernel would report it. */
async function runUnder(folder: string, call: Call, code: string, nth: number): Promise<Said> {
  const paths = call in elsewhere ? filesOf(folder).flatMap((path) => ['-P', path]) : [];
  const fault = ['-f', '-qq', '-o', '/dev/null', ...paths, '-e', `trace=${call}`];
  const inject = ['-e', `inject=${call}:error=${code}:when=${nth}+`];
  const node = [
    process.execPath,
    '--conditions=@kapwa/source',
    '--import',
    import.meta.resolve('tsx'),
  ];
  const child = spawn('strace', [...fault, ...inject, ...node, program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await new Promise((resolve) => child.on('close', resolve));
  const lines = said.split('\n').slice(0, -1);
  // All of them: what was not acknowledged may be there as well, and has to be whole.
  const saved: Acknowledged = new Map(lanes.map((lane) => [lane, 0]));
  for (const line of lines) {
    const [lane, round] = line.split(' ').map(Number);
    if (lane !== undefined && round !== undefined && !Number.isNaN(round)) saved.set(lane, round);
  }
  return { saved, lines };
}

/** One run with a system call that fails; answers with what went against the promise. */
export async function underStrace(trial: number, random: () => number): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kapwa-strace-'));
  const names = Object.keys(calls) as Call[];
  const call = names[trial % names.length] ?? 'fdatasync';
  const code = random() < 0.5 ? 'EIO' : 'ENOSPC';
  const often = call === 'fdatasync' || call === 'pwrite64';
  const nth = calls[call] + Math.floor(random() * (often ? 60 : 6));
  try {
    const { saved, lines } = await runUnder(folder, call, code, nth);
    const broken: string[] = [];
    // It may also have happened while the store was being opened.
    const end = lines.findIndex((line) => line === 'store.failed' || line === 'store.unusable');
    if (end === -1) broken.push('the store did not stop');
    else if (end !== lines.length - 1) broken.push('something was acknowledged after the failure');
    const store = createEmbeddedStore(folder);
    await store.open();
    broken.push(...(await brokenPromises(store, saved)));
    await store.close();
    return broken.map((what) => `strace, ${call} ${nth} ${code}: ${what}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
