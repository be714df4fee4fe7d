import { createKit, defineBlueprint, definePlugin, plain } from '@kapwa/core';
import makeWASocket, { initAuthCreds, type WASocket } from 'baileys';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { mute } from '../../src/baileys/load-baileys.js';
import { type BaileysSocket, whatsappWeb } from '../../src/index.js';
import { closing, world } from './scene.js';

// Real sockets and threads: slow where many tests run side by side.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const echo = definePlugin({
  name: 'echo',
  options: z.object({}),
  setup(scope) {
    scope.on('message.received', { direct: true }, (context, { text }) => {
      const person = context.actor?.person.id ?? '';
      context.perform({ kind: 'message.send', to: { person }, text: plain(`You wrote: ${text}`) });
    });
  },
});

/** A session in the memory of the host. */
function hostSession() {
  const kept = new Map<string, unknown>();
  return {
    creds: initAuthCreds(),
    keys: {
      get: (type: string, ids: string[]) =>
        Object.fromEntries(
          ids.flatMap((id) => {
            const value = kept.get(`${type}/${id}`);
            return value == null ? [] : [[id, value]];
          }),
        ) as never,
      set(data: object) {
        for (const [type, entries] of Object.entries(data)) {
          for (const [id, value] of Object.entries(entries as object))
            kept.set(`${type}/${id}`, value);
        }
      },
    },
  };
}

it('a socket that a host has open is shared, and the host goes on hearing everything', async () => {
  const whatsapp = await world();
  const phone = whatsapp.number('+254700000099', 'Kapwa');
  const ana = whatsapp.number('+254700000001', 'Ana');
  let use: (socket: BaileysSocket) => void = () => undefined;
  const adapter = whatsappWeb({
    socket: (give) => {
      use = give;
    },
    protection: { gap: 0, jitter: 0 },
  });
  const kit = createKit({
    communities: [
      defineBlueprint({
        community: { name: 'Health workers', purpose: 'Work together', timeZone: 'UTC' },
      }),
    ],
    adapters: [adapter],
    plugins: [echo],
  });
  await kit.start();
  closing(() => kit.stop());
  const hostHeard: string[] = [];
  const auth = hostSession();
  let current: WASocket | undefined;
  const connect = (): void => {
    const socket = makeWASocket({ ...whatsapp.socketOptions, auth, logger: mute });
    current = socket;
    use(socket);
    socket.ev.on('messages.upsert', ({ messages }) => {
      hostHeard.push(...messages.map(({ key }) => key.id ?? ''));
    });
    socket.ev.on('connection.update', ({ qr, connection }) => {
      if (qr !== undefined) void phone.scans(qr);
      if (connection === 'close' && current === socket) connect();
    });
  };
  connect();
  closing(async () => {
    const last = current;
    current = undefined;
    await last?.end(undefined);
  });
  await vi.waitFor(() => expect(kit.health().transports).toEqual({ whatsapp: 'connected' }), {
    timeout: 10_000,
  });

  const asked = ana.says(phone, 'Hello');
  const answer = await ana.phone.until(phone, 'You wrote: Hello');

  expect(answer.from).toBe(phone);
  expect(hostHeard).toContain(asked.id);
  const before = current?.ev;
  await kit.stop();
  expect(current?.ev).toBe(before);
  expect(phone.linkedDevices.map(({ isOnline }) => isOnline)).toEqual([true]);
});
