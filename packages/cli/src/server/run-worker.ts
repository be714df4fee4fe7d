import { createWorker } from '@kapwa/core';
import type { Shell } from '../terminal/shell.js';
import { prepareBot } from './prepare-bot.js';
import type { SignalSource } from './stop-signals.js';
import { failureOf, untilEnded } from './until-ended.js';

/**
 * Handles events for the bot of a folder until the process is asked to stop. The bot itself runs
 * elsewhere, on the same database; it has the messengers, and nobody can reach this process.
 */
export async function runWorker(path: string, shell: Shell, signals: SignalSource): Promise<void> {
  const { blueprint, plugins, adapters, store, log } = await prepareBot(path, shell);
  const worker = createWorker({ communities: [blueprint], plugins, adapters, store, log });
  const failed = failureOf(worker);
  await worker.start();
  const { name } = blueprint.community;
  shell.print(
    `This is a worker of ${name}: it handles what the bot takes in that is started with --role web. Press Ctrl+C to stop it.`,
  );
  shell.data({ status: 'running', role: 'worker' });
  const stop = async (): Promise<void> => {
    shell.note('Stopping; what has begun is finished first. Press Ctrl+C again to stop at once.');
    await worker.stop();
  };
  await untilEnded({ failed, signals, stop });
  shell.data({ status: 'stopped' });
}
