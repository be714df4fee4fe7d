import type { Community } from '../model/community.js';
import type { Group } from '../model/group.js';
import type { Localised } from '../model/localised.js';
import { canonicalTag, fallbackChain } from './fallback.js';

/**
 * A text in a language, or in the nearest one it is written in: a neighbour, then the community's
 * languages in order, then English, then any. Empty only where nothing is written.
 */
export function inLanguage(
  value: Localised,
  language: string,
  community: Pick<Community, 'languages'>,
): string {
  if (typeof value === 'string') return value;
  // English at the end of the chain is a last resort: the community's own languages come before it.
  const isEnglish = canonicalTag(language)?.split('-')[0] === 'en';
  const tags = [
    ...fallbackChain(language).filter((tag) => isEnglish || tag !== 'en'),
    ...community.languages,
    'en',
  ];
  const tag = tags.find((one) => Object.hasOwn(value, one));
  return (tag === undefined ? Object.values(value)[0] : value[tag]) ?? '';
}

/** What a group is called in a language. */
export function groupName(
  group: Pick<Group, 'name' | 'names'>,
  language: string,
  community: Pick<Community, 'languages'>,
): string {
  return inLanguage(group.names ?? group.name, language, community);
}
