import { type Blueprint, isNearLimit, type PlatformLimit } from '@kapwa/core';
import type { Finding } from './finding.js';

/** How many people are in the groups, by key, as the bot was told last. */
export type GroupSizes = ReadonlyMap<string, number>;

/** Limits of the messengers by the names `community.yaml` uses. */
export type LimitsOf = Readonly<Record<string, readonly PlatformLimit[]>>;

function warning(
  path: Finding['path'],
  what: string,
  count: number,
  adapter: string,
  { most, since, source }: PlatformLimit,
): Finding {
  return {
    level: 'warning',
    path,
    message: `${what}: ${count} of ${most} that ${adapter} allows (${source}, ${since}).`,
    fix: 'Plan what comes next, such as a second group, before it is full.',
  };
}

/** What has grown to four fifths of what its messenger allows. */
export function checkLimits(
  { groups }: Blueprint,
  sizes: GroupSizes,
  limitsOf: LimitsOf,
): readonly Finding[] {
  const perGroup = groups.flatMap(({ key, name, chat }) => {
    const count = sizes.get(key);
    if (count === undefined || chat === undefined) return [];
    return (limitsOf[chat.adapter] ?? [])
      .filter((limit) => limit.what === 'members-per-group' && isNearLimit(count, limit))
      .map((limit) =>
        warning(['groups', key], `"${name}" has many members`, count, chat.adapter, limit),
      );
  });
  const perCommunity = Object.entries(limitsOf).flatMap(([adapter, limits]) => {
    const count = groups.filter(({ chat }) => chat?.adapter === adapter).length;
    return limits
      .filter((limit) => limit.what === 'groups-per-community' && isNearLimit(count, limit))
      .map((limit) => warning(['groups'], 'The community has many groups', count, adapter, limit));
  });
  return [...perGroup, ...perCommunity];
}
