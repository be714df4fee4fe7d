import { type Context, definePlugin, localesIn, slotAfter } from '@kapwa/core';
import { z } from 'zod';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day as HH:MM');

/** Under `plugins: office-hours:` in community.yaml. */
const hours = z.strictObject({ opens: time.default('08:00'), closes: time.default('17:00') });

/** It is open when it will close before it opens again. */
function isOpen({ options, community, group, now }: Context<z.output<typeof hours>>): boolean {
  const next = (time: string): number => {
    const [hour, minute] = time.split(':').map(Number);
    const fromMondayToFriday = `${minute} ${hour} * * 1-5`;
    return slotAfter(fromMondayToFriday, group?.timeZone ?? community.timeZone, now) ?? now;
  };
  return next(options.closes) < next(options.opens);
}

/** Says when the programme's office is open: to who asks, and to who calls for help in vain. */
export const officeHours = definePlugin({
  name: 'office-hours',
  options: hours,
  needs: ['message.send'],
  locales: localesIn(new URL('./locales/', import.meta.url)),
  setup(kit) {
    const words = 'words.office-hours';
    kit.command('office-hours', { words, about: 'about' }, (context) => {
      context.reply(isOpen(context) ? 'open' : 'closed', context.options);
      return 'handled';
    });
    kit.on('message.received', { direct: false, words: 'words.help-me' }, (context) => {
      if (!isOpen(context)) context.reply('closed', context.options);
    });
  },
});
