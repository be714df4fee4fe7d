import type { PluginStatus } from '../plugins/host.js';
import type { Store } from '../store/store.js';
import type { Counters } from './counters.js';
import { type Metric, prometheusText, type Sample } from './prometheus.js';

/** What metrics are read from. */
export interface MetricsParts {
  readonly store: Pick<Store, 'waiting' | 'outgoing' | 'dead'>;
  readonly counters: Counters;
  now(): number;
  lanesBusy(): number;
  workers(): number;
  outboxBusy(): number;
  communities(): number;
  plugins(): readonly PluginStatus[];
  isReady(): boolean;
}

/** How long the one waits that has waited longest, in seconds; what is for later does not wait. */
function oldest(
  waiting: readonly { readonly since: number; readonly notBefore: number | undefined }[],
  now: number,
): number {
  return waiting.reduce((longest, { since, notBefore = since }) => {
    return Math.max(longest, (now - Math.max(since, notBefore)) / 1000);
  }, 0);
}

function states(plugins: readonly PluginStatus[]): Sample[] {
  return (['running', 'waiting', 'failed'] as const).map((state) => ({
    labels: { state },
    value: plugins.filter((plugin) => plugin.state === state).length,
  }));
}

const gauge = (name: string, help: string, value: number): Metric => ({
  name,
  help,
  type: 'gauge',
  samples: [{ value }],
});

const counter = (name: string, help: string, samples: readonly Sample[]): Metric => ({
  name,
  help,
  type: 'counter',
  samples,
});

/** The numbers of a kit in the Prometheus text format. Read from the store at each call. */
export async function kitMetrics(parts: MetricsParts): Promise<string> {
  const { store, counters } = parts;
  const [inbox, outbox, dead] = await Promise.all([
    store.waiting(),
    store.outgoing(),
    store.dead(),
  ]);
  const now = parts.now();
  const inboxAges = inbox.map(({ event, notBefore }) => ({ since: event.at, notBefore }));
  const outboxAges = outbox.map(({ at, options }) => ({ since: at, notBefore: options.notBefore }));
  return prometheusText([
    gauge('kapwa_ready', 'Whether the kit takes events in.', parts.isReady() ? 1 : 0),
    gauge('kapwa_communities', 'Communities looked after.', parts.communities()),
    {
      ...gauge('kapwa_plugins', 'Plugins by how they stand.', 0),
      samples: states(parts.plugins()),
    },
    gauge('kapwa_inbox_waiting', 'Events taken in and not handled yet.', inbox.length),
    gauge('kapwa_inbox_oldest_seconds', 'Age of the oldest of them.', oldest(inboxAges, now)),
    gauge('kapwa_workers', 'Other processes that handle events.', parts.workers()),
    gauge('kapwa_lanes_busy', 'Events running or ready to run.', parts.lanesBusy()),
    gauge('kapwa_outbox_waiting', 'Actions not settled yet.', outbox.length),
    gauge('kapwa_outbox_oldest_seconds', 'Age of the oldest of them.', oldest(outboxAges, now)),
    gauge('kapwa_outbox_busy', 'Actions going out or ready to.', parts.outboxBusy()),
    gauge('kapwa_dead_letters', 'Parts of events that were given up.', dead.length),
    counter('kapwa_events_handled_total', 'Events handled, by kind.', counters.events()),
    counter('kapwa_parts_failed_total', 'Tries of plugins that failed.', counters.failures()),
    counter('kapwa_parts_dead_total', 'Parts given up since the start.', counters.dead()),
    counter('kapwa_actions_settled_total', 'Actions by what came of them.', counters.actions()),
  ]);
}
