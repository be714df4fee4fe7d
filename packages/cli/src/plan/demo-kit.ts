import { playgroundAdapter, turnableClock, type World } from '@kapwa/adapter-playground';
import { type AnyPlugin, type Blueprint, createKit } from '@kapwa/core';
import { accountOf, demoBlueprint, playground } from '../playground/stage/demo-blueprint.js';
import { fillWorld } from '../playground/stage/fill-world.js';
import type { PlanningKit } from './planned-bot.js';

/** What time and many hands do to a community, so that there is something to put right. */
function disturb(world: World, blueprint: Blueprint): void {
  const [first, second] = blueprint.groups;
  const open = blueprint.groups.find(({ posting }) => posting === 'admins');
  if (open !== undefined) world.setPosting(open.key, 'everyone');
  const admin = blueprint.people.find(({ key }) => first?.admins.at(-1) === key);
  if (first !== undefined && admin !== undefined) world.demote(accountOf(admin), first.key);
  const other = blueprint.people.find(({ key }) => second?.admins.includes(key) === false);
  if (second === undefined || other === undefined) return;
  world.join(accountOf(other), second.key);
  world.promote(accountOf(other), second.key);
}

/**
 * The community on the playground, with a few things not as they should be and its last group not
 * made yet: so that planning and applying can be tried without any account.
 */
export async function demoKit(
  written: Blueprint,
  plugins: readonly AnyPlugin[],
  path: string,
): Promise<PlanningKit> {
  const blueprint = demoBlueprint(written);
  const made = blueprint.groups.slice(0, -1);
  const world = fillWorld({ ...blueprint, groups: made }, [], turnableClock());
  disturb(world, blueprint);
  const missing = blueprint.groups.slice(-1).map(({ chat: _chat, ...group }) => group);
  const kit = createKit({
    communities: [{ ...blueprint, groups: [...made, ...missing] }],
    adapters: [playgroundAdapter(world, { name: playground })],
    plugins,
    // The same demo lists names in the same order each time; nobody needs protection here.
    secret: 'a demo keeps no secrets',
    clock: world.clock,
    schedules: false,
  });
  const settle = async (): Promise<void> => {
    await world.line.delivered();
    await kit.idle();
    await world.line.delivered();
    await kit.idle();
  };
  await kit.start();
  await settle();
  const community = blueprint.community.key;
  return {
    kit,
    community,
    path,
    isDemo: true,
    hasMessenger: true,
    settle,
    close: () => kit.stop(),
  };
}
