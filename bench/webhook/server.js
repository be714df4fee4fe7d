/**
 * The server of one subject, in a process of its own: `node webhook/server.js SUBJECT`. Tells its
 * port to whoever started it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SECRET } from './requests.js';

let handled = 0;
let idle = async () => undefined;
let folder;

function isSigned(body, signature) {
  const right = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
  return (
    signature.length === right.length && timingSafeEqual(Buffer.from(signature), Buffer.from(right))
  );
}

/** Bare `node:http` with the signature checked and the body parsed: the least there can be. */
async function floor() {
  return (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      if (!isSigned(body, request.headers['x-hub-signature-256'] ?? ''))
        response.writeHead(401).end();
      else {
        JSON.parse(body);
        response.writeHead(200).end();
      }
    });
  };
}

/** Answers every message with one. */
async function answering() {
  const { definePlugin, plain } = await import('@kapwa/core');
  const { z } = await import('zod');
  return definePlugin({
    name: 'answering',
    options: z.object({}),
    setup(kit) {
      kit.on('message.received', { phase: 'react' }, (context) => {
        const to = { person: context.person.id };
        context.perform({ kind: 'message.send', to, text: plain('Thank you.') });
      });
    },
  });
}

async function kapwa({ durable = false, replies = false }) {
  const { createEmbeddedStore, createKit, createMemoryStore } = await import('@kapwa/core');
  const { whatsappAdapter } = await import('@kapwa/adapter-whatsapp');
  const { benchCommunity } = await import('../dispatch/subjects/kapwa.js');
  if (durable) folder = mkdtempSync(join(tmpdir(), 'kapwa-bench-'));
  const sent = JSON.stringify({ messages: [{ id: 'wamid.sent' }] });
  const kit = createKit({
    communities: [benchCommunity()],
    // A thousand people write as fast as the machine can: that is no flood here.
    intake: { perSender: Number.POSITIVE_INFINITY },
    store: durable ? createEmbeddedStore(folder) : createMemoryStore(),
    plugins: replies ? [await answering()] : [],
    adapters: [
      whatsappAdapter({
        driver: 'cloud',
        token: 'bench',
        phoneNumberId: '1',
        appSecrets: [SECRET],
        verifyToken: 'bench',
        rates: [],
        fetch: async () => new Response(sent),
      }),
    ],
  });
  kit.events.on('turn.finished', ({ event }) => {
    if (event.kind === 'message.received') handled += 1;
  });
  idle = () => kit.idle();
  await kit.start();
  return kit.handle;
}

const subjects = {
  floor,
  memory: () => kapwa({}),
  'memory-replies': () => kapwa({ replies: true }),
  durable: () => kapwa({ durable: true }),
  'durable-replies': () => kapwa({ durable: true, replies: true }),
};
const handle = await subjects[process.argv[2]]();
const server = createServer((request, response) => void handle(request, response));
// Connections wait while what was posted is handled.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
process.on('message', async (what) => {
  if (what === 'idle') await idle();
  const { user, system } = process.cpuUsage();
  process.send({ cpu: user + system, handled });
});
