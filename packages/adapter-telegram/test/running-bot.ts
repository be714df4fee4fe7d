import {
  type AnyPlugin,
  type Context,
  createKit,
  createMemoryStore,
  defineBlueprint,
  definePlugin,
  type Logger,
  type Outcome,
  type PlatformEvent,
  plain,
  type Store,
  silentLogger,
} from '@kapwa/core';
import {
  type FakeTelegramOptions,
  hostKit,
  startFakeTelegram,
  turnableClock,
} from '@kapwa/testing';
import { afterEach } from 'vitest';
import { z } from 'zod';
import { telegramAdapter } from '../src/index.js';

const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

/** What a test wants done about a message. */
export type Reaction = (context: Context<unknown>, text: string) => unknown;

/** Answers every message with its own words, unless a test says otherwise. */
const echo: Reaction = (context, text) => {
  const { actor, group } = context;
  const to = group === undefined ? { person: actor?.person.id ?? '' } : { group: group.key };
  context.perform({ kind: 'message.send', to, text: plain(`You wrote: ${text}`) });
};

/** How a bot is started. */
export interface BotOptions {
  readonly mode?: 'polling' | 'webhook';
  readonly telegram?: FakeTelegramOptions;
  readonly store?: Store;
  readonly log?: Logger;
  readonly reaction?: Reaction;
  /** Chats of the community by the key of their group, to be made before the bot starts. */
  prepare?(
    telegram: Awaited<ReturnType<typeof startFakeTelegram>>,
  ): Record<string, number> | undefined;
}

export const secret = 'a-long-secret-word-of-the-bot';

/** A bot on Telegram, between the Bot API and people's phones. */
export async function startBot(options: BotOptions = {}) {
  const { mode = 'polling', store = createMemoryStore(), log = silentLogger } = options;
  const clock = turnableClock();
  const telegram = await startFakeTelegram({ clock, ...options.telegram });
  const chats = options.prepare?.(telegram) ?? {};
  let react = options.reaction ?? echo;
  const events: PlatformEvent[] = [];
  const outcomes: Outcome[] = [];

  const plugin: AnyPlugin = definePlugin({
    name: 'test-bot',
    options: z.object({}),
    setup(scope) {
      scope.on('message.received', {}, async (context, event) => {
        await react(context, event.choice === undefined ? event.text : `chose ${event.choice}`);
      });
    },
  });

  const groups = Object.fromEntries(
    Object.entries(chats).map(([key, id]) => [
      key,
      { name: `Group ${key}`, kind: 'general', chat: { telegram: String(id) } },
    ]),
  );
  const community = {
    name: 'Health workers',
    purpose: 'Work together',
    timeZone: 'Africa/Nairobi',
  };

  const run = async () => {
    const common = { token: telegram.token, apiRoot: telegram.apiRoot } as const;
    const adapter = telegramAdapter(
      mode === 'polling' ? { mode, ...common } : { mode, ...common, secret },
    );
    const kit = createKit({
      communities: [defineBlueprint({ community, groups } as never)],
      adapters: [adapter],
      plugins: [plugin],
      store,
      clock,
      log,
    });
    kit.events.on('turn.finished', ({ event }) => events.push(event as PlatformEvent));
    kit.events.on('action.settled', ({ outcome }) => outcomes.push(outcome));
    await kit.start();
    return kit;
  };

  let kit = await run();
  const host = mode === 'webhook' ? await hostKit(kit) : undefined;
  toClose.push(
    telegram.close,
    () => kit.stop(),
    async () => host?.close(),
  );
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 3; round += 1) {
      await telegram.settled();
      await kit.idle();
    }
  };
  clock.settleWith(() => kit.idle());

  return {
    telegram,
    clock,
    url: host?.url ?? '',
    events,
    outcomes,
    settle,
    get kit() {
      return kit;
    },
    /** From now on this is done about a message. */
    answers(reaction: Reaction) {
      react = reaction;
    },
    async restart() {
      await kit.stop();
      kit = await run();
    },
  };
}
