import {
  type Blueprint,
  type Context,
  createKit,
  createMemoryStore,
  defineBlueprint,
  definePlugin,
  type EventKind,
  type EventOf,
  type KapwaEvent,
  type Kit,
  type MessageReceived,
  type Outcome,
  plain,
  type Store,
} from '@kapwa/core';
import type { WhatsAppWeb } from '@kapwa/testing/whatsapp-web';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import type { WhatsAppWebOptions } from '../../src/index.js';
import { type LinkedBot, linkedBot } from './linked-bot.js';

type React = (context: Context<unknown>, event: MessageReceived) => void | Promise<void>;

/** A kit on a linked device that remembers what it heard. */
export interface RunningBot extends LinkedBot {
  readonly kit: Kit;
  readonly store: Store;
  /** What was heard of one kind, oldest first. */
  heard<Kind extends EventKind>(kind: Kind): readonly EventOf<Kind>[];
  /** The words of all messages that were heard. */
  words(): readonly string[];
  readonly outcomes: readonly Outcome[];
  /** What is done about the next messages. */
  reacts(react: React): void;
  rests(): Promise<void>;
  /** Waits until something has come to pass; real sockets have no other clock. */
  until(isIt: () => void): Promise<void>;
}

const community = defineBlueprint({
  community: { name: 'Health workers', purpose: 'Work together', timeZone: 'Africa/Nairobi' },
});

export interface BotOptions {
  readonly whatsapp?: WhatsAppWeb;
  readonly store?: Store;
  readonly blueprint?: Blueprint;
  readonly adapter?: Omit<WhatsAppWebOptions, 'thread'> & { thread?: boolean };
}

/** Makes a bot and starts it; it may have to be linked yet. */
export async function startBot({
  whatsapp,
  store,
  blueprint = community,
  adapter,
}: BotOptions = {}): Promise<RunningBot> {
  const linked = await linkedBot({ thread: false, ...adapter }, whatsapp);
  const kept = store ?? createMemoryStore();
  const all: KapwaEvent[] = [];
  const outcomes: Outcome[] = [];
  let react: React = () => undefined;
  const listener = definePlugin({
    name: 'listener',
    options: z.object({}),
    setup(scope) {
      scope.on('message.received', {}, (context, event) => react(context, event));
      scope.on('message.received', { phase: 'command' }, (context, { text }) => {
        const group = context.group?.key;
        if (group === undefined || !text.startsWith('/echo ')) return undefined;
        const said = plain(`You said ${text.slice('/echo '.length)}`);
        context.perform({ kind: 'message.send', to: { group }, text: said });
        return 'handled';
      });
    },
  });
  const kit = createKit({
    communities: [blueprint],
    adapters: [linked.adapter],
    plugins: [listener],
    store: kept,
  });
  kit.events.on('turn.finished', ({ event }) => void all.push(event));
  kit.events.on('action.settled', ({ outcome }) => void outcomes.push(outcome));
  await kit.start();
  const heard = <Kind extends EventKind>(kind: Kind) =>
    all.filter((event): event is EventOf<Kind> => event.kind === kind);
  return {
    ...linked,
    kit,
    store: kept,
    heard,
    words: () => heard('message.received').map(({ text }) => text),
    outcomes,
    reacts(next) {
      react = next;
    },
    rests: () => linked.settled(kit),
    until: (isIt) => vi.waitFor(isIt, { timeout: 15_000, interval: 30 }),
  };
}

/** A bot that has been taken in by its phone. */
export async function startLinkedBot(options: BotOptions = {}): Promise<RunningBot> {
  const bot = await startBot(options);
  await bot.linked(bot.kit);
  expect(bot.kit.health().transports).toEqual({ [bot.adapter.name]: 'connected' });
  return bot;
}
