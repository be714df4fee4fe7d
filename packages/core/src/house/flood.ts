import { FLOOD_STEP } from '../accept/sender-flood.js';
import type { HouseScope } from './house-context.js';

/** The one answer to somebody who sends more than can be answered one by one. */
export function flood(kit: HouseScope): void {
  kit.posted(FLOOD_STEP, (context) => {
    if (context.here !== undefined) context.reply('flood.folded', {});
  });
}
