import { playgroundAdapter } from '@kapwa/adapter-playground';
import { createKit, createMemoryStore, type Store } from '@kapwa/core';
import { momentOf } from './duration.js';
import { healthWorkers } from './health-workers.js';
import { RunningCommunity } from './running-community.js';
import type { TestCommunity, TestCommunityOptions } from './scenario.js';
import type { Scene } from './scene.js';
import { ADAPTER, blueprintOf } from './scene-blueprint.js';
import { worldOf } from './scene-world.js';
import { watchersAmong } from './watching.js';

function sceneFor({ scene = healthWorkers, community, options }: TestCommunityOptions): Scene {
  const plugins = options ?? scene.community.plugins;
  return {
    ...scene,
    community: {
      ...scene.community,
      ...community,
      ...(plugins === undefined ? {} : { plugins }),
    },
  };
}

function reachingOf({ mustWriteFirst, window, startLink }: TestCommunityOptions) {
  return {
    ...(mustWriteFirst === undefined ? {} : { mustWriteFirst }),
    ...(window === undefined ? {} : { window }),
    ...(startLink === undefined ? {} : { startLink }),
  };
}

function sameStore(): () => Store {
  const store = createMemoryStore();
  return () => store;
}

/**
 * Starts a small community on the playground, with a clock that only a test turns.
 *
 * @example
 * await using community = await testCommunity({ plugins: [conduct] });
 * await community.says('ana', 'north-area', '/rules');
 * expect(community.group('north-area').fromBot).toHaveLength(1);
 */
export async function testCommunity(options: TestCommunityOptions = {}): Promise<TestCommunity> {
  const { start, dryRun, plugins = [], log, attachments } = options;
  const scene = sceneFor(options);
  const world = worldOf(scene, {
    ...(start === undefined ? {} : { start: momentOf(start) }),
    ...reachingOf(options),
  });
  const openStore = options.store ?? sameStore();
  const community = new RunningCommunity({
    world,
    mayFail: options.mayFail === true,
    openStore: () => openStore(world.clock),
    makeKit: (store) =>
      createKit({
        communities: [blueprintOf(scene)],
        adapters: [playgroundAdapter(world, { name: ADAPTER })],
        plugins,
        store,
        clock: world.clock,
        intake: { perSender: options.perSender ?? Number.POSITIVE_INFINITY },
        testing: { runTwice: options.runTwice !== false, once: watchersAmong(plugins) },
        ...(log === undefined ? {} : { log }),
        ...(attachments === undefined ? {} : { attachments }),
        ...(dryRun === undefined ? {} : { dryRun }),
      }),
  });
  await community.start();
  return community;
}
