import { argument, definePlugin, localesIn, type Verdict } from '@kapwa/core';

/** Lets community admins write into every group at once, whatever messenger each is on. */
export const announce = definePlugin({
  name: 'announce',
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
        context.reply('announced', { count: groups.length });
        return 'handled';
      },
    );
  },
});
