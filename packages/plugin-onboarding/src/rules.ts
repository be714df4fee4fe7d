import { joinTexts, plain, ruleText, type Text } from '@kapwa/core';
import { isAgreement } from './answers.js';
import type { Newcomer, OnboardingContext } from './context.js';
import type { Progress } from './progress.js';

/** The rules in one language, numbered, and the question whether the person agrees. */
export function rulesMessage(context: OnboardingContext, language: string): Text {
  const { community } = context;
  const rules = community.rules.map((rule, index) =>
    plain(`${index + 1}. ${ruleText(rule, language, community)}`),
  );
  return joinTexts(
    [
      context.text(language, 'rules.intro', { community: community.name }),
      ...rules,
      [],
      context.text(language, 'rules.ask', {}),
    ],
    '\n',
  );
}

/** Takes an agreement to the rules down: who, when, in which language, to which rules. */
export async function agree(newcomer: Newcomer, progress: Progress): Promise<void> {
  const { context, person, save } = newcomer;
  const [language = 'en'] = await context.languagesFor({ person: person.id });
  const rules = context.community.rules.map(({ key }) => key);
  save({ ...progress, step: 'done', agreed: { at: context.now, language, rules } });
  context.say({ person: person.id }, 'rules.agreed', {});
  context.note({ reason: 'agreed' }, 'found.agreed', { person: person.name });
}

/** Whether a message answers the open question about the rules. */
export function answersRules({ context, progress }: Newcomer, answer: string): boolean {
  return progress?.step === 'rules' && isAgreement(answer, context.words('words.agree'));
}
