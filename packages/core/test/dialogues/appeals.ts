import {
  type AnyPlugin,
  type Dialogue,
  type DialogueSpec,
  definePlugin,
  type LocaleFolder,
  localesIn,
} from '@kapwa/core';
import { z } from 'zod';
import { temporaryLocales } from '../temporary-locales.js';

type Bare = Readonly<Record<never, never>>;

/** The messages of the plugin below. */
export type AppealMessages = {
  readonly 'ask.reason': { readonly about: string };
  readonly 'ask.words': Bare;
  readonly 'ask.sure': Bare;
  readonly 'again.sure': Bare;
  readonly 'reason.mistake': Bare;
  readonly 'reason.context': Bare;
  readonly 'sure.yes': Bare;
  readonly 'sure.no': Bare;
  readonly 'done.sent': { readonly reason: string; readonly words: string };
  readonly 'done.left': Bare;
  readonly 'done.rules': Bare;
  readonly 'words.yes': Bare;
  readonly 'words.no': Bare;
  readonly 'words.appeal': Bare;
  readonly 'words.rules': Bare;
};

const en = {
  ask: {
    reason: 'Why should {{about}} come back?',
    words: 'Tell the admins in your own words.',
    sure: 'Shall I send it?',
  },
  again: { sure: 'Please answer yes or no: shall I send it?' },
  reason: { mistake: 'It was a mistake', context: 'It was taken out of context' },
  sure: { yes: 'Yes', no: 'No' },
  done: { sent: 'Sent: {{reason}}, {{words}}.', left: 'Nothing was sent.', rules: 'Be kind.' },
  words: { yes: 'yes|ok', no: 'no', appeal: 'appeal', rules: 'rules' },
};

const sw = {
  ask: {
    reason: 'Kwa nini {{about}} urudi?',
    words: 'Waambie wasimamizi kwa maneno yako.',
    sure: 'Nitume?',
  },
  again: { sure: 'Tafadhali jibu ndiyo au hapana: nitume?' },
  reason: { mistake: 'Ilikuwa kosa', context: 'Ilieleweka vibaya' },
  sure: { yes: 'Ndiyo', no: 'Hapana' },
  done: { sent: 'Imetumwa: {{reason}}, {{words}}.', left: 'Hakuna kilichotumwa.', rules: 'Wema.' },
  words: { yes: 'ndiyo|sawa', no: 'hapana', appeal: 'rufaa', rules: 'kanuni' },
};

const ar = { sure: { yes: 'نعم', no: 'لا' }, words: { yes: 'نعم|أجل', no: 'لا' } };

/** The words of the plugin below, for the running test. */
export async function appealWords(): Promise<LocaleFolder<AppealMessages>> {
  return localesIn((await temporaryLocales('appeals', { en, sw, ar })).url);
}

/** What an appeal is about, and what is learnt on the way. */
export const appealData = z.object({
  about: z.string(),
  reason: z.enum(['mistake', 'context']).optional(),
  words: z.string().max(200).optional(),
  sure: z.boolean().optional(),
});

/** The dialogue of the plugin below. */
export type AppealSpec = DialogueSpec<
  unknown,
  AppealMessages,
  typeof appealData,
  'reason' | 'words' | 'sure'
>;

/** An appeal in three steps: a choice, words of one's own, and whether it is to be sent. */
export const appealSpec: AppealSpec = {
  version: 1,
  data: appealData,
  steps: {
    reason: {
      ask: { key: 'ask.reason', values: ({ about }) => ({ about }) },
      options: [
        { value: 'mistake', key: 'reason.mistake' },
        { value: 'context', key: 'reason.context' },
      ],
      read: ({ choice }) =>
        choice === 'mistake' || choice === 'context' ? { reason: choice } : undefined,
    },
    words: { ask: 'ask.words', read: ({ text }) => (text === '' ? undefined : { words: text }) },
    sure: {
      ask: 'ask.sure',
      again: 'again.sure',
      options: [
        { value: 'yes', key: 'sure.yes', words: 'words.yes' },
        { value: 'no', key: 'sure.no', words: 'words.no' },
      ],
      menu: 'none',
      read: ({ choice }) => (choice === undefined ? undefined : { sure: choice === 'yes' }),
    },
  },
  done(context, { reason = '', words = '', sure }) {
    const person = context.actor?.person.id ?? '';
    if (sure === true) context.say({ person }, 'done.sent', { reason, words });
    else context.say({ person }, 'done.left', {});
  },
};

/** Where a test finds the dialogue of a running plugin. */
export interface Appeals {
  readonly plugin: AnyPlugin;
  readonly dialogue: () => Dialogue<z.input<typeof appealData>>;
}

/**
 * A plugin whose command APPEAL begins the appeal, and whose command RULES has nothing to do with
 * it. `change` is what is different in its dialogue.
 */
export function appealsWith(
  locales: LocaleFolder<AppealMessages>,
  change: Partial<AppealSpec> = {},
): Appeals {
  let dialogue: Dialogue<z.input<typeof appealData>> | undefined;
  const plugin = definePlugin({
    name: 'appeals',
    options: z.unknown(),
    locales,
    setup(kit) {
      const appeal = kit.dialogue('appeal', { ...appealSpec, ...change });
      dialogue = appeal;
      kit.command('appeal', { words: 'words.appeal', where: 'direct' }, (context) => {
        const person = context.actor?.person.id ?? '';
        context.begin(appeal, { person }, { about: 'your post' });
        return 'handled';
      });
      kit.command('rules', { words: 'words.rules' }, (context) => {
        context.say({ person: context.actor?.person.id ?? '' }, 'done.rules', {});
        return 'handled';
      });
    },
  });
  return {
    plugin,
    dialogue() {
      if (dialogue === undefined) throw new Error('the plugin has not been set up');
      return dialogue;
    },
  };
}
