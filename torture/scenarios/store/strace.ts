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

/** Runs the program with a system call that fails from the `nth` on, as the kernel would report it. */
async function runUnder(folder: string, call: string, code: string, nth: number): Promise<Said> {
  const fault = ['-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`];
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
  const saved: Acknowledged = new Map();
  for (const line of lines) {
    const [lane, round] = line.split(' ').map(Number);
    if (lane !== undefined && round !== undefined && !Number.isNaN(round)) saved.set(lane, round);
  }
  return { saved, lines };
}

/** Calls that only the store makes in that program; `write` is also how it speaks. */
const calls = ['fdatasync', 'fsync', 'rename'] as const;

/** One run with a system call that fails; answers with what went against the promise. */
export async function underStrace(trial: number, random: () => number): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kapwa-strace-'));
  const call = calls[trial % calls.length] ?? 'fdatasync';
  const code = random() < 0.5 ? 'EIO' : 'ENOSPC';
  const nth =
    (call === 'fdatasync' ? 5 : 3) + Math.floor(random() * (call === 'fdatasync' ? 60 : 6));
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
