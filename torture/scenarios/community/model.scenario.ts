import { isDeepStrictEqual } from 'node:util';
import { createEmbeddedStore, createMemoryStore } from '@kapwa/core';
import { createFragileDisk } from '@kapwa/testing';
import fc from 'fast-check';
import { storeOfProcess } from '../../../packages/core/test/stores.js';
import { defineScenario } from '../../scenario.js';
import { type OneServer, oneServer } from '../postgres/one-server.js';
import { type Keeping, living } from './living.js';
import { type CommunityStep, createReference, groups, people, roles } from './reference.js';

/** Of so many sequences one is also lived through on PostgreSQL. */
const ONE_ON_POSTGRES = 20;

const who = fc.nat({ max: people.length - 1 });
const group = fc.nat({ max: groups.length - 1 });
const role = fc.nat({ max: roles.length - 1 });

const step: fc.Arbitrary<CommunityStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('join', 'leave', 'promote', 'demote', 'speak'),
      who,
      group,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('posting' as const),
      group,
      by: fc.constantFrom('everyone', 'admins'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('give', 'take'), who, role }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('repeat' as const), back: fc.nat({ max: 4 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('pause', 'resume', 'restart', 'kill') }),
  },
);
const sequences = fc.array(step, { minLength: 4, maxLength: 24 });

/** In memory; it outlives its kits, and the lease of one that is gone ends with it. */
function inMemory(): Keeping {
  const memory = createMemoryStore();
  let process = storeOfProcess(memory);
  return {
    open() {
      process = storeOfProcess(memory);
      return { ...process.store, close: () => undefined };
    },
    kill: () => process.dies(),
  };
}

/** The same, handled by two workers; those go on when the kit that leads is gone. */
function byWorkers(): Keeping {
  return { ...inMemory(), workers: 2 };
}

/** On a disk, of which a killed process leaves what it had written. */
function onDisk(): Keeping {
  let disk = createFragileDisk();
  return {
    open: (clock) =>
      createEmbeddedStore('/data', { files: disk.port, clock, snapshotAfter: 4_000 }),
    async kill() {
      disk = createFragileDisk(disk.files);
    },
  };
}

/** In a schema of its own; a killed process leaves what it had committed, and its connections end. */
function inDatabase(server: OneServer): Keeping {
  const make = server.place();
  let process = storeOfProcess(make());
  return {
    open() {
      process = storeOfProcess(make());
      return process.store;
    },
    async kill() {
      await process.dies();
      await process.store.close();
    },
  };
}

/** The same things happen to a community on each store, and to the page of notes. */
async function differences(
  steps: readonly CommunityStep[],
  keeping: Readonly<Record<string, Keeping>>,
  name: string,
): Promise<string[]> {
  const reference = createReference();
  const places = Object.keys(keeping);
  const communities = await Promise.all(Object.values(keeping).map(living));
  const taken: CommunityStep[] = [];
  for (const one of [...steps, { do: 'resume' } as const]) {
    if (!reference.isPossible(one)) continue;
    reference.take(one);
    taken.push(one);
    for (const community of communities) await community.take(one);
  }
  const wanted = reference.standing();
  const standings = await Promise.all(communities.map((one) => one.standing()));
  const [first, ...others] = await Promise.all(communities.map((one) => one.records()));
  await Promise.all(communities.map((one) => one.end()));
  const said = `${name}, ${JSON.stringify(taken)}`;
  return [
    ...standings.flatMap((standing, index) =>
      isDeepStrictEqual(standing, wanted)
        ? []
        : `${places[index]} has ${JSON.stringify(standing)} and not ${JSON.stringify(wanted)} after ${said}`,
    ),
    ...others.flatMap((records, index) =>
      isDeepStrictEqual(records, first)
        ? []
        : `${places[index + 1]} has other records than ${places[0]} after ${said}`,
    ),
  ];
}

/** Communities live through anything in any order: coming, going, roles, pauses, restarts, deaths. */
export default defineScenario({
  name: 'community/model',
  promise:
    'whatever happens in a community, in any order, the kit knows of it what a page of notes would, on every store',
  trials: { quick: 500, full: 10_000 },
  async run({ trials, seed, progress }) {
    const broken: string[] = [];
    let steps = 0;
    let onPostgres = 0;
    const server = await oneServer();
    try {
      for (let trial = 0; trial < trials; trial += 1) {
        const [sequence = []] = fc.sample(sequences, { numRuns: 1, seed: seed + trial });
        const isOnPostgres = trial % ONE_ON_POSTGRES === 0;
        steps += sequence.length;
        if (isOnPostgres) onPostgres += sequence.length;
        const keeping = {
          'the memory': inMemory(),
          'a crew of two': byWorkers(),
          'the disk': onDisk(),
          ...(isOnPostgres && { PostgreSQL: inDatabase(server) }),
        };
        broken.push(...(await differences(sequence, keeping, `sequence ${seed + trial}`)));
        if (trial % 10 === 0) progress(trial);
      }
    } finally {
      await server.stop();
    }
    const figures = `${steps.toLocaleString('en')} steps on the memory and the embedded store and by two workers, ${onPostgres.toLocaleString('en')} of them on PostgreSQL, ${broken.length} differ`;
    return { trials, broken, figures };
  },
});
