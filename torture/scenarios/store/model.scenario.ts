import { isDeepStrictEqual } from 'node:util';
import { createMemoryStore } from '@kapwa/core';
import {
  anySteps,
  contentsOf,
  createFragileDisk,
  type StepRun,
  type StoreStep,
  takeStep,
} from '@kapwa/testing';
import fc from 'fast-check';
import { defineScenario } from '../../scenario.js';
import { type OneServer, oneServer } from '../postgres/one-server.js';
import { storeOn } from './store-on.js';

/** Of so many sequences one is also tried on PostgreSQL, where each takes a hundred times as long. */
const ONE_ON_POSTGRES = 25;

/** An embedded store that is closed, or killed, and started anew in between. */
function embeddedRun(trial: number): StepRun {
  let disk = createFragileDisk();
  const snapshotAfter = trial % 3 === 0 ? 1 : 2_000;
  const make = () => storeOn(disk, snapshotAfter);
  return {
    store: make(),
    lease: undefined,
    async restart(store) {
      if (trial % 2 === 0) await store.close();
      else disk = createFragileDisk(disk.files);
      const again = make();
      await again.open();
      return again;
    },
  };
}

/** A store in PostgreSQL that is opened anew in between, at times before the last one has gone. */
function postgresRun(trial: number, server: OneServer): StepRun {
  const make = server.place();
  return {
    store: make(),
    lease: undefined,
    async restart(store) {
      const again = make();
      if (trial % 2 === 0) await store.close();
      await again.open();
      if (trial % 2 === 1) await store.close();
      return again;
    },
  };
}

/** What a store answers or holds in another way than the one in memory, at the first such step. */
async function differenceIn(
  steps: readonly StoreStep[],
  tried: StepRun,
  name: string,
): Promise<string[]> {
  const restart: StepRun['restart'] = async (store) => store;
  const memory: StepRun = { store: createMemoryStore(), lease: undefined, restart };
  await tried.store.open();
  for (const [index, step] of steps.entries()) {
    // Leases end with their process, and the store in memory never starts anew.
    if (step.ask === 'lease') continue;
    const answers = [await takeStep(tried, step), await takeStep(memory, step)];
    const contents = [await contentsOf(tried.store), await contentsOf(memory.store)];
    if (isDeepStrictEqual(answers[0], answers[1]) && isDeepStrictEqual(contents[0], contents[1])) {
      continue;
    }
    return [`${name} differs after step ${index + 1}, ${JSON.stringify(step)}`];
  }
  return [];
}

export default defineScenario({
  name: 'store/model',
  promise: 'the same calls leave the same in every store, through any number of starts and kills',
  trials: { quick: 500, full: 10_000 },
  async run({ trials, seed, progress }) {
    const broken: string[] = [];
    const steps = { embedded: 0, postgres: 0 };
    const server = await oneServer();
    try {
      for (const [trial, sequence] of fc.sample(anySteps, { numRuns: trials, seed }).entries()) {
        const name = `sequence ${trial}`;
        steps.embedded += sequence.length;
        broken.push(...(await differenceIn(sequence, embeddedRun(trial), `${name}, embedded,`)));
        if (trial % ONE_ON_POSTGRES === 0) {
          steps.postgres += sequence.length;
          const run = postgresRun(trial / ONE_ON_POSTGRES, server);
          broken.push(...(await differenceIn(sequence, run, `${name}, PostgreSQL,`)));
          await run.store.close();
        }
        if (trial % 20 === 0) progress(trial);
      }
    } finally {
      await server.stop();
    }
    const calls = `${steps.embedded.toLocaleString('en')} calls on the embedded store`;
    const figures = `${calls}, ${steps.postgres.toLocaleString('en')} of them on PostgreSQL, ${broken.length} differ from memory`;
    return { trials, broken, figures };
  },
});
