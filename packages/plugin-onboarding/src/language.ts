import { type Asking, type Choice, joinTexts, nativeName, type Step, type Text } from '@kapwa/core';
import { languageMenu } from './language-menu.js';
import type { OnboardingMessages } from './messages.js';
import type { OnboardingOptions } from './options.js';
import type { Questions } from './progress.js';
import { asksAgreement } from './rules.js';

type QuestionAsked = Asking<OnboardingOptions, OnboardingMessages, Questions>;

function withMenu(
  { context, language }: QuestionAsked,
  key: 'language.ask' | 'language.again',
): Text {
  return joinTexts([context.text(language, key, {}), languageMenu(context, language)], '\n');
}

/** Asks which language somebody would like, and speaks it from then on. */
export const languageStep: Step<
  OnboardingOptions,
  OnboardingMessages,
  Questions,
  'language' | 'rules'
> = {
  ask: (asking) =>
    asking.data.asked && asking.occasion === 'first' ? undefined : withMenu(asking, 'language.ask'),
  again: (asking) => withMenu(asking, 'language.again'),
  options: (_, { community }) =>
    community.languages.map((tag): Choice<OnboardingMessages> => ({ value: tag, language: tag })),
  menu: 'own',
  read: ({ choice }) => (choice === undefined ? undefined : { language: choice, asked: false }),
  act(context, { language = 'en' }) {
    context.setLanguage(language);
    const person = context.actor?.person.name ?? '';
    const values = { person, language: nativeName(language) };
    context.note({ reason: 'language' }, 'found.language', values);
  },
  next: ({ hasAgreed }, facts) => (!hasAgreed && asksAgreement(facts) ? 'rules' : 'end'),
};
