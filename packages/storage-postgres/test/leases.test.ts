import { spawnSync } from 'node:child_process';
import { createKit, type Store } from '@kapwa/core';
import { blueprintOf, healthWorkers, turnableClock } from '@kapwa/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownProcess } from '../src/own-process.js';
import { newPlace, type TestSchema } from './new-place.js';

const MINUTE = 60_000;

let place: TestSchema;
let store: Store;

beforeEach(async () => {
  place = await newPlace();
  store = place.make();
  await store.open();
});
afterEach(async () => {
  await store.close();
  await place.remove();
});

/** Makes it look as if another process held the lease. */
const heldBy = (process: string) => place.ask('UPDATE leases SET process = $1', [process]);

const [here = ''] = ownProcess.split('|');

describe('a lease that somebody else holds', () => {
  beforeEach(async () => {
    await store.lease('kit', 'one', 5 * MINUTE, 0);
  });

  it('need not be waited for when its process has ended on this machine', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    await heldBy(`${here}|${pid}|some-word`);

    expect(await store.lease('kit', 'other', 5 * MINUTE, MINUTE)).toMatchObject({ epoch: 2 });
  });

  it('need not be waited for when this process has got the number of the one that ended', async () => {
    await heldBy(`${here}|${process.pid}|some-word`);

    expect(await store.lease('kit', 'other', 5 * MINUTE, MINUTE)).toMatchObject({ epoch: 2 });
  });

  it.each([
    ['still runs here', `${here}|${process.ppid}|some-word`],
    ['is on another machine', `elsewhere|${process.pid}|some-word`],
    ['is this very process', ownProcess],
  ])('is waited for when its process %s', async (_, holder) => {
    await heldBy(holder);

    expect(await store.lease('kit', 'other', 5 * MINUTE, MINUTE)).toBeUndefined();
    await place.pass(5 * MINUTE);
    expect(await store.lease('kit', 'other', 5 * MINUTE, MINUTE)).toMatchObject({ epoch: 2 });
  });
});

it('is given to one of those who ask at once, whichever process they are of', async () => {
  const others = [store, place.make(), place.make(), place.make()];
  for (const other of others.slice(1)) await other.open();

  for (let round = 1; round <= 20; round += 1) {
    const at = round * 5 * MINUTE;
    const asked = others.map((one, number) => one.lease('kit', `${number}`, 5 * MINUTE, at));
    const given = (await Promise.all(asked)).filter((lease) => lease !== undefined);
    expect(given).toEqual([expect.objectContaining({ epoch: round })]);
    await Promise.all(given.map((lease) => store.release(lease)));
  }

  for (const other of others.slice(1)) await other.close();
});

it('keeps two kits from working on one database, until the first one stops', async () => {
  const clock = turnableClock();
  const communities = [blueprintOf(healthWorkers)];
  const makeKit = () => createKit({ communities, clock, store: place.make() });
  const first = makeKit();
  await first.start();

  await expect(makeKit().start()).rejects.toMatchObject({ code: 'store.in-use' });
  await first.stop();
  const next = makeKit();
  await next.start();
  await next.stop();
});
