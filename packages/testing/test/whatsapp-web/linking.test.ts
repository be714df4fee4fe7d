import { describe, expect, it } from 'vitest';
import { createBot, linkedBot, memoryAuth } from './linked-bot.js';
import { kept, openWhatsApp, scene } from './scene.js';

describe('linking a bot to a phone', () => {
  it('links by QR code, connects again after 515 and is at work', async () => {
    const whatsapp = await openWhatsApp();
    const number = whatsapp.number('+254700000001');

    const bot = kept(await linkedBot(whatsapp, number));

    expect(bot.closes).toEqual([515]);
    expect(number.linkedDevices.map(({ isOnline }) => isOnline)).toEqual([true]);
    expect(bot.socket.user).toMatchObject({ id: '254700000001:1@s.whatsapp.net' });
  });

  it('links by a code that is typed into the phone', async () => {
    const whatsapp = await openWhatsApp();
    const number = whatsapp.number('+254700000001');
    const bot = kept(createBot(whatsapp));
    await bot.event('connection.update', ({ qr }) => qr !== undefined);

    const code = await bot.socket.requestPairingCode('254700000001');
    await number.types(code);
    await number.linkedDevices[0]?.online();

    expect(bot.socket.authState.creds.registered).toBe(true);
    expect(bot.socket.user?.lid).toBe(number.lid.replace('@', ':1@'));
  });

  it('does not link when another code is typed', async () => {
    const whatsapp = await openWhatsApp();
    const number = whatsapp.number('+254700000001');
    const bot = kept(createBot(whatsapp));
    await bot.event('connection.update', ({ qr }) => qr !== undefined);
    await bot.socket.requestPairingCode('254700000001');

    await expect(number.types('AAAAAAAA')).rejects.toThrow(
      'not the code that the new device shows',
    );

    expect(number.linkedDevices).toEqual([]);
  });

  it('does not know the QR code of a device that is not there', async () => {
    const whatsapp = await openWhatsApp();
    const number = whatsapp.number('+254700000001');

    await expect(number.scans('https://wa.me/settings/linked_devices#a,b,c,d,1')).rejects.toThrow(
      'No device that is connected shows this QR code.',
    );
    await expect(number.scans('hello')).rejects.toThrow('no QR code');
  });

  it('logs in again with the kept session, without linking anew', async () => {
    const whatsapp = await openWhatsApp();
    const number = whatsapp.number('+254700000001');
    const auth = memoryAuth();
    const first = await linkedBot(whatsapp, number, {}, auth);
    first.end();

    const second = kept(createBot(whatsapp, auth));
    await second.event('connection.update', ({ connection }) => connection === 'open');

    expect(second.closes).toEqual([]);
    expect(number.linkedDevices).toHaveLength(1);
  });

  it('links several bots to several phones, who talk to each other', async () => {
    const { whatsapp, bot, number } = await scene();
    const other = whatsapp.number('+254700000009', 'Other');
    const second = kept(await linkedBot(whatsapp, other));
    const group = number.createGroup({ subject: 'Bots', members: [other] });

    await bot.socket.sendMessage(group.id, { text: 'hello, colleague' });

    const { key } = await second.message('hello, colleague');
    expect(key.participant).toBe(number.lid);
  });
});

describe('what happens to a connection', () => {
  it.each([
    ['is unlinked by the phone', 401, 'getsUnlinked'],
    ['is replaced by another login', 440, 'getsReplaced'],
    ['is banned', 403, 'getsBanned'],
    ['is asked to connect anew', 515, 'restarts'],
    ['loses the line', 428, 'drops'],
  ] as const)('%s: %i', async (_, code, happens) => {
    const { number, bot } = await scene();
    bot.closes.splice(0);

    number.linkedDevices[0]?.[happens]();

    expect(await bot.closed()).toBe(code);
  });

  it.each([
    [401, 'getsUnlinked'],
    [403, 'getsBanned'],
  ] as const)('is refused with %i at the next login as well', async (code, happens) => {
    const { number, bot } = await scene();
    bot.closes.splice(0);
    number.linkedDevices[0]?.[happens]();
    await bot.closed();
    bot.closes.splice(0);

    bot.connect();

    expect(await bot.closed()).toBe(code);
  });

  it('closes the older connection when the same device logs in from elsewhere', async () => {
    const whatsapp = await openWhatsApp();
    const number = whatsapp.number('+254700000001');
    const auth = memoryAuth();
    const first = kept(await linkedBot(whatsapp, number, {}, auth));
    first.closes.splice(0);

    kept(createBot(whatsapp, auth));

    expect(await first.closed()).toBe(440);
  });

  it('notices a line over which nothing comes through any more', async () => {
    const { number, bot } = await scene({ keepAliveIntervalMs: 50, defaultQueryTimeoutMs: 100 });
    const [device] = number.linkedDevices;

    device?.stalls();

    expect(device?.isOnline).toBe(false);
    await expect(bot.socket.groupMetadata('1@g.us')).rejects.toThrow();
  });
});
