import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createEmbeddedStore,
  readEmbeddedStore,
  repairStore,
  type Store,
  verifyAudit,
} from '@kapwa/core';
import { anySteps, contentsOf, type StepRun, takeStep } from '@kapwa/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
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

/** Turns a bit round in the so-manieth write of a journal, counted from its title. */
async function damageFrame(wanted: number, path: string): Promise<void> {
  const bytes = await readFile(path);
  let at = 0;
  for (let frame = 0; frame < wanted; frame += 1) at += 8 + bytes.readUInt32LE(at);
  bytes[at + 12] = (bytes[at + 12] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

it('brings the gap along that a repair has left at the very end of the audit', async () => {
  const store = createEmbeddedStore(folder);
  await store.open();
  const nothing = { expect: [], writes: [], outgoing: [], post: [], dead: [] };
  const done = { at: 1, community: 'health', actor: 'bot:conduct', what: 'bot.pause' };
  for (const target of ['one', 'two']) {
    await store.commit({ ...nothing, audit: [{ ...done, target }] });
  }
  const note = { op: 'put', collection: 'notes', key: 'ana', value: 1 } as const;
  await store.commit({ ...nothing, writes: [note] });
  await cp(folder, `${folder}-killed`, { recursive: true });
  await store.close();
  const killed = `${folder}-killed`;
  onTestFinished(() => rm(killed, { recursive: true, force: true }));
  await damageFrame(2, join(killed, 'journal.1.log'));
  await repairStore(killed);

  await readEmbeddedStore(killed, (contents) => fillPostgres(contents, place));

  const missing = { ok: false, broken: { link: 2, what: 'missing' } };
  await opened(place.make(), async (moved) => {
    const verdict = async () =>
      verifyAudit(await moved.audit(0, 10), undefined, await moved.auditHead());
    expect(await verdict()).toMatchObject(missing);
    await moved.commit({ ...nothing, audit: [done] });
    expect(await verdict()).toMatchObject(missing);
  });
});

it('reads nothing where no bot has kept anything', async () => {
  await expect(move()).rejects.toMatchObject({ code: 'input.not-found' });
});
