import type { Text } from '../../text/text.js';
import type { HouseContext } from '../house-context.js';
import type { Counts } from './control.js';
import type { PauseState } from './pause-state.js';

/** How the bot is, line by line: whether it is paused, what waits, what does not work. */
export function reportOf(
  context: HouseContext,
  language: string,
  pause: PauseState | undefined,
  counts: Counts,
  resume: string,
): readonly Text[] {
  const { events, actions, failing, dead, unreached } = counts;
  const person = pause?.by ?? context.text(language, 'pause.operator', {});
  return [
    pause?.paused === true
      ? context.text(language, 'status.paused', { person, resume })
      : context.text(language, 'status.running', {}),
    ...(events === 0 ? [] : [context.text(language, 'status.events', { count: events })]),
    ...(actions === 0 ? [] : [context.text(language, 'status.actions', { count: actions })]),
    ...(unreached === 0 ? [] : [context.text(language, 'status.unreached', { number: unreached })]),
    ...(failing === 0 ? [] : [context.text(language, 'status.failing', { count: failing })]),
    ...(dead === 0 ? [] : [context.text(language, 'status.dead', { count: dead })]),
    ...(events + actions + dead + unreached === 0
      ? [context.text(language, 'status.nothing', {})]
      : []),
  ];
}
