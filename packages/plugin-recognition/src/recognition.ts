import { definePlugin, localesIn } from '@kapwa/core';
import type { Kept } from './context.js';
import { tellDigest } from './digest.js';
import { giveThanks } from './give-thanks.js';
import type { RecognitionMessages } from './messages.js';
import { digestCron, recognitionOptions } from './options.js';
import { countSchema, dayOfKey, GIVEN_KEPT, KEPT, thanksSchema, withoutPerson } from './records.js';

/**
 * Answers thanks that name somebody and say what for, and tells each group the thanks of its week.
 */
export const recognition = definePlugin({
  name: 'recognition',
  options: recognitionOptions,
  needs: ['message.send'],
  locales: localesIn<RecognitionMessages>(new URL('../locales/', import.meta.url)),
  setup(kit) {
    const kept: Kept = {
      thanks: kit.collection('thanks', {
        lane: 'group',
        schema: thanksSchema,
        keep: { for: KEPT, since: ({ at }) => at },
        forget: withoutPerson,
      }),
      given: kit.collection('given', {
        lane: 'person',
        schema: countSchema,
        keep: { for: GIVEN_KEPT, since: (_, key) => dayOfKey(key) },
      }),
    };

    kit.on('message.received', { direct: false, mentions: true }, (context, event) =>
      giveThanks(context, event, kept),
    );
    kit.schedule('weekly-digest', { per: 'group', cron: digestCron }, (context, slot) =>
      tellDigest(context, slot, kept),
    );
  },
});
