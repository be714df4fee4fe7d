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

/** People write in all groups while something is done to the bot, and until they have written so much. */
export async function whileWriting<Done>(
  crew: Crew,
  seed: number,
  act: () => Promise<Done>,
  least = 0,
): Promise<Written<Done>> {
  const last = new Map<string, number>();
  const inEach = Math.ceil(least / areas.length);
  let isOver = false;
  let taken = 0;
  const write = async (group: string, at: number): Promise<void> => {
    const random = randomFrom(seed * areas.length + at);
    for (let number = 1; !isOver || number <= Math.max(1, inEach); number += 1) {
      await crew.tell(group, number);
      last.set(group, number);
      taken += 1;
      await pause(random() * 2 * BETWEEN_MESSAGES);
    }
  };
  let isWritten = false;
  void Promise.all(areas.map(write)).then(() => {
    isWritten = true;
  });
  const done = await act();
  isOver = true;
  while (!isWritten) {
    const before = taken;
    const goesOn = (): boolean => isWritten || taken > before;
    if (!(await crew.comesTo(goesOn, 'what people wrote is not taken in any more'))) break;
  }
  return { done, last };
}
