import type { InboxEntry } from '../store/store.js';

/** Where nobody in a line has come through for so long, the last of them is not waited for any more, ms. */
const GIVEN_UP_AFTER = 60_000;

/**
 * Keeps the order of one plugin in one lane while its part of an event waits for the first try
 * again: newer events go on at once for everybody else, and for this plugin line up behind. When
 * that try fails, too, the newer ones go first: one bad message must not silence a plugin.
 */
export interface RetryOrder {
  /** The moment a plugin's part of an entry has to wait for, ms UTC; undefined when it may run. */
  behind(entry: InboxEntry, plugin: string, now: number): number | undefined;
  /** Every plugin whose part of an entry has to wait, with that moment; undefined where none has. */
  allBehind(entry: InboxEntry, now: number): Readonly<Record<string, number>> | undefined;
  /** An entry is through since `now`; `posted` is what was put back for later. */
  done(entry: InboxEntry, posted: readonly InboxEntry[], now: number): void;
  /**
   * Entries found at a start, oldest first. However long nobody was there, those that wait in line are
   * not late: they could not be tried.
   */
  takeUp(entries: readonly InboxEntry[], now: number): void;
  /** An entry could not be kept: nobody waits in its lane any more. */
  forget(entry: InboxEntry): void;
  /** How many wait in line. */
  size(): number;
}

interface Waiting {
  readonly id: string;
  readonly at: number;
}

interface Line {
  readonly waiting: Waiting[];
  /** When somebody in it came through last, ms UTC. */
  movedAt: number;
}

function keyOf({ lane }: InboxEntry, plugin: string): string {
  return `${plugin} ${lane}`;
}

/** Only those that have not failed a second time are waited for. */
function holdsPlace(entry: InboxEntry): boolean {
  return entry.only !== undefined && entry.attempt <= 1;
}

/** Makes an order in which nobody waits. */
export function createRetryOrder(): RetryOrder {
  const lines = new Map<string, Line>();

  const put = (entry: InboxEntry, place: number | undefined): void => {
    const { only: plugin, id, notBefore: at = 0 } = entry;
    if (plugin === undefined) return;
    const line = lines.get(keyOf(entry, plugin)) ?? { waiting: [], movedAt: 0 };
    lines.set(keyOf(entry, plugin), line);
    line.waiting.splice(place ?? line.waiting.length, 0, { id, at });
  };

  /** Takes an entry out of its line and says where it stood. */
  const take = (entry: InboxEntry, now: number): number | undefined => {
    if (entry.only === undefined) return undefined;
    const line = lines.get(keyOf(entry, entry.only));
    const place = line?.waiting.findIndex(({ id }) => id === entry.id) ?? -1;
    if (line === undefined || place === -1) return undefined;
    line.waiting.splice(place, 1);
    line.movedAt = now;
    if (line.waiting.length === 0) lines.delete(keyOf(entry, entry.only));
    return place;
  };

  const behind = (entry: InboxEntry, plugin: string, now: number): number | undefined => {
    if (lines.size === 0) return undefined;
    const line = lines.get(keyOf(entry, plugin));
    if (line === undefined) return undefined;
    const { waiting, movedAt } = line;
    const mine = entry.only === undefined ? -1 : waiting.findIndex(({ id }) => id === entry.id);
    if (entry.only !== undefined && mine <= 0) return undefined;
    const ahead = mine === -1 ? waiting.at(-1) : waiting[mine - 1];
    if (ahead === undefined || Math.max(ahead.at, movedAt) + GIVEN_UP_AFTER < now) return undefined;
    return ahead.at;
  };

  return {
    behind,
    allBehind(entry, now) {
      let found: Record<string, number> | undefined;
      for (const key of lines.keys()) {
        if (!key.endsWith(` ${entry.lane}`)) continue;
        const plugin = key.slice(0, -entry.lane.length - 1);
        const at = behind(entry, plugin, now);
        if (at !== undefined) found = { ...found, [plugin]: at };
      }
      return found;
    },
    done(entry, posted, now) {
      if (lines.size === 0 && posted.length === 0) return;
      const place = take(entry, now);
      for (const one of posted) if (holdsPlace(one) && one.lane === entry.lane) put(one, place);
    },
    takeUp(entries, now) {
      const waiting = entries.filter(holdsPlace);
      waiting.sort((one, other) => (one.notBefore ?? 0) - (other.notBefore ?? 0));
      for (const entry of waiting) {
        put({ ...entry, notBefore: Math.max(entry.notBefore ?? 0, now) }, undefined);
      }
    },
    forget({ lane }) {
      for (const key of lines.keys()) if (key.endsWith(` ${lane}`)) lines.delete(key);
    },
    size: () => [...lines.values()].reduce((sum, { waiting }) => sum + waiting.length, 0),
  };
}
