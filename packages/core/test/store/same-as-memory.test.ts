import { createEmbeddedStore, createMemoryStore } from '@kapwa/core';
import { anySteps, contentsOf, createFragileDisk, type StepRun, takeStep } from '@kapwa/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';

it('holds the same as a store in memory after anything, however often it is started anew', async () => {
  const snapshots = fc.constantFrom(1, 2_000);
  await fc.assert(
    fc.asyncProperty(anySteps, snapshots, fc.boolean(), async (steps, snapshotAfter, isKilled) => {
      let disk = createFragileDisk();
      const make = () => createEmbeddedStore('/data', { files: disk.port, snapshotAfter });
      const embedded: StepRun = {
        store: make(),
        lease: undefined,
        async restart(store) {
          // A killed process leaves the files as they are this moment.
          if (isKilled) disk = createFragileDisk(disk.files);
          else await store.close();
          const again = make();
          await again.open();
          return again;
        },
      };
      const memory: StepRun = {
        store: createMemoryStore(),
        lease: undefined,
        restart: async (store) => store,
      };
      await embedded.store.open();

      for (const step of steps) {
        // Leases end with the process, and a store in memory never starts anew.
        if (step.ask === 'lease') continue;
        expect(await takeStep(embedded, step)).toEqual(await takeStep(memory, step));
        expect(await contentsOf(embedded.store)).toEqual(await contentsOf(memory.store));
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);
