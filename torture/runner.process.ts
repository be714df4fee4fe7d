import { resultOf } from './result-of.js';
import type { Told, Wanted } from './runner.js';
import type { Scenario } from './scenario.js';

// Runs scenarios one after the other for another process, which is told what comes of them.

const tell = (told: Told): void => void process.send?.(told);

process.on('message', async ({ file, trial }: Wanted) => {
  const module: { default: Scenario } = await import(file);
  const progress = (done: number): void => tell({ progress: done });
  tell({ result: await resultOf(module.default, { ...trial, progress }) });
});

// However the other one ended, nobody waits any more.
process.on('disconnect', () => process.exit());
