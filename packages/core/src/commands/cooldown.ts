import type { Collection } from '../plugins/collection.js';
import type { AnyContext } from '../plugins/context.js';
import { schema } from '../schema.js';

const momentSchema = schema((z) => z.number());

/** Until when somebody rests, ms UTC, by command: numbers that only grow, so any lane may write them. */
const rests: Collection<number> = {
  name: 'core.cooldowns',
  lane: 'person',
  parse: (value) => momentSchema.parse(value),
};

/** Somebody may not use a command again before then, ms UTC, and knows or does not. */
interface Waiting {
  readonly until: number;
  readonly told: boolean;
}

/** How a person stands with a command that wants rest between two uses. */
export interface Cooldown {
  /** Whether they still have to wait; undefined when they need not. */
  waiting(): Promise<Waiting | undefined>;
  /** They have used it now. */
  used(): void;
  /** They have been told to wait. */
  told(waiting: Waiting): void;
}

/** The rest of one person between two uses of a command, `length` ms. */
export function cooldownOf(
  context: AnyContext,
  person: string,
  command: string,
  length: number,
): Cooldown {
  const records = context.records(rests, person);
  const tellingOf = `${command} told`;
  return {
    async waiting() {
      const until = await records.get(command);
      if (until === undefined || until <= context.now) return undefined;
      const told = (await records.get(tellingOf)) ?? 0;
      return { until, told: told >= until };
    },
    used: () => records.max(command, context.now + length),
    told: ({ until }) => records.max(tellingOf, until),
  };
}
