import type { Action } from '../actions/action.js';
import { changedBy, undoOf } from '../actions/undo.js';
import type { Group } from '../model/group.js';
import { collections, recordKey } from '../model/keys.js';
import type { Membership } from '../model/membership.js';
import { type Standing, unknownStanding } from '../model/standing.js';
import type { OutboxItem, Restored, Store, UndoPlan } from '../store/store.js';

type Reader = Pick<Store, 'get'>;

function groupOf(action: Action): string | undefined {
  return 'group' in action ? action.group : undefined;
}

async function standingOf(community: string, group: string, store: Reader): Promise<Standing> {
  const record = await store.get(collections.standings, recordKey(community, group));
  return (record?.value as Standing | undefined) ?? unknownStanding;
}

type OfPerson = Partial<Pick<Membership, 'role' | 'muted'>>;

/** What of the person an action is about stands in the group's list of members. */
async function memberOf(item: OutboxItem, store: Reader): Promise<OfPerson> {
  const { action, community } = item;
  if (!('person' in action)) return {};
  const key = recordKey(community, action.group, action.person);
  const record = await store.get(collections.memberships, key);
  return (record?.value as Membership | undefined) ?? {};
}

const isOfPerson = (what: Restored['what']): what is 'role' | 'muted' =>
  what === 'role' || what === 'muted';

/** Finds out how to put back what an action changes; undefined for what cannot be undone. */
export async function planUndo(
  item: OutboxItem,
  group: Group | undefined,
  store: Reader,
): Promise<UndoPlan | undefined> {
  const { action, community } = item;
  if (changedBy(action) === undefined) return undefined;
  const key = groupOf(action);
  const standing = key === undefined ? unknownStanding : await standingOf(community, key, store);
  const known = group === undefined ? {} : { posting: group.posting };
  const member = await memberOf(item, store);
  const before = {
    settings: { ...known, ...standing.settings },
    role: member.role,
    muted: member.muted,
  };
  const undo = undoOf(action, before);
  if (undo === undefined) return undefined;
  const restored = undo.sets.map(
    ({ what, value, before: old }): Restored => ({
      what,
      value,
      before: old,
      byHand: isOfPerson(what) ? 0 : (standing.byHand[what] ?? 0),
    }),
  );
  return undo.action === undefined ? { restored } : { action: undo.action, restored };
}

/**
 * Whether what an action is to put back still stands as the bot has set it, as far as is known. A
 * report that is late must not leave a group locked: how it stood before is no sign of a change.
 */
export async function standsAsSet(item: OutboxItem, store: Reader): Promise<boolean> {
  const { restores = [], action, community } = item;
  const key = groupOf(action);
  if (restores.length === 0 || key === undefined) return true;
  const { settings, byHand } = await standingOf(community, key, store);
  const member = await memberOf(item, store);
  return restores.every(({ what, value, before, byHand: changes }) => {
    const now = isOfPerson(what) ? member[what] : settings[what];
    const times = isOfPerson(what) ? changes : (byHand[what] ?? 0);
    return times === changes && (now === undefined || now === value || now === before);
  });
}

/** The id of what puts back a change: one at a time for one thing, so a later one replaces it. */
export function restoreId(item: OutboxItem): string | undefined {
  const what = changedBy(item.action);
  return what === undefined ? undefined : `restore:${item.destination}:${what}`;
}

/** What puts a change back when its time is over, as it waits for that. */
export function restoreOf(
  item: OutboxItem,
  waiting: OutboxItem | undefined,
): OutboxItem | undefined {
  const { until, reason, priority } = item.options;
  const id = restoreId(item);
  // What is put back is what was before the first of several changes, not what the bot had set.
  const action = waiting?.action ?? item.undo?.action;
  if (id === undefined || until === undefined || action === undefined) return undefined;
  const { community, lane, place, adapter, plugin, destination, at, undo } = item;
  return {
    id,
    community,
    lane,
    place,
    adapter,
    plugin,
    destination,
    at,
    attempt: 0,
    action,
    restores: undo?.restored ?? [],
    options: {
      notBefore: until,
      ...(reason === undefined ? {} : { reason }),
      ...(priority === undefined ? {} : { priority }),
    },
  };
}
