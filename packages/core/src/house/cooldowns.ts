import { schema } from '../schema.js';
import type { HouseScope } from './house-context.js';

const untilSchema = schema((z) => z.number());

/** Until when people rest between two uses of a command; of no use to anybody once that is over. */
export function cooldowns(kit: HouseScope): void {
  kit.collection('cooldowns', {
    lane: 'person',
    schema: untilSchema,
    keep: { for: 0, since: (until) => until },
  });
}
