import { type AnyPlugin, createMemoryStore, type ScheduleDue, type Store } from '@kapwa/core';
import { createCatalogue } from '../../src/languages/catalogue.js';
import { silentLogger } from '../../src/logger.js';
import { collections, recordKey } from '../../src/model/keys.js';
import { createPluginHost } from '../../src/plugins/host.js';
import { readOptions } from '../../src/plugins/options.js';
import { createScheduler } from '../../src/schedules/scheduler.js';
import { pluginThat } from '../plugin-that.js';
import { leapingClock } from './leaping-clock.js';

const MINUTE = 60_000;
const MONDAY = Date.UTC(2027, 2, 1);
/** A moment of that Monday, or so many days later, UTC. */
export const at = (time: string, day = 0): number =>
  MONDAY +
  day * 86_400_000 +
  Number(time.slice(0, 2)) * 60 * MINUTE +
  Number(time.slice(3)) * MINUTE;

/** A reminder in each community at the time its options say. */
const reminder: AnyPlugin = pluginThat('reminder', (scope) => {
  const cron = ({ at: pattern }: Readonly<Record<string, unknown>>) => pattern as string;
  scope.schedule('daily', { per: 'community', cron }, () => undefined);
});

/** Writes down at what time the reminder of a community comes; undefined: it has none any more. */
export async function remind(
  store: Store,
  key: string,
  pattern: string | undefined,
): Promise<void> {
  const plugins = { reminder: pattern === undefined ? false : { at: pattern } };
  const value = { key, timeZone: 'UTC', plugins };
  const at = { collection: collections.communities, key: recordKey(key) };
  await store.commit({
    expect: [],
    writes: [{ op: 'put', ...at, value }],
    outgoing: [],
    post: [],
    dead: [],
  });
}

/** A scheduler by itself, at midnight, on a store and with a door that may be out of order. */
export async function scheduled(patterns: Readonly<Record<string, string>>) {
  const memory = createMemoryStore();
  await memory.open();
  for (const [key, pattern] of Object.entries(patterns)) await remind(memory, key, pattern);
  const host = createPluginHost(createCatalogue(silentLogger));
  await host.load(reminder);
  const leaping = leapingClock(MONDAY);
  const armed: number[] = [];
  const clock = {
    ...leaping,
    at: (time: number, task: () => void) => {
      armed.push(time);
      return leaping.at(time, task);
    },
  };
  const broken = { store: false, door: false };
  const handed: (readonly ScheduleDue[])[] = [];
  const said: string[] = [];
  let readings = 0;
  const store: Store = {
    ...memory,
    list: (...of) => {
      if (broken.store) throw new Error('The store is down.');
      if (of[0] === collections.communities) readings += 1;
      return memory.list(...of);
    },
  };
  const scheduler = createScheduler({
    store,
    clock,
    host,
    optionsOf: readOptions,
    log: { ...silentLogger, error: (line) => void said.push(line) },
    async due(events) {
      if (broken.door) throw new Error('The door is shut.');
      handed.push(events);
      for (const { id, slot } of events) await taken(memory, id, slot);
    },
  });
  /** What was handed over so far, by community and time. */
  const due = (): string[] =>
    handed
      .flat()
      .map(({ community, slot }) => `${community} ${new Date(slot).toISOString().slice(8, 16)}`);
  return { scheduler, store, clock, armed, broken, handed, due, said, readings: () => readings };
}

/** A slot that came in is remembered, as by the turn that handles it. */
async function taken(store: Store, id: string, slot: number): Promise<void> {
  const key = id.slice(0, id.indexOf('@'));
  await store.commit({
    expect: [],
    writes: [{ op: 'max', collection: collections.slots, key, value: slot }],
    outgoing: [],
    post: [],
    dead: [],
  });
}

/** Lets everything happen that does not wait for the clock. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((next) => setImmediate(next));
}
