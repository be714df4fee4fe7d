import type { Community, Rule } from '../model/community.js';
import { fallbackChain } from './fallback.js';

/** A rule in a language, or in the nearest one the community has written it in. */
export function ruleText(
  rule: Rule,
  language: string,
  community: Pick<Community, 'languages'>,
): string {
  const tags = [
    ...fallbackChain(language).filter((tag) => tag !== 'en'),
    ...community.languages,
    'en',
  ];
  const tag = tags.find((one) => rule.text[one] !== undefined);
  return (
    (tag === undefined ? undefined : rule.text[tag]) ?? Object.values(rule.text)[0] ?? rule.key
  );
}
