import {
  type Adapter,
  type AnyPlugin,
  createKit,
  createMemoryStore,
  defineAdapter,
  definePlugin,
  type Kit,
  type KitOptions,
  type MessageReceived,
  type PluginScope,
  type StepResult,
  type Store,
} from '@kapwa/core';
import { blueprintOf, healthWorkers, type TurnableClock, turnableClock } from '@kapwa/testing';
import { z } from 'zod';

/** A kit with nothing around it but a messenger that is a function. */
export interface BareKit {
  readonly kit: Kit;
  readonly clock: TurnableClock;
  readonly store: Store;
}

/** A messenger that hands every request, which is one message, to `take`. */
export function bareAdapter(
  take: (chat: string) => Promise<StepResult> | StepResult,
  more: Partial<Adapter> = {},
): Adapter {
  return defineAdapter({
    name: 'playground',
    maxText: 4096,
    encode: (_, { chat }) => [{ op: 'send', body: chat.id }],
    capability: () => ({ level: 'native' }),
    connect: () => ({
      perform: async ({ body }) => take(body as string),
      close: () => undefined,
    }),
    ...more,
  });
}

/** A plugin written in a scenario. */
export function barePlugin(
  name: string,
  setup: (scope: PluginScope<unknown, never>) => void,
): AnyPlugin {
  return definePlugin({ name, options: z.unknown(), setup: setup as never }) as AnyPlugin;
}

const { quietHours: _quietHours, ...community } = healthWorkers.community;

/** The community of every scenario, awake day and night. */
const communities = [blueprintOf({ ...healthWorkers, community })];

/** Makes a kit that is not started. */
export function bareKit(
  options: Partial<KitOptions>,
  { clock = turnableClock(), store = createMemoryStore() }: Partial<BareKit> = {},
): BareKit {
  const kit = createKit({ communities, clock, store, ...options });
  return { kit, clock, store };
}

/** A message in a group of the scene, or in any chat. */
export function message(
  id: string,
  more: Partial<MessageReceived> & { readonly group?: string } = {},
): MessageReceived {
  const { group = 'north-area', ...rest } = more;
  return {
    kind: 'message.received',
    id,
    at: 1_800_000_000_000,
    adapter: 'playground',
    chat: { id: group, direct: false },
    from: { id: 'ana', name: 'Ana' },
    message: id,
    text: id,
    mentions: [],
    ...rest,
  };
}
