import type { Community, Rule } from '../model/community.js';
import { inLanguage } from './in-language.js';

/** A rule in a language, or in the nearest one the community has written it in. */
export function ruleText(
  rule: Rule,
  language: string,
  community: Pick<Community, 'languages'>,
): string {
  return inLanguage(rule.text, language, community) || rule.key;
}
