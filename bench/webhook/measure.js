/**
 * Signed webhooks of the WhatsApp Cloud API, one message each, to one server:
 * `node webhook/measure.js SUBJECT`. 32 connections that are kept open.
 */
import { fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';

const SECRET = 'bench-secret';
const CONNECTIONS = 32;
const WARM_MS = 3_000;
const MEASURED_MS = 4_000;

function requestOf(n) {
  const message = {
    from: `2547000${String(n % 1_000).padStart(5, '0')}`,
    id: `wamid.bench${n}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: 'text',
    text: { body: 'We have seen all families of the village this week.' },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '254700000000', phone_number_id: '1' },
    contacts: [{ profile: { name: 'Worker' }, wa_id: message.from }],
    messages: [message],
  };
  const entry = [{ id: '1', changes: [{ field: 'messages', value }] }];
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry });
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  return `POST /webhooks/whatsapp HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\nx-hub-signature-256: sha256=${signature}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const server = fork(new URL('./server.js', import.meta.url), [process.argv[2]]);
const [{ port }] = await once(server, 'message');
let sent = 0;
let answered = 0;
let wrong = 0;
let stopped = false;
const took = [];

function open() {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let began = 0;
    let rest = '';
    const next = () => {
      if (stopped) {
        socket.end();
        resolve();
        return;
      }
      sent += 1;
      began = performance.now();
      socket.write(requestOf(sent));
    };
    socket.on('connect', next);
    socket.on('data', (data) => {
      rest += data.toString('latin1');
      if (!rest.includes('\r\n\r\n')) return;
      if (!rest.startsWith('HTTP/1.1 200')) wrong += 1;
      rest = '';
      answered += 1;
      took.push(performance.now() - began);
      next();
    });
  });
}

async function cpu() {
  server.send('cpu');
  const [answer] = await once(server, 'message');
  return answer.cpu;
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const all = Array.from({ length: CONNECTIONS }, open);
await sleep(WARM_MS);
const before = await cpu();
answered = 0;
took.length = 0;
const began = performance.now();
await sleep(MEASURED_MS);
const spent = performance.now() - began;
const used = (await cpu()) - before;
const counted = answered;
took.sort((a, b) => a - b);
const p99 = took[Math.floor(took.length * 0.99)];
stopped = true;
await Promise.all(all);
server.disconnect();
console.log(JSON.stringify({ rate: (counted / spent) * 1000, cpu: used / counted, p99, wrong }));
process.exit(0);
