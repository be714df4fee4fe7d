// A program of its own, started and killed by kill-test: it commits pairs of records for ever and
// writes the number of each pair down once it was acknowledged.
import { createEmbeddedStore } from '@kapwa/core';

const [folder = ''] = process.argv.slice(2);
const store = createEmbeddedStore(folder);
await store.open();
const last = await store.get('test.pairs', 'left');
let number = typeof last?.value === 'number' ? last.value : 0;

async function commitNext(): Promise<void> {
  number += 1;
  const value = number;
  const put = (key: string) => ({ op: 'put', collection: 'test.pairs', key, value }) as const;
  await store.commit({
    expect: [],
    writes: [put('left'), { ...put('filler'), value: 'x'.repeat(20_000) }, put('right')],
    outgoing: [],
    post: [],
    dead: [],
  });
  process.stdout.write(`${value}\n`);
}

for (;;) await Promise.all([commitNext(), commitNext(), commitNext()]);
