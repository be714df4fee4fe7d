import { KapwaError } from '../errors.js';
import type { KapwaEvent } from '../events/event.js';
import type { OutboxItem } from '../store/store.js';

/** How much a plugin may ask for before it counts as running wild. */
export interface FloodLimits {
  /** Actions and posts in one turn. */
  readonly perTurn: number;
  /** Actions in one community in one minute. */
  readonly perMinute: number;
  /** What is allowed on top in that minute for every event from outside that it answered. */
  readonly perEvent: number;
}

/**
 * A whole programme of 1,000 people may be written to in one turn; and every message may be
 * answered at any rate, as long as an event does not lead to more than ten actions on average.
 */
export const floodLimits: FloodLimits = { perTurn: 2_000, perMinute: 3_000, perEvent: 10 };

const MINUTE = 60_000;

/** The error for a turn that asks for more than it may. */
export function floodedTurn(plugin: string, limit: number): KapwaError {
  return new KapwaError(
    'plugin.flooded',
    `${plugin} asked for more than ${limit} things in one turn and was cut off. Spread them with context.post.`,
  );
}

/** What a plugin asked for in one turn, when it is counted. */
interface AskedInTurn {
  readonly plugin: string;
  readonly community: string;
  readonly actions: number;
  /** Whether the event came from outside, and is not an echo of the plugin's own doing. */
  readonly outside: boolean;
}

/** Counts what plugins ask for, minute by minute. Costs nothing for those that ask for nothing. */
export interface FloodGuard {
  readonly limits: FloodLimits;
  /** Raises `plugin.flooded` where the turn would go beyond the minute's limit. */
  check(asked: AskedInTurn, now: number): void;
  /** Counts a turn that was committed. */
  count(asked: AskedInTurn, now: number): void;
  /** What others have to know of a community: the plugins that have asked for much; undefined for none. */
  muchAsked(community: string, now: number): MuchAsked | undefined;
  /** Goes by what was counted elsewhere where that is more. */
  follow(community: string, asked: MuchAsked, now: number): void;
}

/** What a plugin asked for in one community in this minute, and how many events led to it. */
interface Counted {
  actions: number;
  events: number;
}

/** What plugins asked for in one community, as others are told. */
interface MuchAsked {
  /** Which minute it was, counted from 1970. */
  readonly minute: number;
  readonly by: Readonly<Record<string, Readonly<Counted>>>;
}

/** Makes a guard that has counted nothing. */
export function createFloodGuard(given: Partial<FloodLimits> = {}): FloodGuard {
  const limits = { ...floodLimits, ...given };
  /** By community, then by plugin. */
  const counts = new Map<string, Map<string, Counted>>();
  let minute = 0;
  let last: (Pick<AskedInTurn, 'plugin' | 'community'> & { counted: Counted }) | undefined;

  const countOf = (
    { plugin, community }: Pick<AskedInTurn, 'plugin' | 'community'>,
    now: number,
  ): Counted => {
    const current = Math.floor(now / MINUTE);
    if (current !== minute) {
      counts.clear();
      last = undefined;
    }
    minute = current;
    // What is asked for is checked, and then counted once it is committed.
    if (last?.plugin === plugin && last.community === community) return last.counted;
    let plugins = counts.get(community);
    if (plugins === undefined) {
      plugins = new Map();
      counts.set(community, plugins);
    }
    let counted = plugins.get(plugin);
    if (counted === undefined) {
      counted = { actions: 0, events: 0 };
      plugins.set(plugin, counted);
    }
    last = { plugin, community, counted };
    return counted;
  };

  return {
    limits,
    muchAsked(community, now) {
      const plugins = counts.get(community);
      if (plugins === undefined || minute !== Math.floor(now / MINUTE)) return undefined;
      let by: Record<string, Counted> | undefined;
      for (const [plugin, counted] of plugins) {
        if (counted.actions * 2 > limits.perMinute) by = { ...by, [plugin]: counted };
      }
      return by === undefined ? undefined : { minute, by };
    },
    follow(community, asked, now) {
      if (asked.minute !== Math.floor(now / MINUTE)) return;
      for (const [plugin, { actions, events }] of Object.entries(asked.by)) {
        const known = countOf({ plugin, community }, now);
        if (known.actions < actions) Object.assign(known, { actions, events });
      }
    },
    check(asked, now) {
      if (asked.actions === 0) return;
      const { actions, events } = countOf(asked, now);
      const allowed = limits.perMinute + limits.perEvent * (events + (asked.outside ? 1 : 0));
      if (actions + asked.actions <= allowed) return;
      throw new KapwaError(
        'plugin.flooded',
        `${asked.plugin} asked for more than ${allowed} actions in one minute in ${asked.community} and was cut off; it is tried again later.`,
      );
    },
    count(asked, now) {
      if (asked.actions === 0) return;
      const known = countOf(asked, now);
      known.actions += asked.actions;
      if (asked.outside) known.events += 1;
    },
  };
}

/** Whether an event came from people or the clock, and is no echo of what a plugin did itself. */
export function isFromOutside({ kind }: KapwaEvent): boolean {
  return kind !== 'action.settled' && kind !== 'plugin.posted';
}

/** Counts what one event led to, plugin by plugin: what one of them asked for stands together. */
export function countCommitted(
  guard: FloodGuard,
  event: KapwaEvent,
  outgoing: readonly OutboxItem[],
  now: number,
): void {
  for (let first = 0, end = 0; first < outgoing.length; first = end) {
    const { plugin, community } = outgoing[first] as OutboxItem;
    while (end < outgoing.length && outgoing[end]?.plugin === plugin) end += 1;
    const asked = { plugin, community, actions: end - first, outside: isFromOutside(event) };
    guard.count(asked, now);
  }
}
