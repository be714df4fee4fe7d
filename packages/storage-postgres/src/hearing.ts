import { setTimeout as pause } from 'node:timers/promises';
import { newReports } from '@kapwa/core';
import type { Client } from 'pg';
import type { PostgresAddress } from './address.js';
import { connect, disconnect } from './connections.js';
import { createJoiner } from './notes.js';

/** How often it is asked whether the server is still there, ms: one that is gone may not say so. */
const BETWEEN_QUESTIONS = 15_000;

const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 1_000;

/** A connection that listens, and when it is of no use any more. */
interface Listening {
  readonly client: Client;
  readonly broken: Promise<unknown>;
}

/** Told of its end by the connection itself, or by a question without an answer. */
function whenBroken(client: Client): Promise<unknown> {
  return new Promise((broken) => {
    const question = setInterval(() => client.query('SELECT 1').catch(broken), BETWEEN_QUESTIONS);
    const over = (): void => {
      clearInterval(question);
      broken(undefined);
    };
    client.once('error', over);
    client.once('end', over);
  });
}

async function listen(
  address: PostgresAddress,
  heard: (note: string) => void,
  shownAs: string | undefined,
): Promise<Listening> {
  const client = await connect(address);
  const broken = whenBroken(client);
  const join = createJoiner(heard);
  client.on('notification', ({ payload = '' }) => join(payload));
  try {
    await client.query(`LISTEN "${address.schema}"`);
    if (shownAs !== undefined) {
      await client.query("SELECT set_config('application_name', $1, false)", [shownAs]);
    }
    return { client, broken };
  } catch (error) {
    await disconnect(client);
    throw error;
  }
}

/** Hears what is said, until it is ended. */
export interface Hearing {
  end(): Promise<void>;
}

/**
 * Hears what is said in one schema, on a connection of its own, which the server shows by a name
 * where one is given. Fails where it cannot begin to; a connection that breaks later is made again,
 * however long that takes.
 */
export async function startHearing(
  address: PostgresAddress,
  heard: (note: string) => void,
  shownAs?: string,
): Promise<Hearing> {
  const over = new AbortController();
  const { signal } = over;
  const hearing = (note: string): void => {
    if (!signal.aborted) heard(note);
  };
  const ending = new Promise((resolve) => signal.addEventListener('abort', resolve));
  const first = await listen(address, hearing, shownAs);

  const again = async (): Promise<Listening | undefined> => {
    for (let wait = FIRST_PAUSE; !signal.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
      try {
        return await listen(address, hearing, shownAs);
      } catch {
        await pause(wait, undefined, { signal }).catch(() => undefined);
      }
    }
    return undefined;
  };

  const run = async (): Promise<void> => {
    let now: Listening | undefined = first;
    while (now !== undefined) {
      await Promise.race([now.broken, ending]);
      await disconnect(now.client);
      now = await again();
      // Whatever was reported meanwhile was said to nobody here.
      hearing(newReports);
    }
  };
  const ended = run();

  return {
    async end() {
      over.abort();
      await ended;
    },
  };
}
