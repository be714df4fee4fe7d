import { turnableClock } from '@kapwa/adapter-playground';
import { proto } from 'baileys';
import { describe, expect, it } from 'vitest';
import { scene } from './scene.js';

const { ERROR } = proto.WebMessageInfo.Status;

describe('what goes wrong when asked for', () => {
  it('refuses queries of one kind, as often as it was told', async () => {
    const { bot, whatsapp, number, ana } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [number] });
    whatsapp.fail(2, { code: 429, xmlns: 'w:g2' });

    await expect(bot.socket.groupMetadata(group.id)).rejects.toMatchObject({
      message: 'rate-overlimit',
      data: 429,
    });
    await expect(bot.socket.fetchBlocklist()).resolves.toEqual([]);
    await expect(bot.socket.groupMetadata(group.id)).rejects.toThrow('rate-overlimit');
    await expect(bot.socket.groupMetadata(group.id)).resolves.toMatchObject({ id: group.id });
  });

  it('loses an answer', async () => {
    const { bot, whatsapp } = await scene({ defaultQueryTimeoutMs: 30 });
    whatsapp.fail(1, { code: 'lost' });

    await expect(bot.socket.fetchBlocklist()).resolves.toEqual([]);
    await expect(
      bot.socket.query({ tag: 'iq', attrs: { xmlns: 'what', type: 'get' } }),
    ).rejects.toThrow('feature-not-implemented');
  });

  it.each([463, 479])('refuses a message with %i', async (code) => {
    const { bot, whatsapp, number, ana } = await scene({ emitOwnEvents: false });
    whatsapp.failSends(1, code);

    const sent = await bot.socket.sendMessage(ana.lid, { text: 'hello' });

    const [refused] = await bot.event(
      'messages.update',
      ([first]) => first?.key.id === sent?.key.id,
    );
    expect(refused?.update).toMatchObject({ status: ERROR });
    expect(refused?.update.messageStubParameters?.[0]).toBe(String(code));
    expect(await ana.phone.with(number)).toEqual([]);
  });

  it('keeps a restricted number from writing first, and tells it until when', async () => {
    const clock = turnableClock(Date.now());
    const { bot, whatsapp, number, ana, ben } = await scene({ emitOwnEvents: false }, { clock });
    const until = clock.now() + 60_000;
    ben.says(number, 'I wrote first');
    number.mayNotReachOut(until);
    await whatsapp.settled();

    const cold = await bot.socket.sendMessage(ana.lid, { text: 'hello' });
    await bot.event('messages.update', ([first]) => first?.key.id === cold?.key.id);
    await bot.socket.sendMessage(ben.lid, { text: 'welcome' });
    await ben.phone.until(number, 'welcome');

    expect(await ana.phone.with(number)).toEqual([]);
    const { reachoutTimeLock } = await bot.event(
      'connection.update',
      (update) => update.reachoutTimeLock !== undefined,
    );
    expect(reachoutTimeLock?.isActive).toBe(true);
    expect(reachoutTimeLock?.timeEnforcementEnds?.getTime()).toBe(Math.floor(until / 1000) * 1000);

    await clock.advance(60_000);
    await bot.socket.sendMessage(ana.lid, { text: 'now' });
    expect(await ana.phone.until(number, 'now')).toMatchObject({ from: number });
  });

  it('keeps what libsignal prints out of the console, and lets everything else through', async () => {
    const printed: unknown[] = [];
    const { info } = console;
    console.info = (...values) => void printed.push(...values);
    try {
      const { bot, number, ana } = await scene();
      ana.says(number, 'one');
      await bot.message('one');
      await bot.socket.sendMessage(ana.lid, { text: 'two' });
      await ana.phone.until(number, 'two');
      console.info('ours');

      expect(printed).toEqual(['ours']);
    } finally {
      console.info = info;
    }
  });
});
