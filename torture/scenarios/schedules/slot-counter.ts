import {
  type AnyPlugin,
  type CatchUp,
  type Clock,
  createKit,
  defineBlueprint,
  definePlugin,
  type Kit,
  type Store,
} from '@kapwa/core';
import { z } from 'zod';

/** A plugin with one schedule, that counts in the store how often each slot was taken. */
export function slotCounter(cron: string, catchUp: CatchUp): AnyPlugin {
  return definePlugin({
    name: 'counter',
    options: z.strictObject({}),
    setup(kit) {
      const counts = kit.collection('counts', { lane: 'community', schema: z.number() });
      kit.schedule('slots', { per: 'community', cron: () => cron, catchUp }, (context, slot) => {
        context.records(counts).add(String(slot), 1);
      });
    },
  });
}

/** A kit with nothing but that schedule. */
export function countingKit(store: Store, clock: Clock, timeZone: string, plugin: AnyPlugin): Kit {
  const communities = [
    defineBlueprint({
      community: { key: 'health', name: 'Health', purpose: 'Care', timeZone, languages: ['en'] },
    }),
  ];
  return createKit({ communities, plugins: [plugin], store, clock });
}

/** How often each slot was taken, by the slot. */
export async function takenIn(store: Store): Promise<ReadonlyMap<number, number>> {
  const records = await store.list('counter.counts', '');
  return new Map(records.map(({ key, value }) => [Number(key.split('/').at(-1)), value as number]));
}
