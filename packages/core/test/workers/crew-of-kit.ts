import {
  type AnyPlugin,
  createMemoryStore,
  createWorker,
  type KitOptions,
  type Logger,
  type SharedStore,
  type Store,
  silentLogger,
  type Worker,
  type WorkerOptions,
} from '@kapwa/core';
import { turnableClock } from '@kapwa/testing';
import { onTestFinished } from 'vitest';
import { hostedKit } from '../hosted-kit.js';
import { smallPlatform } from '../small-platform.js';

/** A worker as a process of its own. */
export interface OwnProcess {
  readonly worker: Worker;
  /** From now on nobody hears it, and it hears nobody. */
  cutOff(): void;
  /** As it was before. */
  connect(): void;
  /** It ends without a word, whatever it is at. */
  kill(): void;
}

/** The store as one process has it, which may be cut off from what others say, or gone. */
function lineOf(store: Store): Store & { isCut: boolean; isGone: boolean; end(): void } {
  const { shared } = store as { shared: SharedStore };
  let unhear: Awaited<ReturnType<SharedStore['hear']>> = () => undefined;
  const own = {
    ...store,
    isCut: false,
    isGone: false,
    end() {
      own.isCut = true;
      own.isGone = true;
      void unhear();
    },
    commit: (...given: Parameters<Store['commit']>) =>
      own.isGone ? new Promise<never>(() => undefined) : store.commit(...given),
    shared: {
      ...shared,
      say: (note: string) => (own.isCut ? undefined : shared.say(note)),
      async hear(heard: (note: string) => void, name?: string) {
        unhear = await shared.hear((note) => own.isCut || heard(note), name);
        return unhear;
      },
    },
  };
  return own;
}

/** A kit that leads on a store in memory, and workers for it, each with plugins of its own making. */
export async function crewOfKit(
  plugins: (process: string) => readonly AnyPlugin[],
  options: Partial<KitOptions> = {},
) {
  const clock = turnableClock();
  const store = options.store ?? createMemoryStore();
  const platform = smallPlatform(clock);
  const said: string[] = [];
  const tell = (text: string): void => void said.push(text);
  const log: Logger = { ...silentLogger, warn: tell, error: tell };
  const { kit } = await hostedKit({
    ...{ store, clock, log, adapters: [platform.adapter], plugins: plugins('kit') },
    ...options,
  });

  const workerCalled = async (
    name: string,
    atOnce = 32,
    changes: Partial<WorkerOptions> = {},
  ): Promise<OwnProcess> => {
    const line = lineOf(store);
    const worker = createWorker({
      ...{ store: line, clock, log, atOnce },
      ...{ adapters: [platform.adapter], plugins: plugins(name) },
      ...changes,
    });
    await worker.start();
    onTestFinished(() => (line.isGone ? undefined : worker.stop()));
    await clock.advance(0);
    return {
      worker,
      cutOff() {
        line.isCut = true;
      },
      connect() {
        line.isCut = false;
      },
      kill: () => line.end(),
    };
  };

  return { kit, clock, store, platform, said, workerCalled };
}
