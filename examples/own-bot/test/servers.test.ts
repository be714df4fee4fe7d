import { createHmac } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Kit } from '@kapwa/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../servers/bot.js';
import { expressServer } from '../servers/express.js';
import { fastifyServer } from '../servers/fastify.js';
import { honoServer } from '../servers/hono.js';
import { nextRoute } from '../servers/next.js';

const settings = {
  token: 'token',
  phoneNumberId: '1234567890',
  appSecret: 'app secret',
  verifyToken: 'our word',
};

const thanks = JSON.stringify({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '1',
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: '254700000000', phone_number_id: '1234567890' },
            contacts: [{ profile: { name: 'Ana' }, wa_id: '254700000001' }],
            messages: [
              {
                from: '254700000001',
                id: 'wamid.1',
                timestamp: String(Math.floor(Date.now() / 1000)),
                type: 'text',
                text: { body: 'Good morning' },
              },
            ],
          },
        },
      ],
    },
  ],
});

const signed = `sha256=${createHmac('sha256', settings.appSecret).update(thanks).digest('hex')}`;

/** A server of somebody's own that runs, and how to stop it. */
interface Running {
  readonly url: string;
  stop(): Promise<unknown>;
}

function listening(listener: RequestListener): Promise<Running> {
  const server = createServer(listener);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const stop = (): Promise<void> => new Promise((done) => server.close(() => done()));
      resolve({ url: `http://127.0.0.1:${port}`, stop });
    });
  });
}

async function fastifyRunning(kit: Kit): Promise<Running> {
  const app = fastifyServer(kit);
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), stop: () => app.close() };
}

const withPages: Record<string, (kit: Kit) => Promise<Running>> = {
  Express: (kit) => listening(expressServer(kit)),
  Fastify: fastifyRunning,
  Hono: (kit) => listening(getRequestListener(honoServer(kit).fetch)),
};

const servers: Record<string, (kit: Kit) => Promise<Running>> = {
  ...withPages,
  'a Next.js route': (kit) => {
    const route = nextRoute(kit);
    return listening(
      getRequestListener((request) => route[request.method === 'POST' ? 'POST' : 'GET'](request)),
    );
  },
};

describe.each(Object.keys(servers))('%s that owns the port', (name) => {
  let kit: Kit;
  let server: Running;
  let heard: string[];

  beforeEach(async () => {
    kit = createBot(settings);
    heard = [];
    kit.events.on('turn.finished', ({ event }) => {
      if (event.kind === 'message.received') heard.push(event.text);
    });
    await kit.start();
    server = await (servers[name] as (kit: Kit) => Promise<Running>)(kit);
  });

  afterEach(async () => {
    await server.stop();
    await kit.stop();
  });

  const post = (signature: string): Promise<Response> =>
    fetch(`${server.url}/webhooks/whatsapp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      body: thanks,
    });

  it('answers WhatsApp when it asks whether this is the place', async () => {
    const query = 'hub.mode=subscribe&hub.verify_token=our%20word&hub.challenge=42';

    const answer = await fetch(`${server.url}/webhooks/whatsapp?${query}`);

    expect([answer.status, await answer.text()]).toEqual([200, '42']);
  });

  it('hands a signed message to the bot, and answers once it is kept', async () => {
    expect((await post(signed)).status).toBe(200);
    await kit.idle();

    expect(heard).toEqual(['Good morning']);
  });

  it('refuses what is not signed by WhatsApp', async () => {
    expect((await post('sha256=0000')).status).toBe(401);
    await kit.idle();

    expect(heard).toEqual([]);
  });

  if (name in withPages) {
    it('keeps its own pages', async () => {
      const answer = await fetch(`${server.url}/about`);

      expect(await answer.text()).toBe('Our own page');
    });
  }
});
