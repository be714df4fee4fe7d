import type { Adapter } from '../adapters/adapter.js';
import type { Store } from '../store/store.js';
import { createBudgetClaims, leaveBudgets, takeUpBudgets } from './kept-budgets.js';
import { createMeter, type Meter, type RatedRequest, WHOLE_ACCOUNT } from './meter.js';

/** Why a request has to wait. */
export interface Limited {
  readonly adapter: string;
  /** From when on it may be made, ms UTC. */
  readonly until: number;
  /** Whether nothing of the whole account may go out; otherwise only nothing to that chat. */
  readonly account: boolean;
}

/** How much may still be asked of each platform, for everybody at once and chat by chat. */
export interface Budgets {
  /** Whether a platform limits anything now; where not, nothing need be taken. */
  limits(adapter: Adapter): boolean;
  /** Takes what one request costs; where that is not to be had, nothing, and answers until when. */
  take(adapter: Adapter, request: RatedRequest, now: number): Limited | undefined;
  /** What has to be stored before the request leaves, now that it was taken; undefined for nothing. */
  save(): Promise<unknown> | undefined;
  /** Lets nothing out until a moment, ms UTC, as the platform has said: to one chat, or at all. */
  hold(limited: Limited, destination: string): void;
  /** How many requests the whole account may make now. */
  room(adapter: string, now: number): number;
  /** From when on the whole account may make one again, ms UTC. */
  roomAt(adapter: string, now: number): number;
  /** Takes up what an earlier run has left. */
  open(now: number): Promise<void>;
  /** Leaves it to the next run. */
  close(now: number): Promise<void>;
}

type Metered = readonly [Adapter, readonly Meter[]];

function metersOf(adapters: Iterable<Adapter>): readonly Metered[] {
  const metered: Metered[] = [];
  for (const adapter of adapters) {
    if (adapter.rates === undefined || adapter.rates.length === 0) continue;
    metered.push([adapter, adapter.rates.map(createMeter)]);
  }
  return metered;
}

/** Holds the platforms have asked for. */
function createHolds() {
  const holds = new Map<string, number>();
  let latest = 0;
  const keyOf = (adapter: string, destination: string): string => `${adapter} ${destination}`;
  /** A clock that was set back makes nobody wait for longer than anew. */
  const follow = (now: number): void => {
    const setBack = Math.max(0, latest - now);
    if (setBack > 0) for (const [key, until] of holds) holds.set(key, until - setBack);
    latest = now;
  };
  return {
    any: () => holds.size > 0,
    set(adapter: string, destination: string, until: number): void {
      const key = keyOf(adapter, destination);
      holds.set(key, Math.max(until, holds.get(key) ?? 0));
    },
    until(adapter: string, destination: string, now: number): number {
      follow(now);
      if (holds.size === 0) return now;
      const key = keyOf(adapter, destination);
      const until = holds.get(key) ?? now;
      if (until <= now) holds.delete(key);
      return Math.max(until, now);
    },
  };
}

/** Makes the budgets of one kit. Costs nothing for adapters that have no rates. */
export function createBudgets(
  adapters: Iterable<Adapter>,
  store: Pick<Store, 'list' | 'commit'>,
): Budgets {
  const metered = metersOf(adapters);
  const byName = new Map(metered.map(([{ name }, meters]) => [name, meters]));
  const holds = createHolds();
  const claims = createBudgetClaims();
  const none: readonly Meter[] = [];
  let saving: Promise<unknown> | undefined;
  let isOpen = false;

  const accountRoomAt = (adapter: string, now: number): number =>
    (byName.get(adapter) ?? none)
      .filter(({ rate }) => rate.scope === 'account')
      .reduce(
        (latest, meter) => Math.max(latest, meter.roomAt(WHOLE_ACCOUNT, now)),
        holds.until(adapter, WHOLE_ACCOUNT, now),
      );

  const limitOf = (
    adapter: string,
    request: RatedRequest,
    now: number,
  ): { until: number; account: boolean } => {
    let until = holds.until(adapter, WHOLE_ACCOUNT, now);
    let account = until > now;
    const chat = holds.until(adapter, request.destination, now);
    if (chat > until) [until, account] = [chat, false];
    for (const meter of byName.get(adapter) ?? none) {
      const key = meter.keyOf(request);
      const at = key === undefined ? now : meter.roomAt(key, now);
      if (at > until) [until, account] = [at, meter.rate.scope === 'account'];
    }
    return { until, account };
  };

  return {
    limits: ({ name }) => byName.has(name) || holds.any(),
    take({ name }, request, now) {
      const { until, account } = limitOf(name, request, now);
      if (until > now) return { adapter: name, until, account };
      for (const meter of byName.get(name) ?? none) {
        const key = meter.keyOf(request);
        if (key !== undefined) claims.used(name, meter, key, meter.count(key, now), now);
      }
      return undefined;
    },
    save() {
      const writes = claims.take();
      // Somebody else's request may rest on a claim that is just being stored.
      if (writes === undefined) return saving;
      const commit = { writes, expect: [], outgoing: [], post: [], dead: [] };
      const mine = Promise.all([saving, store.commit(commit)]).finally(() => {
        if (saving === mine) saving = undefined;
      });
      saving = mine;
      return mine;
    },
    hold: ({ adapter, until, account }, destination) =>
      holds.set(adapter, account ? WHOLE_ACCOUNT : destination, until),
    room(adapter, now) {
      if (holds.until(adapter, WHOLE_ACCOUNT, now) > now) return 0;
      return (byName.get(adapter) ?? none)
        .filter(({ rate }) => rate.scope === 'account')
        .reduce((least, meter) => Math.min(least, meter.room(WHOLE_ACCOUNT, now)), Infinity);
    },
    roomAt: accountRoomAt,
    async open(now) {
      await takeUpBudgets(metered, store, now);
      isOpen = true;
    },
    async close(now) {
      if (isOpen) await leaveBudgets(metered, store, now);
    },
  };
}
