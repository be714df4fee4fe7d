import { type Group, inLanguage, joinTexts, type Text } from '@kapwa/core';
import type { OnboardingContext } from './context.js';
import { languageMenu } from './language-menu.js';
import type { Questions } from './progress.js';
import { asksAgreement, rulesMessage } from './rules.js';

/** What somebody is asked first, given what the community wants and what is known of them. */
export function firstQuestion(context: OnboardingContext): Questions['first'] | undefined {
  const { options, community, actor } = context;
  const severalLanguages = community.languages.length > 1;
  if (options.askLanguage && actor?.person.language === undefined && severalLanguages) {
    return 'language';
  }
  return asksAgreement(context) ? 'rules' : undefined;
}

function greeting(context: OnboardingContext, language: string, group: Group | undefined): Text {
  const community = context.community.name;
  return group === undefined
    ? context.text(language, 'welcome-community', { community })
    : context.text(language, 'welcome', { group: group.name, community });
}

/**
 * The first message to somebody, with the first question below it. As long as nobody knows their
 * language it speaks the group's and English; the menu is in native names, so that everybody finds
 * their own.
 */
export async function welcomeText(
  context: OnboardingContext,
  person: string,
  question: Questions['first'] | undefined,
  group: Group | undefined,
): Promise<Text> {
  const theirs = await context.languagesFor({ person });
  const usual = group?.languages[0] ?? theirs[0] ?? 'en';
  const [first, ...others] = question === 'language' ? [...new Set([usual, 'en'])] : theirs;
  const leading = first ?? 'en';
  const purpose = group?.purpose ?? context.community.purpose;
  const lines = [
    greeting(context, leading, group),
    context.text(leading, 'purpose', { purpose: inLanguage(purpose, leading, context.community) }),
    ...others.map((language) => greeting(context, language, group)),
  ];
  if (question === 'language') {
    const ask = [leading, ...others].map((language) => context.text(language, 'language.ask', {}));
    lines.push([], ...ask, languageMenu(context, leading));
  }
  if (question === 'rules') lines.push([], rulesMessage(context, leading));
  return joinTexts(lines, '\n');
}
