import { isDeepStrictEqual } from 'node:util';
import { createEmbeddedStore, createMemoryStore } from '@kapwa/core';
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

/** An embedded store that is closed, or killed, and started anew in between. */
function embeddedRun(trial: number): StepRun {
  let disk = createFragileDisk();
  const snapshotAfter = trial % 3 === 0 ? 1 : 2_000;
  const make = () => createEmbeddedStore('/data', { files: disk.port, snapshotAfter });
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

async function differenceIn(steps: readonly StoreStep[], trial: number): Promise<string[]> {
  const embedded = embeddedRun(trial);
  const restart: StepRun['restart'] = async (store) => store;
  const memory: StepRun = { store: createMemoryStore(), lease: undefined, restart };
  await embedded.store.open();
  for (const [index, step] of steps.entries()) {
    // Leases end with their process, and the store in memory never starts anew.
    if (step.ask === 'lease') continue;
    const answers = [await takeStep(embedded, step), await takeStep(memory, step)];
    const contents = [await contentsOf(embedded.store), await contentsOf(memory.store)];
    if (isDeepStrictEqual(answers[0], answers[1]) && isDeepStrictEqual(contents[0], contents[1])) {
      continue;
    }
    return [`sequence ${trial}: they differ after step ${index + 1}, ${JSON.stringify(step)}`];
  }
  return [];
}

export default defineScenario({
  name: 'store/model',
  promise: 'the same calls leave the same in every store, through any number of starts and kills',
  trials: { quick: 500, full: 10_000 },
  async run({ trials, seed, progress }) {
    const broken: string[] = [];
    let steps = 0;
    for (const [trial, sequence] of fc.sample(anySteps, { numRuns: trials, seed }).entries()) {
      steps += sequence.length;
      broken.push(...(await differenceIn(sequence, trial)));
      if (trial % 20 === 0) progress(trial);
    }
    const figures = `${steps.toLocaleString('en')} calls on the memory and the embedded store, ${broken.length} sequences differ`;
    return { trials, broken, figures };
  },
});
