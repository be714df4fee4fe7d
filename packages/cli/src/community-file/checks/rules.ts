import { type Blueprint, englishName, type Rule } from '@kapwa/core';
import { type Finding, listed, orFine } from './finding.js';

/** Whether everybody can read the rules in the languages the community speaks. */
export function checkRules({ community }: Blueprint): readonly Finding[] {
  const { rules, languages } = community;
  if (rules.length === 0) {
    const message = 'The community has no rules.';
    const fix = 'Write what is welcome and what is not, below "rules:".';
    return [{ level: 'warning', path: ['rules'], message, fix }];
  }
  return orFine(
    rules.flatMap((rule, index) => checkTranslations(rule, index, languages)),
    ['rules'],
    `Every rule can be read in ${listed(languages.map(englishName))}.`,
  );
}

function checkTranslations(
  { key, text }: Rule,
  index: number,
  languages: readonly string[],
): readonly Finding[] {
  const missing = languages.filter((language) => text[language] === undefined);
  if (missing.length === 0) return [];
  const message = `The rule "${key}" is not written in ${listed(missing.map(englishName))}.`;
  const fix = `Add ${listed(missing.map((language) => `"${language}:"`))} to its text.`;
  return [{ level: 'warning', path: ['rules', index, 'text'], message, fix }];
}
