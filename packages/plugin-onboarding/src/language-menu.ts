import { joinTexts, languageOptions, type Text } from '@kapwa/core';
import type { OnboardingContext } from './context.js';

/** The menu of the community's languages, a line each, in native names: it reads the same in all. */
export function languageMenu(context: OnboardingContext, language: string): Text {
  const lines = languageOptions(context.community.languages).map(({ number, name }) =>
    context.text(language, 'language.option', { number, name }),
  );
  return joinTexts(lines, '\n');
}
