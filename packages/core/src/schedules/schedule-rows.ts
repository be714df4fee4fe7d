import { messageOf } from '../errors.js';
import type { ScheduleDue } from '../events/event.js';
import { slotKey } from '../handle/slot-writes.js';
import type { Logger } from '../logger.js';
import type { Community } from '../model/community.js';
import type { Group } from '../model/group.js';
import { collections, recordKey } from '../model/keys.js';
import type { PluginHost } from '../plugins/host.js';
import type { PluginOptions } from '../plugins/options.js';
import type { AnyPlugin } from '../plugins/plugin.js';
import type { RegisteredSchedule } from '../plugins/registered.js';
import { isOn } from '../plugins/switches.js';
import type { Store } from '../store/store.js';
import type { Timing } from './catch-up.js';
import { checkPattern } from './slots.js';

/** One schedule in one community or group. */
export interface ScheduleRow extends Timing {
  /** The key under which its last slot is kept. */
  readonly key: string;
  readonly due: Omit<ScheduleDue, 'id' | 'at' | 'slot'>;
}

/** What is read to know what there is to be watched. */
export interface RowParts {
  readonly store: Pick<Store, 'get' | 'list'>;
  readonly host: PluginHost;
  readonly log: Logger;
  optionsOf(plugin: AnyPlugin, community: Community): PluginOptions;
}

function rowFor(
  schedule: RegisteredSchedule,
  options: unknown,
  community: Community,
  group: Group | undefined,
): ScheduleRow | undefined {
  const pattern = schedule.cron(options, community, group);
  if (pattern === undefined) return undefined;
  checkPattern(pattern);
  const due: ScheduleRow['due'] = {
    kind: 'schedule.due',
    adapter: 'kapwa',
    community: community.key,
    plugin: schedule.plugin,
    schedule: schedule.name,
    ...(group === undefined ? {} : { group: group.key }),
  };
  const timeZone = group?.timeZone ?? community.timeZone;
  return { key: slotKey(due), pattern, timeZone, catchUp: schedule.catchUp, due };
}

/** The row, or none where its pattern is wrong: one plugin or community never stops the others. */
function readableRow(
  schedule: RegisteredSchedule,
  options: unknown,
  community: Community,
  group: Group | undefined,
  log: Logger,
): ScheduleRow | undefined {
  try {
    return rowFor(schedule, options, community, group);
  } catch (error) {
    const place = group === undefined ? community.key : `${community.key}, ${group.key}`;
    log.error(
      `The schedule "${schedule.name}" of ${schedule.plugin} does not run in ${place}: ${messageOf(error)}`,
    );
    return undefined;
  }
}

function rowsIn(community: Community, groups: readonly Group[], parts: RowParts): ScheduleRow[] {
  const rows: ScheduleRow[] = [];
  for (const schedule of parts.host.schedules.values()) {
    const plugin = parts.host.plugin(schedule.plugin);
    const set = plugin === undefined ? undefined : parts.optionsOf(plugin, community);
    if (set === undefined) continue;
    for (const group of schedule.per === 'group' ? groups : [undefined]) {
      if (!isOn(schedule.plugin, community, group)) continue;
      const row = readableRow(schedule, set.options, community, group, parts.log);
      if (row !== undefined) rows.push(row);
    }
  }
  return rows;
}

/** The groups of communities, read at once: one by one would be a search through all for each. */
async function groupsBelow(
  prefix: string,
  { store, host }: RowParts,
): Promise<ReadonlyMap<string, readonly Group[]>> {
  const found = new Map<string, Group[]>();
  if (![...host.schedules.values()].some(({ per }) => per === 'group')) return found;
  for (const { key, value } of await store.list(collections.groups, prefix)) {
    const community = key.slice(0, key.indexOf('/'));
    const groups = found.get(community);
    if (groups === undefined) found.set(community, [value as Group]);
    else groups.push(value as Group);
  }
  return found;
}

/** Everything that is to be watched now, in one community or in all. */
export async function readRows(
  community: string | undefined,
  parts: RowParts,
): Promise<readonly ScheduleRow[]> {
  const { store } = parts;
  if (parts.host.schedules.size === 0) return [];
  const one = community === undefined ? undefined : recordKey(community);
  const records =
    one === undefined
      ? await store.list(collections.communities, '')
      : [(await store.get(collections.communities, one)) ?? []].flat();
  const groups = await groupsBelow(one === undefined ? '' : `${one}/`, parts);
  return records.flatMap(({ value }) => {
    const known = value as Community;
    return rowsIn(known, groups.get(recordKey(known.key)) ?? [], parts);
  });
}
