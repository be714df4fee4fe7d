import { setTimeout as pause } from 'node:timers/promises';
import { randomFrom } from '../store/random.js';
import type { Crew } from './crew.js';
import { areas } from './crew-community.js';

/** Between two messages of a group, ms on average. */
const BETWEEN_MESSAGES = 100;

/** What was done while people wrote, and the number of the last message in each group. */
export interface Written<Done> {
  readonly done: Done;
  readonly last: ReadonlyMap<string, number>;
}

/** People write in all groups while something is done to the bot. */
export async function whileWriting<Done>(
  crew: Crew,
  seed: number,
  act: () => Promise<Done>,
): Promise<Written<Done>> {
  const last = new Map<string, number>();
  let isOver = false;
  const write = async (group: string, at: number): Promise<void> => {
    const random = randomFrom(seed * areas.length + at);
    for (let number = 1; !isOver || number === 1; number += 1) {
      await crew.tell(group, number);
      last.set(group, number);
      await pause(random() * 2 * BETWEEN_MESSAGES);
    }
  };
  let isWritten = false;
  void Promise.all(areas.map(write)).then(() => {
    isWritten = true;
  });
  const done = await act();
  isOver = true;
  await crew.comesTo(() => isWritten, 'what people wrote was not taken in');
  return { done, last };
}
