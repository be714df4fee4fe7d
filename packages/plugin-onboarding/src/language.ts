import { type Choice, nativeName, type Step } from '@kapwa/core';
import type { OnboardingMessages } from './messages.js';
import type { OnboardingOptions } from './options.js';
import type { Questions } from './progress.js';
import { asksAgreement } from './rules.js';

/** Asks which language somebody would like, and speaks it from then on. */
export const languageStep: Step<
  OnboardingOptions,
  OnboardingMessages,
  Questions,
  'language' | 'rules'
> = {
  ask: ({ context, data, language, occasion }) =>
    data.asked && occasion === 'first' ? undefined : context.text(language, 'language.ask', {}),
  again: 'language.again',
  options: (_, { community }) =>
    community.languages.map((tag): Choice<OnboardingMessages> => ({ value: tag, language: tag })),
  read: ({ choice }) => (choice === undefined ? undefined : { language: choice, asked: false }),
  act(context, { language = 'en' }) {
    context.setLanguage(language);
    const person = context.actor?.person.name ?? '';
    const values = { person, language: nativeName(language) };
    context.note({ reason: 'language' }, 'found.language', values);
  },
  next: ({ hasAgreed }, facts) => (!hasAgreed && asksAgreement(facts) ? 'rules' : 'end'),
};
