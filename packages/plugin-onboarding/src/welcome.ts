import { type Group, inLanguage, joinTexts, type Menu, nativeName, type Text } from '@kapwa/core';
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

/** The first message to somebody. */
interface Welcome {
  readonly text: Text;
  readonly menu?: Menu;
}

/**
 * The first message to somebody, with the first question below it. As long as nobody knows their
 * language it speaks the group's and English; the menu is in native names, so that everybody finds
 * their own. `optionId` gives what a tap on a language means.
 */
export async function welcomeMessage(
  context: OnboardingContext,
  person: string,
  question: Questions['first'] | undefined,
  group: Group | undefined,
  optionId: (language: string) => string,
): Promise<Welcome> {
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
    lines.push([], ...ask);
    const numbered = joinTexts([...lines, languageMenu(context, leading)], '\n');
    const tags = context.community.languages;
    const options = tags.map((tag) => ({ id: optionId(tag), label: nativeName(tag) }));
    return { text: joinTexts(lines, '\n'), menu: { options, numbered } };
  }
  if (question === 'rules') lines.push([], rulesMessage(context, leading));
  return { text: joinTexts(lines, '\n') };
}
