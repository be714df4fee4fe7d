import type { Cancel, Clock } from '../clock.js';
import type { ScheduleDue } from '../events/event.js';
import { slotKey } from '../handle/slot-writes.js';
import type { Community } from '../model/community.js';
import type { Group } from '../model/group.js';
import { collections, recordKey } from '../model/keys.js';
import type { PluginHost, RegisteredSchedule } from '../plugins/host.js';
import type { PluginOptions } from '../plugins/options.js';
import type { AnyPlugin } from '../plugins/plugin.js';
import type { Store } from '../store/store.js';
import { missedSlot, slotAfter } from './slots.js';

/** One schedule in one community or group, with its next slot. */
interface Row {
  readonly pattern: string;
  readonly timeZone: string;
  readonly due: Omit<ScheduleDue, 'id' | 'at' | 'slot'>;
  next: number;
}

/** What a scheduler runs on. */
export interface SchedulerParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly host: PluginHost;
  optionsOf(plugin: AnyPlugin, community: Community): PluginOptions;
  /** Takes the due slot in, like any event: its id is `schedule@slot`, so it is taken once. */
  due(event: ScheduleDue): void;
}

/** Watches for slots that come due: one timer, whatever the number of communities. */
export interface Scheduler {
  /** Reads what is to be watched anew: at a start, and after a change of options or groups. */
  refresh(): Promise<void>;
  stop(): void;
}

function rowFor(
  schedule: RegisteredSchedule,
  options: unknown,
  community: Community,
  group: Group | undefined,
): Omit<Row, 'next'> | undefined {
  const pattern = schedule.cron(options, community, group);
  if (pattern === undefined) return undefined;
  return {
    pattern,
    timeZone: group?.timeZone ?? community.timeZone,
    due: {
      kind: 'schedule.due',
      adapter: 'kapwa',
      community: community.key,
      plugin: schedule.plugin,
      schedule: schedule.name,
      ...(group === undefined ? {} : { group: group.key }),
    },
  };
}

function eventAt(row: Row, slot: number): ScheduleDue {
  return { ...row.due, id: `${slotKey(row.due)}@${slot}`, at: slot, slot };
}

/** Makes the scheduler of one kit. */
export function createScheduler(parts: SchedulerParts): Scheduler {
  const { store, clock, host } = parts;
  let rows: Row[] = [];
  let cancel: Cancel | undefined;
  let stopped = false;

  const arm = (): void => {
    cancel?.();
    cancel = undefined;
    if (stopped || rows.length === 0) return;
    const next = rows.reduce(
      (soonest, row) => Math.min(soonest, row.next),
      Number.POSITIVE_INFINITY,
    );
    if (Number.isFinite(next)) cancel = clock.at(next, fire);
  };

  const fire = (): void => {
    const now = clock.now();
    for (const row of rows) {
      if (row.next > now) continue;
      parts.due(eventAt(row, row.next));
      row.next = slotAfter(row.pattern, row.timeZone, now) ?? Number.POSITIVE_INFINITY;
    }
    arm();
  };

  /** The row with its next slot; a missed one is taken up at once. */
  const begin = async (row: Omit<Row, 'next'>): Promise<Row> => {
    const now = clock.now();
    const key = slotKey(row.due);
    const last = (await store.get(collections.slots, key))?.value as number | undefined;
    const next = slotAfter(row.pattern, row.timeZone, now) ?? Number.POSITIVE_INFINITY;
    const missed =
      last === undefined ? undefined : missedSlot(row.pattern, row.timeZone, last, now);
    return { ...row, next: missed ?? next };
  };

  const rowsOf = async (community: Community): Promise<Row[]> => {
    const groups = (await store.list(collections.groups, `${recordKey(community.key)}/`)).map(
      (record) => record.value as Group,
    );
    const found: Row[] = [];
    for (const schedule of host.schedules.values()) {
      const plugin = host.plugin(schedule.plugin);
      const set = plugin === undefined ? undefined : parts.optionsOf(plugin, community);
      if (set === undefined) continue;
      for (const group of schedule.per === 'group' ? groups : [undefined]) {
        const row = rowFor(schedule, set.options, community, group);
        if (row !== undefined) found.push(await begin(row));
      }
    }
    return found;
  };

  return {
    async refresh() {
      const fresh: Row[] = [];
      for (const record of await store.list(collections.communities, '')) {
        fresh.push(...(await rowsOf(record.value as Community)));
      }
      rows = fresh;
      arm();
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
