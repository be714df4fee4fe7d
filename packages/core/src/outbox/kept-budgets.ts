import type { Adapter } from '../adapters/adapter.js';
import { collections, keyPart, recordKey } from '../model/keys.js';
import type { PlatformRate } from '../model/rates.js';
import type { Store, Stored, Write } from '../store/store.js';
import type { Meter, MeterTimes } from './meter.js';

type Keeping = Pick<Store, 'list' | 'commit'>;

/** Written when a kit stops as it should; `running` while one runs, and so after a crash. */
type KeptBudget =
  | { readonly state: 'running' }
  | { readonly state: 'stopped'; readonly meters: Readonly<Record<string, MeterTimes>> };

/** From when on a chat may have used up its budget: written before more than half of it is used. */
interface KeptClaim {
  readonly at: number;
}

/** A budget for so short a time, ms, is simply waited for after a crash, and never written down. */
const SHORT = 10_000;

/** Tells one rate of an adapter from the others, also after a restart. */
function nameOf({ scope, most, per, actions = [] }: PlatformRate): string {
  return [scope, most, per, ...actions].join(' ');
}

function budgetKey(adapter: string): string {
  return recordKey('budget', adapter);
}

function claimPrefix(adapter: string, rate: PlatformRate): string {
  return `${recordKey('claim', adapter, nameOf(rate))}/`;
}

/** Up to here a budget may be used without a word: that much is taken for used after a crash. */
function unclaimed({ most, per }: PlatformRate): number {
  return per <= SHORT ? most : Math.ceil(most / 2);
}

/** Finds out which uses have to be written down, so that a crash does not forget them. */
export interface Claims {
  /** A request was counted as the `used`th. */
  used(adapter: string, meter: Meter, key: string, used: number, now: number): void;
  /** What has to be durable before the next request leaves; taken out. */
  take(): readonly Write[] | undefined;
}

/** Makes the claims of one kit: at most one write for a chat in the time of a rate. */
export function createBudgetClaims(): Claims {
  const claimed = new Map<string, number>();
  let unsaved: Write[] | undefined;
  return {
    used(adapter, { rate }, key, used, now) {
      if (used <= unclaimed(rate)) return;
      const name = claimPrefix(adapter, rate) + recordKey(key);
      const at = claimed.get(name);
      if (at !== undefined && at <= now && at + rate.per > now) return;
      claimed.set(name, now);
      const value: KeptClaim = { at: now };
      unsaved ??= [];
      unsaved.push({ op: 'put', collection: collections.budgets, key: name, value });
    },
    take() {
      const writes = unsaved;
      unsaved = undefined;
      return writes;
    },
  };
}

/** The rate by which a claim can still matter, if any. */
function meterOf(
  { key, value }: Stored,
  adapters: Iterable<readonly [Adapter, readonly Meter[]]>,
  now: number,
): Meter | undefined {
  for (const [{ name }, meters] of adapters) {
    const meter = meters.find(({ rate }) => key.startsWith(claimPrefix(name, rate)));
    // What was used under a claim may have been used up to one time of the rate after it.
    if (meter !== undefined) {
      return (value as KeptClaim).at + 2 * meter.rate.per > now ? meter : undefined;
    }
  }
  return undefined;
}

function afterCrash(meter: Meter, adapter: string, claims: readonly Stored[], now: number): void {
  const { rate } = meter;
  const prefix = claimPrefix(adapter, rate);
  const full = new Array<number>(rate.most).fill(now);
  const claimed = claims
    .filter(({ key }) => key.startsWith(prefix))
    .map(({ key }) => [keyPart(key.slice(prefix.length)), full] as const);
  meter.assume(unclaimed(rate), now, claimed);
}

/**
 * Takes up the budgets an earlier run left: exactly after a stop, and after a crash as if
 * everything had been used that may have been. Notes that a run has begun.
 */
export async function takeUpBudgets(
  adapters: readonly (readonly [Adapter, readonly Meter[]])[],
  store: Keeping,
  now: number,
): Promise<void> {
  const records = await store.list(collections.budgets, '');
  const claims = records.filter(({ key }) => key.startsWith('claim/'));
  const isOld = (claim: Stored): boolean => meterOf(claim, adapters, now) === undefined;
  const writes = claims
    .filter(isOld)
    .map(({ key }): Write => ({ op: 'delete', collection: collections.budgets, key }));
  for (const [{ name }, meters] of adapters) {
    const kept = records.find(({ key }) => key === budgetKey(name))?.value as
      | KeptBudget
      | undefined;
    for (const meter of meters) {
      if (kept?.state === 'running')
        afterCrash(
          meter,
          name,
          claims.filter((c) => !isOld(c)),
          now,
        );
      if (kept?.state !== 'stopped') continue;
      meter.assume(0, now, Object.entries(kept.meters[nameOf(meter.rate)] ?? {}));
    }
    const value: KeptBudget = { state: 'running' };
    writes.push({ op: 'put', collection: collections.budgets, key: budgetKey(name), value });
  }
  if (writes.length === 0) return;
  await store.commit({ writes, expect: [], outgoing: [], post: [], dead: [] });
}

/** Leaves the budgets to the next run, exactly. */
export async function leaveBudgets(
  adapters: readonly (readonly [Adapter, readonly Meter[]])[],
  store: Keeping,
  now: number,
): Promise<void> {
  const writes = adapters.map(([{ name }, meters]): Write => {
    const times = meters.map((meter) => [nameOf(meter.rate), meter.times(now)]);
    const value: KeptBudget = { state: 'stopped', meters: Object.fromEntries(times) };
    return { op: 'put', collection: collections.budgets, key: budgetKey(name), value };
  });
  if (writes.length === 0) return;
  await store.commit({ writes, expect: [], outgoing: [], post: [], dead: [] });
}
