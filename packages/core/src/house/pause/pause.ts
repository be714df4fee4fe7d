import type { HouseScope } from '../house-context.js';
import { CONTROL_STEP } from './control.js';
import { runControl } from './control-step.js';
import { PAUSE_PERMISSION, pauseSchema } from './pause-state.js';

/**
 * Pause, resume and status from an admin's phone. What they write overtakes everything that waits,
 * before it gets to a lane; these commands declare the words, and answer whoever may not use them.
 */
export function pause(kit: HouseScope): void {
  const pauses = kit.collection('pauses', { lane: 'community', schema: pauseSchema });
  kit.posted(CONTROL_STEP, (context, data) => runControl(context, data, pauses));

  for (const name of ['pause', 'resume', 'status'] as const) {
    kit.command(
      name,
      { words: `words.${name}`, about: `${name}.about`, permission: PAUSE_PERMISSION },
      (context) => {
        const { actor } = context;
        if (name === 'resume' && actor !== undefined) {
          context.say({ person: actor.person.id }, 'pause.not-paused', {});
        }
        return 'handled';
      },
    );
  }
}
