import { createMemoryStore, createWorker, silentLogger } from '@kapwa/core';
import { turnableClock } from '@kapwa/testing';
import { expect, it, onTestFinished } from 'vitest';
import { hostedKit } from '../hosted-kit.js';

const MINUTE = 60_000;

it('is said by a worker once that no bot is there to work for, each time that is so', async () => {
  const store = createMemoryStore();
  const clock = turnableClock();
  const said: string[] = [];
  const log = { ...silentLogger, warn: (text: string) => void said.push(text) };
  const worker = createWorker({ store, clock, log });
  await worker.start();
  onTestFinished(() => worker.stop());
  await clock.advance(50_000);
  expect(said).toEqual([]);

  await clock.advance(10 * MINUTE);
  expect(said).toEqual([expect.stringContaining('kapwa run --role web')]);

  const { kit } = await hostedKit({ store, clock, role: 'web' });
  await clock.advance(10 * MINUTE);
  expect(said).toHaveLength(1);

  await kit.stop();
  await clock.advance(10 * MINUTE);
  expect(said).toHaveLength(2);
});
