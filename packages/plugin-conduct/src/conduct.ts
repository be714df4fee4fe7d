import { definePlugin, localesIn } from '@kapwa/core';
import { z } from 'zod';
import { guard } from './guard.js';
import type { ConductMessages } from './messages.js';
import { conductOptions } from './options.js';
import { remind, reminderCron } from './reminder.js';
import { showRules } from './rules-command.js';

/**
 * Keeps the code of conduct: shows the rules, repeats one a week, notices invite links and phone
 * numbers in groups, and takes them down where the community has switched that on.
 */
export const conduct = definePlugin({
  name: 'conduct',
  options: conductOptions,
  needs: ['message.send'],
  wants: ['message.delete'],
  locales: localesIn<ConductMessages>(new URL('../locales/', import.meta.url)),
  setup(kit) {
    const turns = kit.collection('turns', { lane: 'group', schema: z.number() });

    kit.on('message.received', { phase: 'screen', direct: false }, guard);
    kit.on('message.edited', { phase: 'screen', direct: false }, guard);
    kit.command('rules', { words: 'words.rules', about: 'rules.about' }, showRules);
    kit.schedule(
      'weekly-rule',
      { per: 'group', cron: (options, _, group) => reminderCron(options, group) },
      (context) => remind(context, turns),
    );
  },
});
