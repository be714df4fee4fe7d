import type { Blueprint } from '@kapwa/core';
import type { Finding } from './finding.js';

/**
 * Whether the community can be renamed safely.
 *
 * All that the bot keeps stands under the community's key; made from the name, it would change
 * with it, and the bot would begin anew.
 */
export function checkCommunityKey(
  { community }: Blueprint,
  isWritten: boolean,
): readonly Finding[] {
  if (isWritten) return [];
  const message = `The community has no short name of its own, so it goes by "${community.key}". With another name the bot would forget what it knows.`;
  const fix = `Add "key: ${community.key}" below "community:", and never change it.`;
  return [{ level: 'warning', path: ['community'], message, fix }];
}
