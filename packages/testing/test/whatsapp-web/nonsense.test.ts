import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createBot, memoryAuth } from './linked-bot.js';
import { kept, openWhatsApp, scene } from './scene.js';

/** Sends these bytes over a line of its own, and resolves when the server hangs up or they are sent. */
async function shout(url: string, bytes: Uint8Array): Promise<void> {
  const line = new WebSocket(url);
  await new Promise((resolve) => line.once('open', resolve));
  const gone = new Promise((resolve) => line.once('close', resolve));
  await new Promise((resolve) => line.send(bytes, resolve));
  line.close();
  await gone;
}

describe('a client that speaks nonsense', () => {
  it('is hung up on, and others are served as before', async () => {
    const whatsapp = await openWhatsApp();
    const header = fc.constantFrom([], [0x57, 0x41, 6, 3], [0x57, 0x41, 6, 3, 0, 0, 4]);
    const bytes = fc
      .tuple(header, fc.uint8Array({ maxLength: 60 }))
      .map(([first, rest]) => Uint8Array.from([...first, ...rest]));

    await fc.assert(
      fc.asyncProperty(bytes, (nonsense) => shout(whatsapp.address.url, nonsense)),
      { numRuns: 25 },
    );

    const bot = kept(createBot(whatsapp, memoryAuth()));
    const { qr } = await bot.event('connection.update', (update) => update.qr !== undefined);
    expect(qr).toContain('#');
    await whatsapp.settled();
  });

  it('gets an error for queries that make no sense, and stays', async () => {
    const { whatsapp, bot, number, ana } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', admins: [number] });
    const tag = fc.constantFrom('add', 'invite', 'links', 'unlink', 'create', 'description', 'x');
    const to = fc.constantFrom(group.id, '@g.us', 'nobody@lid', '1@g.us');
    const type = fc.constantFrom('get', 'set');
    const xmlns = fc.constantFrom('w:g2', 'usync', 'encrypt', 'privacy', 'w:mex', 'x');

    await fc.assert(
      fc.asyncProperty(xmlns, to, type, tag, async (kind, place, how, child) => {
        const attrs = { xmlns: kind, to: place, type: how };
        const content = [{ tag: child, attrs: {}, content: [] }];
        await bot.socket.query({ tag: 'iq', attrs, content }).catch((error: unknown) => {
          expect((error as { readonly data?: unknown }).data).toEqual(expect.any(Number));
        });
      }),
      { numRuns: 60 },
    );

    await whatsapp.settled();
    expect(number.linkedDevices[0]?.isOnline).toBe(true);
  });
});
