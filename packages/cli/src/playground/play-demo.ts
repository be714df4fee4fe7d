import { createKit } from '@kapwa/core';
import type { DemoOptions } from './options.js';
import { playTranscript } from './play-transcript.js';
import { findScene } from './scene/find-scene.js';
import { raiseStage } from './stage/stage.js';
import { playTerminal } from './terminal/play-terminal.js';

/**
 * Plays a community on a messenger in memory, without any account and without reaching anybody.
 *
 * Somebody at a terminal plays along; otherwise the community's scene is played and printed, or
 * with `json` told one object a line. Resolves when it is over; raises `input.unreadable` for a
 * scene that cannot be played, and what the kit raises for options that are wrong.
 */
export async function playDemo(options: DemoOptions): Promise<void> {
  const { blueprint, plugins, folder, kitFactory = createKit, log } = options;
  const scene = await findScene(blueprint, folder);
  const stage = await raiseStage({
    blueprint,
    plugins,
    scene,
    createKit: kitFactory,
    ...(log === undefined ? {} : { log }),
  });
  const isPlayed = options.isTTY && options.stdin.isTTY === true && options.json !== true;
  try {
    if (isPlayed) await playTerminal(stage, options);
    else await playTranscript(stage, scene, options);
  } finally {
    await stage.close();
  }
}
