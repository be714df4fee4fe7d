import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { pingPostgres } from '../src/index.js';
import { newPlace, type TestSchema } from './new-place.js';
import { type PoolMode, startPoolingProxy } from './pooling-proxy.js';

let place: TestSchema;
beforeEach(async () => {
  place = await newPlace();
});
afterEach(() => place.remove());

async function through(mode: PoolMode): Promise<string> {
  const proxy = await startPoolingProxy(place.url, mode);
  onTestFinished(() => proxy.stop());
  return proxy.url;
}

const refusal = {
  code: 'store.unusable',
  message: expect.stringMatching(/pool_mode = transaction.*direct address.*pool_mode = session/),
};

describe('a pooler before the server', () => {
  it('is refused where it gives every transaction another connection, before anything is made', async () => {
    const url = await through('transaction');

    await expect(place.make({ url }).open()).rejects.toMatchObject(refusal);
    await expect(pingPostgres({ url, schema: place.schema })).rejects.toMatchObject(refusal);
    const there = await place.ask('SELECT FROM pg_namespace WHERE nspname = $1', [place.schema]);
    expect(there).toEqual([]);
  });

  it('does no harm where a client has its connection for itself', async () => {
    const store = place.make({ url: await through('session') });

    await store.open();
    const heard: string[] = [];
    const stop = await store.shared?.hear((note) => void heard.push(note));
    await store.lease('kit', 'one', 1_000, 0);

    expect(await store.lease('kit', 'other', 1_000, 0)).toBeUndefined();
    await stop?.();
    await store.close();
  });
});
