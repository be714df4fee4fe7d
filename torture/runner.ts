import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ended } from './result-of.js';
import type { TortureResult, Trial } from './scenario.js';

/** What a runner's process is asked for. */
export interface Wanted {
  /** The address of the module of a scenario. */
  readonly file: string;
  readonly trial: Omit<Trial, 'progress'>;
}

/** What it says. */
export type Told = { readonly progress: number } | { readonly result: TortureResult };

/** Runs scenarios in a process of its own, one after the other. */
export interface Runner {
  run(file: string, trial: Trial): Promise<TortureResult>;
  stop(): void;
}

const program = fileURLToPath(new URL('./runner.process.ts', import.meta.url));

/** Makes a runner; its process begins with the first scenario, and anew after one that ended it. */
export function createRunner(): Runner {
  let child: ChildProcess | undefined;
  return {
    run(file, { progress, ...trial }) {
      const running = child ?? fork(program);
      child = running;
      return new Promise((resolve) => {
        const gone = (code: number | null, signal: string | null): void => {
          child = undefined;
          resolve(ended(`The process it ran in ended by itself, with ${signal ?? code}.`));
        };
        const listen = (told: Told): void => {
          if ('progress' in told) {
            progress(told.progress);
            return;
          }
          running.off('message', listen);
          running.off('exit', gone);
          resolve(told.result);
        };
        running.on('message', listen);
        running.on('exit', gone);
        running.send({ file, trial } satisfies Wanted);
      });
    },
    stop: () => child?.disconnect(),
  };
}
