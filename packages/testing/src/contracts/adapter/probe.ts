import {
  type Blueprint,
  type Context,
  communitySchema,
  createKit,
  definePlugin,
  groupSchema,
  type Kit,
  type MessageReceived,
  type Outcome,
} from '@kapwa/core';
import { z } from 'zod';
import { sampleFiles } from './sample-files.js';
import type { AdapterUnderTest, Place } from './under-test.js';

/** What a test wants done about the next message. */
export type Reaction = (context: Context<unknown>, event: MessageReceived) => void | Promise<void>;

/** A kit around one adapter, whose only plugin does what a test says. */
export interface Probe {
  readonly kit: Kit;
  /** Every message that was reported, the same one as often as it was handled. */
  readonly heard: readonly MessageReceived[];
  /** What became of the actions that tests asked for, oldest first. */
  readonly outcomes: readonly Outcome[];
  /** The person writes, `reaction` answers, everything comes to rest. */
  asks(place: Place, text: string, reaction?: Reaction): Promise<MessageReceived>;
  rest(): Promise<void>;
  stop(): Promise<void>;
}

/** The key of the one group of a contract that is on the platform. */
export const GROUP = 'contract-group';

/** The key of the group that is on no platform yet. */
export const NEW_GROUP = 'new-group';

function blueprintFor({ adapter, group }: AdapterUnderTest): Blueprint {
  const community = communitySchema.parse({
    key: 'contract',
    name: 'Contract',
    purpose: 'Finding out whether an adapter keeps its promises.',
    languages: ['en'],
    timeZone: 'UTC',
  });
  const shared = { kind: 'general', languages: ['en'] };
  const groups =
    group === undefined
      ? []
      : [
          groupSchema.parse({ ...shared, key: NEW_GROUP, name: 'New group' }),
          groupSchema.parse({
            ...shared,
            key: GROUP,
            name: 'Contract group',
            chat: { adapter: adapter.name, id: group },
          }),
        ];
  return {
    community,
    groups: groups.map((one) => ({ ...one, admins: [] })),
    people: [],
    adapters: {},
  };
}

/** Starts a kit around an adapter. */
export async function startProbe(under: AdapterUnderTest): Promise<Probe> {
  const heard: MessageReceived[] = [];
  const outcomes: Outcome[] = [];
  let react: Reaction = () => undefined;
  const plugin = definePlugin({
    name: 'probe',
    options: z.object({}),
    setup(scope) {
      scope.on('message.received', {}, async (context, event) => {
        heard.push(event);
        await react(context, event);
      });
    },
  });
  const kit = createKit({
    communities: [blueprintFor(under)],
    adapters: [under.adapter],
    plugins: [plugin],
    attachments: { files: sampleFiles },
    ...(under.clock === undefined ? {} : { clock: under.clock }),
  });
  kit.events.on('action.settled', ({ item, outcome }) => {
    // What the kit asks for itself, such as the help of an admin, is not under test.
    if (item.plugin === plugin.name) outcomes.push(outcome);
  });
  await kit.start();
  await under.begin?.(kit);
  await kit.idle();

  return {
    kit,
    heard,
    outcomes,
    async asks(place, text, reaction = () => undefined) {
      react = reaction;
      await under.writes(text, place);
      await kit.idle();
      const event = heard.at(-1);
      if (event === undefined) throw new Error(`"${text}" was written, but not reported.`);
      return event;
    },
    rest: () => kit.idle(),
    async stop() {
      await kit.stop();
      await under.close?.();
    },
  };
}
