import type { Collection } from '../plugins/collection.js';
import type { AnyContext } from '../plugins/context.js';
import { schema } from '../schema.js';

const momentSchema = schema((z) => z.number());

/** Moments, ms UTC, by what happened then: numbers that only grow, so any lane may write them. */
const moments: Collection<number> = {
  name: 'core.cooldowns',
  lane: 'person',
  parse: (value) => momentSchema.parse(value),
};

/** Whether somebody may use a command again: how long they have to wait, ms, and whether they know. */
interface Waiting {
  readonly left: number;
  readonly told: boolean;
}

/** How a person stands with a command that wants rest between two uses. */
export interface Cooldown {
  /** How long they still have to wait; undefined when they need not. */
  waiting(): Promise<Waiting | undefined>;
  /** They have used it now. */
  used(): void;
  /** They have been told to wait. */
  told(): void;
}

/** The rest of one person between two uses of a command, `length` ms. */
export function cooldownOf(
  context: AnyContext,
  person: string,
  command: string,
  length: number,
): Cooldown {
  const records = context.records(moments, person);
  const tellingOf = `${command} told`;
  return {
    async waiting() {
      const used = await records.get(command);
      if (used === undefined || used + length <= context.now) return undefined;
      const told = (await records.get(tellingOf)) ?? 0;
      return { left: used + length - context.now, told: told >= used };
    },
    used: () => records.max(command, context.now),
    told: () => records.max(tellingOf, context.now),
  };
}
