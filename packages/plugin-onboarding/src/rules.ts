import {
  type Facts,
  joinTexts,
  numbered,
  plain,
  ruleText,
  type Step,
  type Text,
} from '@kapwa/core';
import { isAgreement } from './answers.js';
import type { OnboardingContext } from './context.js';
import type { OnboardingMessages } from './messages.js';
import type { OnboardingOptions } from './options.js';
import type { Questions } from './progress.js';

/** Whether newcomers are asked to agree: there must be something to agree to. */
export function asksAgreement({
  options,
  community,
}: Pick<Facts<OnboardingOptions, OnboardingMessages>, 'options' | 'community'>): boolean {
  return options.askAgreement && community.rules.length > 0;
}

/** The rules in one language, numbered, and the question whether the person agrees. */
export function rulesMessage(context: OnboardingContext, language: string): Text {
  const { community } = context;
  const rules = community.rules.map((rule) => plain(ruleText(rule, language, community)));
  return joinTexts(
    [
      context.text(language, 'rules.intro', { community: community.name }),
      [numbered(rules)],
      [],
      context.text(language, 'rules.ask', {}),
    ],
    '\n',
  );
}

/** Shows the rules and asks whether somebody agrees; only a word that surely means yes counts. */
export const rulesStep: Step<
  OnboardingOptions,
  OnboardingMessages,
  Questions,
  'language' | 'rules'
> = {
  ask({ context, data, language, occasion }) {
    if (occasion === 'returning') return context.text(language, 'rules.again', {});
    if (occasion !== 'first') return rulesMessage(context, language);
    if (data.asked) return undefined;
    const rules = rulesMessage(context, language);
    if (data.language === undefined) return rules;
    return joinTexts([context.text(language, 'language.set', {}), [], rules], '\n');
  },
  again: 'rules.again',
  free: false,
  read: ({ text }, _, { words }) =>
    isAgreement(text, words('words.agree')) ? { agrees: true } : undefined,
};
