import type { CoreMessages } from '../messages.js';
import type { PluginScope } from '../plugins/plugin.js';

/**
 * Tells admins that a messenger has given up for good, such as a linked device that was logged out:
 * on another messenger, where the community has a room for its admins. The reason is for whoever
 * runs the bot, and stands in its log and health.
 */
export function transportStopped(kit: PluginScope<unknown, CoreMessages>): void {
  kit.on('transport.changed', {}, async (context, { state, adapter }) => {
    if (state !== 'stopped') return;
    for (const { key, kind, chat, adopted } of await context.groups()) {
      if (kind !== 'admin' || adopted || chat === undefined || chat.adapter === adapter) continue;
      context.say({ group: key }, 'transport.stopped', { messenger: adapter });
    }
  });
}
