import {
  type AnyPlugin,
  createKit,
  createMemoryStore,
  defineBlueprint,
  type Person,
  personSchema,
} from '@kapwa/core';
import {
  createWorld,
  directChat,
  playgroundAdapter,
  turnableClock,
  type World,
} from '@kapwa/testing';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { pluginThat } from '../../plugin-that.js';

/** The two messengers of the community. */
export type Messenger = 'harbour' | 'village';

const blueprint = defineBlueprint({
  community: {
    name: 'Health Workers',
    purpose: 'Care together',
    timeZone: 'Asia/Manila',
    languages: ['en', 'fil', 'sw', 'ar'],
  },
  roles: {
    'fact-checker': { scope: 'community', permissions: ['claim.judge'] },
    helper: { scope: 'group', permissions: ['text.translate'] },
  },
  people: {
    sameer: {
      name: 'Sameer',
      roles: ['community-admin'],
      accounts: { harbour: 'sameer' },
    },
    tala: { name: 'Tala', roles: ['fact-checker'], accounts: { village: 'tala' } },
  },
  groups: {
    north: { name: 'Area North', purpose: 'Talk', chat: { harbour: 'north' } },
    hills: { name: 'Area Hills', purpose: 'Talk', chat: { village: 'hills' } },
  },
});

/** Keeps the last word of everybody who writes directly, and says who may do what. */
function notebook(): AnyPlugin {
  return pluginThat('notebook', (kit) => {
    const notes = kit.collection('notes', { lane: 'person', schema: z.string() });
    kit.on('message.received', { direct: true }, (context, { text }) => {
      if (text.startsWith('note ')) context.records(notes).set(text.split(' ')[1] ?? '', text);
    });
  });
}

function worldOf(clock: ReturnType<typeof turnableClock>, group: string): World {
  const people = ['ana', 'juma', 'sameer', 'tala', 'noor'];
  return createWorld({
    clock,
    people: people.map((id) => ({ id, name: id })),
    groups: [{ id: group, title: group, members: people }],
  });
}

/** A community on two messengers, each with people of the same names. */
export async function twoMessengers() {
  const clock = turnableClock();
  const worlds = { harbour: worldOf(clock, 'north'), village: worldOf(clock, 'hills') };
  const store = createMemoryStore();
  const kit = createKit({
    communities: [blueprint],
    adapters: [
      playgroundAdapter(worlds.harbour, { name: 'harbour' }),
      playgroundAdapter(worlds.village, { name: 'village' }),
    ],
    plugins: [notebook()],
    store,
    clock,
    testing: { runTwice: true },
  });
  clock.settleWith(() => kit.idle());
  const rest = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) {
      await worlds.harbour.line.delivered();
      await worlds.village.line.delivered();
      await clock.advance(0);
      await kit.idle();
    }
  };
  await kit.start();
  await rest();
  onTestFinished(() => kit.stop());

  const fromBot = (messenger: Messenger, person: string): readonly string[] =>
    worlds[messenger]
      .messages()
      .filter(({ chat, author }) => chat.direct && chat.id === person && author === 'kapwa')
      .map(({ text }) => text);

  return {
    kit,
    store,
    clock,
    worlds,
    rest,
    fromBot,
    latest: (messenger: Messenger, person: string) => fromBot(messenger, person).at(-1) ?? '',
    async tells(messenger: Messenger, person: string, text: string): Promise<void> {
      worlds[messenger].write(person, directChat(person), text);
      await rest();
    },
    async says(messenger: Messenger, person: string, text: string): Promise<void> {
      worlds[messenger].write(person, messenger === 'harbour' ? 'north' : 'hills', text);
      await rest();
    },
    /** The person behind an account. */
    async person(messenger: Messenger, account: string): Promise<Person> {
      const record = await store.get('core.accounts', `${messenger}/${account}`);
      const { person } = z.object({ person: z.string() }).parse(record?.value);
      const found = await store.get('core.people', `health-workers/${person}`);
      return personSchema.parse(found?.value);
    },
  };
}

/** The code in the last message on somebody's phone. */
export function codeIn(text: string): string {
  return /\d{10}/.exec(text)?.[0] ?? '';
}
