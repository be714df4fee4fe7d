import { setTimeout as pause } from 'node:timers/promises';
import { randomFrom } from '../store/random.js';
import type { Crew } from './crew.js';
import { areas } from './crew-community.js';

/** Between two messages of a group, ms on average. */
const BETWEEN_MESSAGES = 100;

/** People write in all groups until it is over; answers the number of the last message in each. */
export async function writeUntil(
  crew: Crew,
  seed: number,
  isOver: () => boolean,
): Promise<ReadonlyMap<string, number>> {
  const last = new Map<string, number>();
  const write = async (group: string, at: number): Promise<void> => {
    const random = randomFrom(seed * areas.length + at);
    for (let number = 1; !isOver() || number === 1; number += 1) {
      await crew.tell(group, number);
      last.set(group, number);
      await pause(random() * 2 * BETWEEN_MESSAGES);
    }
  };
  await Promise.all(areas.map(write));
  return last;
}
