import { type Group, joinTexts, type Text } from '@kapwa/core';
import type { Newcomer, OnboardingContext } from './context.js';
import { languageMenu } from './language-menu.js';
import { firstStep, type Progress } from './progress.js';
import { rulesMessage } from './rules.js';

/** What is asked of somebody, given what the community wants and what is known of them. */
function stepFor({ context, person }: Newcomer): Progress['step'] {
  const { options, community } = context;
  return firstStep({
    language:
      options.askLanguage && person.language === undefined && community.languages.length > 1,
    agreement: options.askAgreement && community.rules.length > 0,
  });
}

function greeting(context: OnboardingContext, language: string, group: Group | undefined): Text {
  const community = context.community.name;
  return group === undefined
    ? context.text(language, 'welcome-community', { community })
    : context.text(language, 'welcome', { group: group.name, community });
}

/**
 * The first message to somebody. As long as nobody knows their language it speaks the group's and
 * English; the menu is in native names, so that everybody finds their own.
 */
async function welcomeText(
  { context, person }: Newcomer,
  step: Progress['step'],
  group: Group | undefined,
): Promise<Text> {
  const usual =
    group?.languages[0] ?? (await context.languagesFor({ person: person.id }))[0] ?? 'en';
  const [first, ...others] =
    step === 'language'
      ? [...new Set([usual, 'en'])]
      : await context.languagesFor({ person: person.id });
  const leading = first ?? 'en';
  const purpose = group?.purpose ?? context.community.purpose;
  const lines = [
    greeting(context, leading, group),
    context.text(leading, 'purpose', { purpose }),
    ...others.map((language) => greeting(context, language, group)),
  ];
  if (step === 'language') {
    const ask = [leading, ...others].map((language) => context.text(language, 'language.ask', {}));
    lines.push([], ...ask, languageMenu(context, leading));
  }
  if (step === 'rules') lines.push([], rulesMessage(context, leading));
  return joinTexts(lines, '\n');
}

/** Welcomes somebody once, in one direct message; nothing is posted in the group. */
export async function welcome(newcomer: Newcomer, groupKey: string | undefined): Promise<void> {
  const { context, person, progress, save } = newcomer;
  if (progress !== undefined) return;
  const group = (await context.groups()).find(({ key }) => key === groupKey);
  const step = stepFor(newcomer);
  save({ step, welcomed: context.now, ...(groupKey === undefined ? {} : { group: groupKey }) });
  const text = await welcomeText(newcomer, step, group);
  context.perform(
    { kind: 'message.send', to: { person: person.id }, text },
    { delivery: 'at-most-once', reason: 'welcome' },
  );
  context.note({ reason: 'welcome' }, 'found.welcomed', { person: person.name });
}
