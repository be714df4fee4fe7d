import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createEmbeddedStore } from '@kapwa/core';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';

const program = fileURLToPath(new URL('./commits-until-killed.ts', import.meta.url));
const KILLS = 6;

/** Runs the program and kills it in the middle of things; the last number it said was kept. */
function commitsUntilKilled(folder: string, acknowledged: number): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--conditions=@kapwa/source', '--import', import.meta.resolve('tsx'), program, folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  let wanted = acknowledged;
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    // Some writes into its work, never at the same point: a kill must hit a write at times.
    wanted += said.split('\n').length;
    if (wanted > acknowledged + 12) child.kill('SIGKILL');
  });
  return new Promise((resolve) => {
    child.on('close', () => {
      const numbers = said.split('\n').slice(0, -1).map(Number);
      resolve(Math.max(acknowledged, ...numbers));
    });
  });
}

it('loses nothing it acknowledged, and halves no commit, however often it is killed', async () => {
  const folder = await temporaryFolder();
  let acknowledged = 0;

  for (let kill = 0; kill < KILLS; kill += 1) {
    acknowledged = await commitsUntilKilled(folder, acknowledged);
    const store = createEmbeddedStore(folder);
    await store.open();
    const left = await store.get('test.pairs', 'left');
    const right = await store.get('test.pairs', 'right');
    await store.close();

    expect(left?.value).toBeGreaterThanOrEqual(acknowledged);
    expect(right?.value).toBe(left?.value);
  }

  expect(acknowledged).toBeGreaterThan(KILLS * 3);
}, 60_000);
