import { createMemoryStore, type Store } from '@kapwa/core';
import { anySteps, contentsOf, type StepRun, takeStep } from '@kapwa/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newPlace } from './new-place.js';

it('holds the same as a store in memory after anything, however often it is started anew', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, async (steps) => {
      const place = await newPlace();
      const reopen = async (store: Store): Promise<Store> => {
        await store.close();
        const again = place.make();
        await again.open();
        return again;
      };
      const database: StepRun = { store: place.make(), lease: undefined, restart: reopen };
      const restart: StepRun['restart'] = async (store) => store;
      const memory: StepRun = { store: createMemoryStore(), lease: undefined, restart };
      await database.store.open();

      for (const step of steps) {
        expect(await takeStep(database, step)).toEqual(await takeStep(memory, step));
      }

      expect(await contentsOf(database.store)).toEqual(await contentsOf(memory.store));
      await database.store.close();
      await place.remove();
    }),
    { numRuns: 40 },
  );
}, 60_000);
