import {
  type ActionKind,
  type Adapter,
  type Blueprint,
  createKit,
  createMemoryStore,
  defineBlueprint,
  type Kit,
  type PlanStep,
  type Store,
  unsupported,
} from '@kapwa/core';
import {
  createWorld,
  directChat,
  playgroundAdapter,
  turnableClock,
  type World,
} from '@kapwa/testing';
import { onTestFinished } from 'vitest';

/** What a messenger does not do, though the playground would. */
export interface Lesser {
  /** Does not tell the bot what people change in its groups. */
  readonly silent?: boolean;
  /** Leaves these to people. */
  readonly byHand?: readonly ActionKind[];
  /** Has no way at all to do these. */
  readonly cannot?: readonly ActionKind[];
}

function lesserMessenger(world: World, { silent, byHand = [], cannot = [] }: Lesser): Adapter {
  const whole = playgroundAdapter(world);
  return {
    ...whole,
    capability(query) {
      if (byHand.includes(query.action)) {
        return { level: 'assisted', reason: 'Only people can do this here.' };
      }
      if (cannot.includes(query.action)) return unsupported('This messenger cannot do this.');
      return whole.capability(query);
    },
    connect: (link) =>
      whole.connect({
        ...link,
        accept: (events) =>
          link.accept(silent ? events.filter(({ kind }) => kind !== 'group.changed') : events),
      }),
  };
}

const north = { name: 'North Area', kind: 'general', admins: ['sameer', 'grace'] };

/** Two groups, of which only the first has been made. */
const blueprint = defineBlueprint({
  community: { name: 'Health Workers', purpose: 'Care together', timeZone: 'Africa/Nairobi' },
  people: {
    sameer: { name: 'Sameer', roles: ['community-admin'], accounts: { playground: 'sameer' } },
    grace: { name: 'Grace', roles: ['community-admin'], accounts: { playground: 'grace' } },
  },
  groups: {
    north: { ...north, chat: { playground: 'north' } },
    south: { ...north, name: 'South Area' },
  },
} as Parameters<typeof defineBlueprint>[0]);

/** A community on a messenger that does less than others. */
export interface LesserCommunity {
  readonly world: World;
  /** The running kit; another one after a restart. */
  readonly kit: Kit;
  /** Waits until everything has come to rest. */
  rests(): Promise<void>;
  restarts(): Promise<void>;
  /** Writes to the bot directly. */
  tellsBot(person: string, text: string): Promise<void>;
  passes(ms: number): Promise<void>;
  plan(): Promise<readonly PlanStep[]>;
  /** Asks for steps of these kinds. */
  apply(...kinds: readonly PlanStep['difference']['kind'][]): Promise<void>;
  /** What the bot wrote to somebody last. */
  latest(person: string): string;
}

const COMMUNITY = 'health-workers';

/** Starts such a community, and stops it when the test ends. */
export async function lesserCommunity(
  lesser: Lesser,
  wanted: Blueprint = blueprint,
): Promise<LesserCommunity> {
  const clock = turnableClock();
  const store: Store = createMemoryStore();
  const world = createWorld({
    clock,
    people: ['sameer', 'grace', 'ana'].map((id) => ({
      id,
      name: `${id[0]?.toUpperCase()}${id.slice(1)}`,
    })),
    communityAdmins: ['sameer', 'grace'],
    groups: [
      {
        id: 'north',
        title: 'North Area',
        members: [{ account: 'sameer', role: 'admin' }, { account: 'grace', role: 'admin' }, 'ana'],
      },
    ],
  });
  let kit: Kit;
  const rests = async (): Promise<void> => {
    for (let round = 0; round < 3; round += 1) {
      await world.line.delivered();
      await kit.idle();
    }
  };
  const start = async (): Promise<void> => {
    kit = createKit({
      communities: [wanted],
      adapters: [lesserMessenger(world, lesser)],
      clock,
      store,
    });
    await kit.start();
    await rests();
  };
  clock.settleWith(rests);
  await start();
  onTestFinished(() => kit.stop());
  const plan = (): Promise<readonly PlanStep[]> => kit.reconciler.plan(COMMUNITY);
  return {
    world,
    get kit() {
      return kit;
    },
    rests,
    async restarts() {
      await kit.stop();
      await start();
    },
    async tellsBot(person, text) {
      world.write(person, directChat(person), text);
      await rests();
    },
    async passes(ms) {
      await clock.advance(ms);
      await rests();
    },
    plan,
    async apply(...kinds) {
      const steps = (await plan()).filter(({ difference }) => kinds.includes(difference.kind));
      await kit.reconciler.apply(
        COMMUNITY,
        steps.map(({ id }) => id),
      );
      await rests();
    },
    latest: (person) =>
      world
        .phoneOf(person)
        .chats.find(({ chat }) => chat.direct)
        ?.messages.at(-1)?.text ?? '',
  };
}
