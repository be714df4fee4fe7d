import { FLOOD_STEP } from '../accept/sender-flood.js';
import type { CoreMessages } from '../messages.js';
import type { PluginScope } from '../plugins/plugin.js';

/** The one answer to somebody who sends more than can be answered one by one. */
export function flood(kit: PluginScope<unknown, CoreMessages>): void {
  kit.posted(FLOOD_STEP, (context) => {
    if (context.here !== undefined) context.reply('flood.folded', {});
  });
}
