import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostgresProcess, startPostgres } from '@kapwa/testing/postgres';
import type { TortureResult } from '../../scenario.js';
import { type Crew, type Size, startCrew } from './crew.js';
import { type Effects, effectsOf } from './crew-effects.js';

/** Who works in a scenario, and on what. */
export interface Stage {
  readonly crew: Crew;
  readonly server: PostgresProcess;
}

/** What a scenario has done. */
export interface Played {
  readonly trials: number;
  /** What went against the promise before all was handled, in words. */
  readonly broken: readonly string[];
  /** The last message that was written in each group. */
  readonly last: ReadonlyMap<string, number>;
  /** The figures, once it is known what came of all messages. */
  figures(effects: Effects): string;
}

/** How many processes there are, and the lease of the one that leads. */
export interface CrewSetting {
  readonly size: Size;
  /** Whoever leads is followed so long after it was last heard of, ms; as usual unless given. */
  readonly leaseFor?: number;
}

/**
 * Plays with a bot in several processes on a PostgreSQL of its own. When all messages are handled and
 * answered, and every process has ended, it looks what came of them.
 */
export async function withCrew(
  { size, leaseFor }: CrewSetting,
  play: (stage: Stage) => Promise<Played>,
): Promise<TortureResult> {
  const server = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'kapwa-crew-'));
  const file = join(folder, 'arrived');
  try {
    const place = { url: server.url, file, ...(leaseFor === undefined ? {} : { leaseFor }) };
    const crew = startCrew(place, size);
    if (!(await crew.leads())) {
      await crew.end();
      return { trials: 0, broken: crew.broken, figures: 'never began' };
    }
    const { trials, broken, last, figures } = await play({ crew, server });
    await crew.end();
    const { late, outOfOrder } = crew;
    const effects = await effectsOf({ url: server.url, file, last, outOfOrder });
    const all = [...broken, ...crew.broken, ...effects.broken];
    const busy = late === 0 ? '' : `; the machine was too busy for a handler ${late} times`;
    return { trials, broken: all, figures: `${figures(effects)}${busy}` };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
