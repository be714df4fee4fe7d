import { argument, definePlugin, localesIn, type Verdict } from '@kapwa/core';
import { z } from 'zod';

/** Lets community admins write into every group at once, whatever messenger each is on. */
export const announce = definePlugin({
  name: 'announce',
  options: z.strictObject({}),
  needs: ['message.send'],
  locales: localesIn(new URL('./locales/', import.meta.url)),
  setup(kit) {
    kit.command(
      'announce',
      {
        words: 'words.announce',
        about: 'about',
        where: 'direct',
        permission: 'announcement.send',
        arguments: { words: argument.text() },
      },
      async (context, use): Promise<Verdict> => {
        const groups = (await context.groups()).filter(({ chat }) => chat !== undefined);
        for (const { key } of groups) {
          const words = use.arguments.words;
          context.say({ group: key }, 'announcement', { words }, { priority: 'notice' });
        }
        const person = context.actor?.person.id ?? '';
        context.say({ person }, 'announced', { count: groups.length });
        return 'handled';
      },
    );
  },
});
