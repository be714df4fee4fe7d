import { type Collection, definePlugin, localesIn, type MessageReceived } from '@kapwa/core';
import { z } from 'zod';
import { newcomerOf, type OnboardingContext } from './context.js';
import { askLanguage, chosenLanguage, setLanguage } from './language.js';
import type { OnboardingMessages } from './messages.js';
import { onboardingOptions } from './options.js';
import { type Progress, progressSchema } from './progress.js';
import { agree, answersRules } from './rules.js';
import { welcome } from './welcome.js';

const joinedSchema = z.object({ group: z.string() });

type Progresses = Collection<Progress>;

/** Takes an answer to an open question; leaves everything else to others. */
async function takeAnswer(
  context: OnboardingContext,
  event: MessageReceived,
  progresses: Progresses,
): Promise<'handled' | undefined> {
  const newcomer = await newcomerOf(context, progresses);
  if (newcomer?.progress === undefined) return undefined;
  const language = chosenLanguage(newcomer, event.text);
  if (language !== undefined) {
    setLanguage(newcomer, newcomer.progress, language);
    return 'handled';
  }
  if (!answersRules(newcomer, event.text)) return undefined;
  await agree(newcomer, newcomer.progress);
  return 'handled';
}

/** What nobody else understood: welcomes who is new, asks an open question once more. */
async function askAgain(
  context: OnboardingContext,
  progresses: Progresses,
): Promise<'handled' | undefined> {
  const newcomer = await newcomerOf(context, progresses);
  if (newcomer === undefined) return undefined;
  const { person, progress } = newcomer;
  if (progress === undefined) await welcome(newcomer, undefined);
  else if (progress.step === 'language') await askLanguage(newcomer, 'language.again');
  else if (progress.step === 'rules') context.say({ person: person.id }, 'rules.again', {});
  else return undefined;
  return 'handled';
}

/** Opens the question of language again, whenever somebody wants to change it. */
async function changeLanguage(
  context: OnboardingContext,
  progresses: Progresses,
): Promise<'handled' | undefined> {
  const newcomer = await newcomerOf(context, progresses);
  if (newcomer === undefined || newcomer.context.group !== undefined) return undefined;
  const before = newcomer.progress ?? { welcomed: context.now };
  newcomer.save({ ...before, step: 'language' });
  await askLanguage(newcomer, 'language.ask');
  return 'handled';
}

/**
 * Welcomes who joins, in one direct message: what the group is for, a choice of languages, then
 * the rules in that language and whether they agree. Posts nothing in any group.
 */
export const onboarding = definePlugin({
  name: 'onboarding',
  options: onboardingOptions,
  needs: ['message.send'],
  locales: localesIn<OnboardingMessages>(new URL('../locales/', import.meta.url)),
  setup(kit) {
    const progresses = kit.collection('progress', { lane: 'person', schema: progressSchema });

    kit.on('member.joined', {}, (context) => {
      const { actor, group } = context;
      if (actor === undefined || group === undefined) return;
      context.post({ person: actor.person.id }, 'joined', { group: group.key });
    });
    kit.posted('joined', async (context, data) => {
      const newcomer = await newcomerOf(context, progresses);
      if (newcomer !== undefined) await welcome(newcomer, joinedSchema.parse(data).group);
    });
    kit.on('message.received', { phase: 'dialogue', direct: true }, (context, event) =>
      takeAnswer(context, event, progresses),
    );
    kit.on('message.received', { phase: 'command', direct: true }, (context) =>
      askAgain(context, progresses),
    );
    kit.command('language', { words: 'words.language', where: 'direct' }, (context) =>
      changeLanguage(context, progresses),
    );
  },
});
