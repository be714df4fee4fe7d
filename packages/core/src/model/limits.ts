/** What platforms limit, in the kit's words. */
const limitedThings = ['members-per-group', 'groups-per-community'] as const;
/** What a platform limits. */
export type LimitedThing = (typeof limitedThings)[number];

/** How large something may grow on a platform. Platforms change this: so it has a date and a source. */
export interface PlatformLimit {
  readonly what: LimitedThing;
  readonly most: number;
  /** The day on which the source said so, as `2026-07-29`. */
  readonly since: string;
  /** Where it is written, best as an address. */
  readonly source: string;
}

/** A limit that has come near, and where. */
export interface LimitNear extends PlatformLimit {
  readonly community: string;
  readonly group: string;
  readonly adapter: string;
  /** How many there are now. */
  readonly count: number;
}

/** From this part of a limit on there is a warning: early enough to plan a second group. */
const WARN_FROM = 0.8;

/** Whether something has grown to where people should be warned. */
export function isNearLimit(count: number, { most }: PlatformLimit): boolean {
  return count >= most * WARN_FROM;
}

/** The limits that have come near by growing from `before` to `now`. */
export function limitsReached(
  limits: readonly PlatformLimit[] | undefined,
  what: LimitedThing,
  before: number,
  now: number,
): readonly PlatformLimit[] {
  return (limits ?? []).filter(
    (limit) => limit.what === what && isNearLimit(now, limit) && !isNearLimit(before, limit),
  );
}
