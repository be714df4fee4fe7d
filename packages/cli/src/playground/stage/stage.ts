import { playgroundAdapter, turnableClock, type World } from '@kapwa/adapter-playground';
import type { AnyPlugin, Blueprint, Kit, KitOptions, Logger } from '@kapwa/core';
import { type Chronicle, recordChronicle } from '../chronicle/record.js';
import { spokenLanguages } from '../chronicle/spoken-languages.js';
import type { Scene } from '../scene/scene.js';
import { demoBlueprint, playground } from './demo-blueprint.js';
import { fillWorld } from './fill-world.js';
import { momentOf } from './start-time.js';

/**
 * Ids of people are keyed with the secret, and lists come in the order of ids: with one made at
 * random the same scene would list names in another order every time. Nobody needs protection here.
 */
const PLAYED_SECRET = 'a demo keeps no secrets';

/** A community ready to be played: people, a bot that runs, and what happened so far. */
export interface Stage {
  readonly blueprint: Blueprint;
  readonly world: World;
  readonly kit: Kit;
  readonly chronicle: Chronicle;
  /** Waits until the bot has seen everything and done what it wanted. */
  settle(): Promise<void>;
  /** Stops the bot. */
  close(): Promise<void>;
}

/** What a stage is made of. */
export interface StageParts {
  readonly blueprint: Blueprint;
  readonly plugins: readonly AnyPlugin[];
  readonly scene: Pick<Scene, 'starts' | 'cast'>;
  readonly createKit: (options: KitOptions) => Kit;
  readonly log?: Logger;
}

/** Builds the stage and starts the bot. The clock stands until it is turned. */
export async function raiseStage(parts: StageParts): Promise<Stage> {
  const { plugins, scene, log } = parts;
  const blueprint = demoBlueprint(parts.blueprint);
  const clock = turnableClock(momentOf(scene.starts, blueprint.community.timeZone));
  const world = fillWorld(blueprint, scene.cast, clock);
  const kit = parts.createKit({
    communities: [blueprint],
    adapters: [playgroundAdapter(world, { name: playground })],
    plugins,
    secret: PLAYED_SECRET,
    clock,
    ...(log === undefined ? {} : { log }),
  });
  const chronicle = recordChronicle(world, kit, await spokenLanguages(plugins));
  const settle = async (): Promise<void> => {
    await world.line.delivered();
    await kit.idle();
  };
  clock.settleWith(settle);
  await kit.start();
  await settle();
  return {
    blueprint,
    world,
    kit,
    chronicle,
    settle,
    async close() {
      await kit.stop();
      chronicle.close();
    },
  };
}
