import { z } from 'zod';
import type { CoreMessages } from '../messages.js';
import type { PluginScope } from '../plugins/plugin.js';

/** Until when people rest between two uses of a command; of no use to anybody once that is over. */
export function cooldowns(kit: PluginScope<unknown, CoreMessages>): void {
  kit.collection('cooldowns', {
    lane: 'person',
    schema: z.number(),
    keep: { for: 0, since: (until) => until },
  });
}
