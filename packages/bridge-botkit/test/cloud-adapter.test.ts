import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type BotAdapterLike, botFrameworkAdapter } from '../src/index.js';
import { helpfulKit } from './helpful-kit.js';
import { closeServer } from './page.js';
import { teamsMessage } from './recorded.js';

/** `botbuilder` as Botkit has it: it is no dependency of ours. */
const ofBotkit = createRequire(createRequire(import.meta.url).resolve('botkit'));

interface BotBuilder {
  readonly CloudAdapter: new (authentication: object) => BotAdapterLike;
  readonly ConfigurationBotFrameworkAuthentication: new (configuration: object) => object;
}

const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

/** The Bot Connector of a channel, as far as messages go. */
async function connector() {
  const received: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const text = Buffer.concat(chunks).toString('utf8');
    const { method = '', url: path = '' } = request;
    received.push({ method, path, body: text === '' ? undefined : JSON.parse(text) });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: `sent-${received.length}` }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  toClose.push(() => closeServer(server));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, received };
}

describe('a kit behind the CloudAdapter of the Bot Framework', () => {
  it('hears what is posted, and answers by the channel', async () => {
    const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = ofBotkit(
      'botbuilder',
    ) as BotBuilder;
    const channel = await connector();
    // Without an app id nothing is signed, as in the emulator.
    const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
    const { kit, heard } = helpfulKit([botFrameworkAdapter({ adapter, platform: 'teams' })]);
    await kit.start();
    toClose.push(() => kit.stop());
    const conversation = { id: 'a:amina', conversationType: 'personal' };
    const activity = {
      ...teamsMessage,
      ...{ conversation, serviceUrl: channel.url, text: 'remind me', entities: [] },
    };

    const answer = await kit.fetch(
      new Request('http://localhost/webhooks/teams', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
      }),
    );
    await kit.idle();

    expect(answer.status).toBe(200);
    expect(heard).toMatchObject([{ text: 'remind me', from: { name: 'Amina Odhiambo' } }]);
    expect(channel.received).toMatchObject([
      {
        method: 'POST',
        path: expect.stringMatching(/^\/v3\/conversations\/a%3Aamina\/activities/),
        body: { type: 'message', text: 'Kapwa reminds: remind me', textFormat: 'plain' },
      },
    ]);
  });
});
