import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedStore, readEmbeddedStore, type Store } from '@kapwa/core';
import { anySteps, contentsOf, type StepRun, takeStep } from '@kapwa/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillPostgres } from '../src/index.js';
import { newPlace, type TestSchema } from './new-place.js';

let place: TestSchema;
let folder: string;

beforeEach(async () => {
  place = await newPlace();
  folder = await mkdtemp(join(tmpdir(), 'kapwa-move-'));
});
afterEach(async () => {
  await place.remove();
  await rm(folder, { recursive: true, force: true });
});

/** A folder after many calls of every kind. */
async function usedFolder(): Promise<void> {
  const embedded = createEmbeddedStore(folder);
  await embedded.open();
  const restart: StepRun['restart'] = async (store) => store;
  const run: StepRun = { store: embedded, lease: undefined, restart };
  for (const steps of fc.sample(anySteps, { numRuns: 12, seed: 3 })) {
    for (const step of steps) await takeStep(run, step);
  }
  await embedded.close();
}

async function filesIn(): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name !== 'owner.json').sort();
  const files: Record<string, string> = {};
  for (const name of names) files[name] = await readFile(join(folder, name), 'base64');
  return files;
}

async function opened<Answer>(store: Store, work: (store: Store) => Promise<Answer>) {
  await store.open();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const move = () => readEmbeddedStore(folder, (contents) => fillPostgres(contents, place));

describe('moving from a folder to a database', () => {
  beforeEach(usedFolder);

  it('brings everything along, and leaves the folder as it is', async () => {
    const before = await filesIn();

    const filled = await move();

    const inDatabase = await opened(place.make(), contentsOf);
    expect(filled.wasThere).toBe(false);
    expect(filled.tables.every(({ table, rows }) => rows > 0 || table === 'leases')).toBe(true);
    expect(await filesIn()).toEqual(before);
    expect(inDatabase).toEqual(await opened(createEmbeddedStore(folder), contentsOf));
  });

  it('knows the events again that came before, and goes on with the audit', async () => {
    const run = (store: Store): StepRun => ({
      store,
      lease: undefined,
      restart: async () => store,
    });
    const again = { ask: 'accept', ids: ['a', 'b', 'c', 'd', 'e', 'f'], day: 12 } as never;
    await move();

    const inDatabase = await opened(place.make(), (store) => takeStep(run(store), again));

    expect(inDatabase).toEqual(
      await opened(createEmbeddedStore(folder), (store) => takeStep(run(store), again)),
    );
  });

  it('says so when it was done before, and does nothing', async () => {
    const first = await move();

    const second = await move();

    expect(second).toEqual({ ...first, wasThere: true });
  });

  it('changes nothing where the database holds something else', async () => {
    const other = { op: 'put', collection: 'notes', key: 'ana', value: 1 } as const;
    const commit = { expect: [], writes: [other], outgoing: [], post: [], dead: [] };
    await opened(place.make(), async (store) => store.commit(commit));

    await expect(move()).rejects.toMatchObject({
      code: 'store.unusable',
      message: expect.stringContaining('holds something else already'),
    });

    expect(await place.ask('SELECT collection FROM records')).toEqual([{ collection: 'notes' }]);
  });

  it('tells how far it has come', async () => {
    const seen: number[] = [];

    await readEmbeddedStore(folder, (contents) =>
      fillPostgres(contents, { ...place, progress: (done, whole) => void seen.push(done / whole) }),
    );

    expect(seen.at(-1)).toBe(1);
  });
});

it('reads nothing where no bot has kept anything', async () => {
  await expect(move()).rejects.toMatchObject({ code: 'input.not-found' });
});
