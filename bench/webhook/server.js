/**
 * The server of one subject, in a process of its own: `node webhook/server.js SUBJECT`. Tells its
 * port to whoever started it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SECRET = 'bench-secret';

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

async function kapwa(durable) {
  const { createEmbeddedStore, createKit, createMemoryStore } = await import('@kapwa/core');
  const { whatsappAdapter } = await import('@kapwa/adapter-whatsapp');
  const { benchCommunity } = await import('../dispatch/subjects/kapwa.js');
  const folder = durable ? mkdtempSync(join(tmpdir(), 'kapwa-bench-')) : '';
  const kit = createKit({
    communities: [benchCommunity()],
    // A thousand people write as fast as the machine can: that is no flood here.
    intake: { perSender: Number.POSITIVE_INFINITY },
    store: durable ? createEmbeddedStore(folder) : createMemoryStore(),
    adapters: [
      whatsappAdapter({
        driver: 'cloud',
        token: 'bench',
        phoneNumberId: '1',
        appSecrets: [SECRET],
        verifyToken: 'bench',
        fetch: async () => new Response('{}'),
      }),
    ],
  });
  await kit.start();
  return kit.handle;
}

const subjects = { floor, memory: () => kapwa(false), durable: () => kapwa(true) };
const handle = await subjects[process.argv[2]]();
const server = createServer((request, response) => void handle(request, response));
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit(0));
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpu: user + system });
});
