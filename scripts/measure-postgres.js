/**
 * Measures the store in PostgreSQL, with a server that comes along and syncs to the disk:
 * `node --conditions=@kapwa/source --import tsx scripts/measure-postgres.js`. Numbers for people,
 * not a test; both processes share this machine.
 */
import { performance } from 'node:perf_hooks';
import { createKit, defineAdapter, systemClock } from '@kapwa/core';
import { conduct } from '@kapwa/plugin-conduct';
import { onboarding } from '@kapwa/plugin-onboarding';
import { recognition } from '@kapwa/plugin-recognition';
import { postgresStore } from '@kapwa/storage-postgres';
import { blueprintOf, healthWorkers } from '@kapwa/testing';
import { startPostgres } from '@kapwa/testing/postgres';

/** Each figure is taken over so long, ms. */
const SPAN = 3_000;
const GROUPS = ['north-area', 'cairo-team', 'basic-training', 'medical-supplies'];

/** Does something so many times side by side, one after the other in each; answers how often a second. */
async function rateOf(sideBySide, once) {
  const began = performance.now();
  let done = 0;
  const one = async (_, lane) => {
    for (let count = 0; performance.now() - began < SPAN; count += 1) {
      await once(lane, count);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, one));
  return Math.round((done / (performance.now() - began)) * 1_000);
}

const say = (what, sideBySide, rate) =>
  console.log(`${what}, ${sideBySide} at a time: ${rate.toLocaleString('en')} a second`);

async function measureAccepts(url) {
  const store = postgresStore({ url, schema: 'accepts' });
  await store.open();
  const event = { kind: 'transport.changed', id: 'e', at: 0, adapter: 'a', state: 'connected' };
  const rest = { lane: 'group:c/g', place: { community: 'c', group: 'g' }, event, attempt: 0 };
  for (const sideBySide of [1, 64]) {
    const rate = await rateOf(sideBySide, (lane, count) =>
      store.accept([{ id: `${sideBySide}/${lane}/${count}`, ...rest }], Date.now()),
    );
    say('events taken in', sideBySide, rate);
  }
  await store.close();
}

const messenger = defineAdapter({
  name: 'playground',
  maxText: 4_096,
  encode: () => [{ op: 'send', body: '' }],
  capability: () => ({ level: 'native' }),
  connect: () => ({ perform: async () => ({ kind: 'ok', message: 'm' }), close: () => undefined }),
});

async function measureKit(url) {
  const kit = createKit({
    communities: [blueprintOf(healthWorkers)],
    adapters: [messenger],
    plugins: [onboarding, conduct, recognition],
    store: postgresStore({ url, schema: 'kit' }),
    clock: systemClock,
    schedules: false,
  });
  await kit.start();
  for (const sideBySide of [1, 64]) {
    const rate = await rateOf(sideBySide, (lane, count) => {
      const id = `${sideBySide}-${lane}-${count}`;
      const { settled } = kit.receive({
        ...{ kind: 'message.received', id, message: id, at: Date.now(), adapter: 'playground' },
        ...{ chat: { id: GROUPS[lane % GROUPS.length], direct: false }, mentions: [] },
        ...{ from: { id: `person-${lane}`, name: `Person ${lane}` }, text: 'Good morning all' },
      });
      return settled;
    });
    say('messages through a whole kit with all plugins', sideBySide, rate);
  }
  await kit.stop();
}

const server = await startPostgres({ fsync: true });
try {
  await measureAccepts(server.url);
  await measureKit(server.url);
} finally {
  await server.stop();
}
