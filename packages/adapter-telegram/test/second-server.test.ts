import { createKit, defineBlueprint, definePlugin, plain } from '@kapwa/core';
import telegramTestApi from 'telegram-test-api';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { telegramAdapter } from '../src/index.js';

/** The part of telegram-test-api that is used; its own types are of another time. */
interface TestServer {
  readonly config: { readonly apiURL: string };
  start(): Promise<void>;
  stop(): Promise<boolean>;
  getClient(
    token: string,
    options: { readonly firstName: string; readonly timeout: number },
  ): {
    makeMessage(text: string): unknown;
    sendMessage(message: unknown): Promise<unknown>;
    getUpdates(): Promise<{
      readonly result: readonly { readonly message: { readonly text: string } }[];
    }>;
  };
}

type ServerClass = new (config: { readonly port: number }) => TestServer;

// Its types say another thing than what it exports.
const TelegramServer = telegramTestApi as unknown as ServerClass;

const token = '777000123:AAfakeFakeFakeFake';

describe('a server of Telegram that somebody else has written', () => {
  it('brings a direct message, and takes the answer', async () => {
    const server = new TelegramServer({ port: 9391 });
    await server.start();
    const answering = definePlugin({
      name: 'answering',
      options: z.object({}),
      setup(scope) {
        scope.on('message.received', { direct: true }, (context, event) => {
          const to = { person: context.actor?.person.id ?? '' };
          context.perform({ kind: 'message.send', to, text: plain(`You wrote: ${event.text}`) });
        });
      },
    });
    const kit = createKit({
      communities: [
        defineBlueprint({ community: { name: 'Health', purpose: 'Help', timeZone: 'UTC' } }),
      ],
      adapters: [telegramAdapter({ mode: 'polling', token, apiRoot: server.config.apiURL })],
      plugins: [answering],
    });
    await kit.start();
    const client = server.getClient(token, { firstName: 'Amina', timeout: 4000 });
    await client.sendMessage(client.makeMessage('Habari 👋'));
    const { result } = await client.getUpdates();
    await kit.stop();
    await server.stop();

    expect(result.map(({ message }) => message.text)).toEqual(['You wrote: Habari 👋']);
  });
});
