import type { CoreMessages } from '../messages.js';
import type { PluginScope } from '../plugins/plugin.js';
import { schema } from '../schema.js';

const untilSchema = schema((z) => z.number());

/** Until when people rest between two uses of a command; of no use to anybody once that is over. */
export function cooldowns(kit: PluginScope<unknown, CoreMessages>): void {
  kit.collection('cooldowns', {
    lane: 'person',
    schema: untilSchema,
    keep: { for: 0, since: (until) => until },
  });
}
