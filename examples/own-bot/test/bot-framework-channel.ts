import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { BotFrameworkOptions } from '@kapwa/bridge-botkit';

/** `botbuilder` as Botkit has it. */
const ofBotkit = createRequire(createRequire(import.meta.url).resolve('botkit'));

interface BotBuilder {
  readonly CloudAdapter: new (authentication: object) => BotFrameworkOptions['adapter'];
  readonly ConfigurationBotFrameworkAuthentication: new (configuration: object) => object;
}

/** Teams, as far as messages of one channel go: the connector the real CloudAdapter speaks with. */
export async function startChannel(conversation: string) {
  const texts: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const { text } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { text?: string };
    if (text !== undefined) texts.push(text);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: `sent-${texts.length}` }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = ofBotkit(
    'botbuilder',
  ) as BotBuilder;
  const { port } = server.address() as AddressInfo;
  return {
    // Without an app id nothing is signed, as in the emulator.
    adapter: new CloudAdapter(new ConfigurationBotFrameworkAuthentication({})),
    texts,
    /** What Teams posts when somebody writes there. */
    posts: (text: string): Request =>
      new Request('http://localhost/webhooks/teams', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          type: 'message',
          id: String(texts.length + 1),
          timestamp: new Date().toISOString(),
          channelId: 'msteams',
          serviceUrl: `http://127.0.0.1:${port}/`,
          from: { id: '29:amina', name: 'Amina' },
          recipient: { id: '28:kapwa', name: 'Kapwa' },
          conversation: { id: conversation, isGroup: true, conversationType: 'channel' },
          text,
        }),
      }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
