import {
  createWorld,
  directChat,
  playgroundAdapter,
  turnableClock,
  type World,
} from '@kapwa/adapter-playground';
import { type ActionKind, type Adapter, createEmbeddedStore, createKit } from '@kapwa/core';
import { onTestFinished } from 'vitest';
import { readCommunityFile } from '../../src/community-file/community-file.js';
import type { PlanningKit } from '../../src/plan/planned-bot.js';
import { communityFile, folderWith } from '../temporary-folder.js';

/** Three groups, of which the last one has not been made yet. */
export const smallCommunity = `community:
  key: health
  name: Health Workers
  purpose: Care
  timeZone: Asia/Manila
people:
  sameer: { name: Sameer, roles: [community-admin], accounts: { playground: sameer } }
  grace: { name: Grace, roles: [community-admin], accounts: { playground: grace } }
groups:
  news:
    name: News
    kind: announcement
    admins: [sameer, grace] # both of them
    chat: { playground: news }
  staff: { name: Staff, kind: admin, admins: [sameer, grace], chat: { playground: staff } }
  north: { name: North, admins: [sameer, grace] } # the villages
`;

/** A messenger with the community on it, and bots that come one after the other. */
export interface PlannedWorld {
  readonly world: World;
  /** The community's file. */
  readonly path: string;
  /** Starts a bot to plan with, on what the one before it has left. */
  planning(): Promise<PlanningKit>;
  /** Writes to the bot that runs. */
  tellsBot(person: string, text: string): Promise<void>;
  /** What the bot wrote to somebody last. */
  latest(person: string): string;
}

/** Fills a messenger that leaves some kinds of action to people. */
export async function plannedWorld(byHand: readonly ActionKind[] = []): Promise<PlannedWorld> {
  const path = await communityFile(smallCommunity);
  const data = await folderWith();
  const clock = turnableClock();
  const admins = ['sameer', 'grace'].map((account) => ({ account, role: 'admin' as const }));
  const world = createWorld({
    clock,
    people: [
      { id: 'sameer', name: 'Sameer' },
      { id: 'grace', name: 'Grace' },
      { id: 'ana', name: 'Ana' },
    ],
    groups: [
      { id: 'news', title: 'News', posting: 'admins', members: [...admins, 'ana'] },
      { id: 'staff', title: 'Staff', members: admins },
    ],
  });
  const whole = playgroundAdapter(world);
  const adapter: Adapter = {
    ...whole,
    capability: (query) =>
      byHand.includes(query.action)
        ? { level: 'assisted', reason: 'Only people can do this here.' }
        : whole.capability(query),
  };
  let settle = async (): Promise<void> => undefined;
  return {
    world,
    path,
    async planning() {
      const { blueprint } = await readCommunityFile(path);
      const kit = createKit({
        communities: [blueprint],
        adapters: [adapter],
        store: createEmbeddedStore(data),
        clock,
        schedules: false,
      });
      settle = async () => {
        for (let round = 0; round < 3; round += 1) {
          await world.line.delivered();
          await kit.idle();
        }
      };
      await kit.start();
      onTestFinished(() => kit.stop());
      await settle();
      const close = (): Promise<void> => kit.stop();
      return { kit, community: 'health', path, isDemo: false, hasMessenger: true, settle, close };
    },
    async tellsBot(person, text) {
      world.write(person, directChat(person), text);
      await settle();
    },
    latest: (person) =>
      world
        .phoneOf(person)
        .chats.find(({ chat }) => chat.direct)
        ?.messages.at(-1)?.text ?? '',
  };
}
