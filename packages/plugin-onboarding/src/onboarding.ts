import { definePlugin, localesIn, type PluginScope } from '@kapwa/core';
import { z } from 'zod';
import type { OnboardingContext } from './context.js';
import { languageStep } from './language.js';
import type { OnboardingMessages } from './messages.js';
import { type OnboardingOptions, onboardingOptions } from './options.js';
import { combined, progressSchema, questionsSchema } from './progress.js';
import { rulesStep } from './rules.js';
import { firstQuestion, welcomeMessage } from './welcome.js';

const joinedSchema = z.object({ group: z.string() });

/** The key of the one record a person has. */
const KEY = 'progress';

/** The questions a newcomer is asked, and what is done about somebody new. */
function newcomers(kit: PluginScope<OnboardingOptions, OnboardingMessages>) {
  const progresses = kit.collection('progress', { lane: 'person', schema: progressSchema });

  const questions = kit.dialogue('questions', {
    version: 1,
    data: questionsSchema,
    first: ({ first }) => first,
    steps: { language: languageStep, rules: rulesStep },
    async done(context, { agrees }) {
      const person = context.actor?.person;
      if (person === undefined) return;
      const to = { person: person.id };
      if (agrees !== true) {
        context.say(to, 'language.set', {});
        return;
      }
      const records = context.records(progresses);
      const before = (await records.get(KEY)) ?? { welcomed: context.now };
      const [language = 'en'] = await context.languagesFor(to);
      const rules = context.community.rules.map(({ key }) => key);
      records.set(KEY, { ...before, agreed: { at: context.now, language, rules } });
      context.say(to, 'rules.agreed', {});
      context.note({ reason: 'agreed' }, 'found.agreed', { person: person.name });
    },
  });

  kit.on('person.merged', {}, async (context, { records }) => {
    const kept = records.find(
      ({ collection, key }) => collection === progresses.name && key === KEY,
    );
    if (kept === undefined) return;
    const own = await context.records(progresses).get(KEY);
    const both = own === undefined ? undefined : combined(own, progressSchema.parse(kept.value));
    if (both !== undefined) context.records(progresses).set(KEY, both);
  });

  return {
    /** Welcomes somebody once, in one direct message; nothing is posted in the group. */
    async welcome(context: OnboardingContext, groupKey?: string): Promise<'handled' | undefined> {
      const records = context.records(progresses);
      const person = context.actor?.person;
      if (person === undefined || (await records.get(KEY)) !== undefined) return undefined;
      const group = (await context.groups()).find(({ key }) => key === groupKey);
      const to = { person: person.id };
      const first = firstQuestion(context);
      const message = await welcomeMessage(context, person.id, first, group, (language) =>
        questions.optionId('language', language),
      );
      records.set(KEY, {
        welcomed: context.now,
        ...(groupKey === undefined ? {} : { group: groupKey }),
      });
      context.perform(
        { kind: 'message.send', to, ...message },
        { delivery: 'at-most-once', reason: 'welcome' },
      );
      if (first !== undefined)
        context.begin(questions, to, { first, asked: true, hasAgreed: false });
      context.note({ reason: 'welcome' }, 'found.welcomed', { person: person.name });
      return 'handled';
    },

    /** Opens the question of language again, whenever somebody wants to change it. */
    async changeLanguage(context: OnboardingContext): Promise<'handled' | undefined> {
      const person = context.actor?.person.id;
      if (person === undefined) return undefined;
      const records = context.records(progresses);
      const progress = (await records.get(KEY)) ?? { welcomed: context.now };
      const hasAgreed = progress.agreed !== undefined;
      records.set(KEY, progress);
      context.begin(questions, { person }, { first: 'language', asked: false, hasAgreed });
      return 'handled';
    },
  };
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
    const { welcome, changeLanguage } = newcomers(kit);

    kit.on('member.joined', {}, (context) => {
      const { actor, group } = context;
      if (actor === undefined || group === undefined) return;
      context.post({ person: actor.person.id }, 'joined', { group: group.key });
    });
    kit.posted('joined', async (context, data) => {
      await welcome(context, joinedSchema.parse(data).group);
    });
    // Who writes first is new, too: whatever it was that nobody understood.
    kit.on('message.received', { phase: 'command', direct: true }, (context) => welcome(context));
    kit.command(
      'language',
      { words: 'words.language', about: 'language.about', where: 'direct' },
      changeLanguage,
    );
  },
});
