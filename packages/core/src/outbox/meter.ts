import type { ActionKind } from '../actions/action.js';
import type { PlatformRate } from '../model/rates.js';

/** A request about to be made, as far as rates go by it. */
export interface RatedRequest {
  /** Chats are told apart by it. */
  readonly destination: string;
  readonly direct: boolean;
  readonly kind: ActionKind;
}

/** When the requests were made that still count, ms UTC, by what is counted together. */
export type MeterTimes = Readonly<Record<string, readonly number[]>>;

/** Counts requests against one rate of one platform: never more than `most` in any `per` ms. */
export interface Meter {
  readonly rate: PlatformRate;
  /** What a request is counted with; undefined where the rate does not concern it. */
  keyOf(request: RatedRequest): string | undefined;
  /** From when on there is room for one more, ms UTC; not later than `now` where there is. */
  roomAt(key: string, now: number): number;
  /** Counts one; answers how many count now. */
  count(key: string, now: number): number;
  /** How many more fit in now. */
  room(key: string, now: number): number;
  /** Counts as if `used` requests had been made at `at`, for every key that is not named. */
  assume(used: number, at: number, named: Iterable<readonly [string, readonly number[]]>): void;
  /** What still counts. */
  times(now: number): MeterTimes;
}

/** So many keys may be kept before those that do not count any more are looked for. */
const SWEEP_FROM = 256;

/** Everything of an account is counted under this key. */
export const WHOLE_ACCOUNT = '';

function concerns({ scope, actions }: PlatformRate, { direct, kind }: RatedRequest): boolean {
  if (scope === 'group' && direct) return false;
  if (scope === 'person' && !direct) return false;
  return actions === undefined || actions.includes(kind);
}

/** Makes a meter that has counted nothing. */
export function createMeter(rate: PlatformRate): Meter {
  const windows = new Map<string, number[]>();
  let assumed = { used: 0, at: Number.NEGATIVE_INFINITY };
  let sweepAt = SWEEP_FROM;

  const sweep = (now: number): void => {
    for (const [key, times] of windows) {
      if ((times.at(-1) ?? 0) + rate.per <= now) windows.delete(key);
    }
    sweepAt = Math.max(SWEEP_FROM, windows.size * 2);
  };

  /** The requests that count, oldest first. A clock that was set back makes nobody wait longer. */
  const counting = (key: string, now: number): number[] => {
    const known = windows.get(key);
    if (known !== undefined) {
      while (known.length > 0 && (known[0] ?? 0) + rate.per <= now) known.shift();
      for (let at = known.length - 1; at >= 0 && (known[at] ?? 0) > now; at -= 1) known[at] = now;
      return known;
    }
    if (windows.size >= sweepAt) sweep(now);
    const isAssumed = assumed.at <= now && assumed.at + rate.per > now;
    const times = isAssumed ? new Array<number>(assumed.used).fill(assumed.at) : [];
    windows.set(key, times);
    return times;
  };

  return {
    rate,
    keyOf(request) {
      if (!concerns(rate, request)) return undefined;
      return rate.scope === 'account' ? WHOLE_ACCOUNT : request.destination;
    },
    roomAt(key, now) {
      const times = counting(key, now);
      if (times.length < rate.most) return now;
      return (times[times.length - rate.most] ?? now) + rate.per;
    },
    count(key, now) {
      const times = counting(key, now);
      times.push(now);
      return times.length;
    },
    room: (key, now) => Math.max(0, rate.most - counting(key, now).length),
    assume(used, at, named) {
      assumed = { used, at };
      for (const [key, times] of named) windows.set(key, [...times]);
    },
    times(now) {
      sweep(now);
      return Object.fromEntries([...windows].map(([key, times]) => [key, [...times]]));
    },
  };
}
