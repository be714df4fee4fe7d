import { createClaims } from '../accept/claims.js';
import { createEntryRunner, reportFailure } from '../commit/run-entry.js';
import { createHandler } from '../handle/handle.js';
import type { RetryOrder } from '../handle/retry-order.js';
import { createPauseFlags } from '../house/pause/pause-flags.js';
import { PAUSES, pauseKey } from '../house/pause/pause-state.js';
import type { Tell } from '../kit-events.js';
import { createCatalogue } from '../languages/catalogue.js';
import type { IdMaker } from '../model/keys.js';
import { countCommitted, createFloodGuard } from '../plugins/flood.js';
import { createPluginHost, type PluginHost } from '../plugins/host.js';
import {
  type InboxEntry,
  KIT_LEASE,
  type Lease,
  type MaybePromise,
  type Store,
} from '../store/store.js';
import { reportText } from './finished.js';
import type { Task } from './notes.js';
import type { WorkerOptions } from './worker-options.js';

/** How a worker handles events. */
export interface TurnsOfWorker {
  readonly host: PluginHost;
  /** Handles one event for the kit that leads by this lease. Answers whether it was committed; never rejects. */
  run(entry: InboxEntry, task: Task, epoch: number): MaybePromise<boolean>;
}

/** What handling needs of a worker. */
export interface TurnsParts extends Pick<WorkerOptions, 'adapters' | 'flood' | 'testing'> {
  readonly store: Store;
  readonly clock: NonNullable<WorkerOptions['clock']>;
  readonly log: NonNullable<WorkerOptions['log']>;
  readonly tell: Tell;
  readonly ids: IdMaker;
  /** Told why something could not be kept. */
  unkept(error: unknown): void;
}

/** What a turn rests on: the lease of the kit that has given it out. */
function leaseOf(epoch: number | undefined): Lease {
  return { name: KIT_LEASE, epoch: epoch ?? -1, until: 0 };
}

/**
 * Makes the handling of a worker: the same as that of a kit, but for what the kit that leads has in
 * mind, which comes with every task.
 */
export function createTurnsOfWorker(parts: TurnsParts): TurnsOfWorker {
  const { store, clock, log, tell, ids, adapters = [], testing, unkept } = parts;
  const catalogue = createCatalogue(log);
  const host = createPluginHost(catalogue, { log, claims: createClaims(log) });
  const flood = createFloodGuard(parts.flood);
  const flags = createPauseFlags();
  /** By the id of the entry. */
  const atHand = new Map<string, { readonly task: Task; readonly epoch: number }>();

  const order: Pick<RetryOrder, 'behind'> = {
    behind: ({ id }, plugin) => atHand.get(id)?.task.behind?.[plugin],
  };

  const handle = createHandler({
    ...{ store, catalogue, host, ids, clock, order, flood },
    adapters: new Map(adapters.map((adapter) => [adapter.name, adapter])),
    senderFlood: { isFolded: ({ id }) => atHand.get(id)?.task.folded ?? 'no' },
    transformFailed: (failed, entry) => reportFailure(entry, failed, { tell, log }),
    isTooOld: flags.isTooOld,
    ...(testing?.runTwice === true ? { runTwiceBut: testing.once ?? [] } : {}),
  });

  const runEntry = createEntryRunner({
    ...{ log, tell, handle, unkept },
    commit(handled) {
      const { commit } = handled;
      const { epoch } = atHand.get(commit.done?.id ?? '') ?? {};
      return store.commit({ ...commit, report: reportText(handled) }, leaseOf(epoch));
    },
    committed: ({ event, actions, at }) => countCommitted(flood, event, actions, at),
  });

  return {
    host,
    async run(entry, task, epoch) {
      const { pause, asked } = task;
      const key = pauseKey(entry.place.community);
      if (pause !== undefined) {
        flags.follow([{ op: 'put', collection: PAUSES, key, value: pause }]);
      }
      if (asked !== undefined) flood.follow(entry.place.community, asked, clock.now());
      atHand.set(entry.id, { task, epoch });
      try {
        return await runEntry(entry);
      } finally {
        if (atHand.get(entry.id)?.task === task) atHand.delete(entry.id);
      }
    },
  };
}
