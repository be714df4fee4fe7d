import { describe, expect, it } from 'vitest';
import { wordsOf } from './linked-bot.js';
import { scene } from './scene.js';

describe('while the bot is away', () => {
  it('keeps what happens, and tells it at the next login as late', async () => {
    const { bot, whatsapp, number, ana, ben } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', admins: [number] });
    await whatsapp.settled();
    bot.end();
    const first = ana.says(group, 'are you there?');
    ana.says(group, 'hello?');
    ana.deletes(first);
    ana.adds(group, ben);
    await whatsapp.settled();
    expect(bot.words()).toEqual([]);

    bot.connect();
    await bot.message('hello?');
    await whatsapp.settled();

    const upserts = bot.events('messages.upsert');
    const late = upserts.find(({ messages }) => messages.some((one) => wordsOf(one) === 'hello?'));
    expect(late?.type).toBe('append');
    expect(bot.words()).toEqual(['hello?']);
    expect(bot.events('group-participants.update').at(-1)).toMatchObject({
      action: 'add',
      participants: [{ id: ben.lid }],
    });
  });

  it('brings again what was not acknowledged when the line was cut', async () => {
    const { bot, whatsapp, number, ana } = await scene();
    const [device] = number.linkedDevices;
    device?.waits();
    ana.says(number, 'did you get this?');
    await whatsapp.settled();
    expect(bot.words()).toEqual([]);
    device?.drops();
    await bot.closed();

    bot.connect();

    expect((await bot.message('did you get this?')).key.remoteJid).toBe(ana.lid);
  });

  it('brings what it waited for when the line is free again', async () => {
    const { bot, number, ana } = await scene();
    const [device] = number.linkedDevices;
    device?.waits();
    ana.says(number, 'later');

    device?.flows();

    expect((await bot.message('later')).key.remoteJid).toBe(ana.lid);
  });
});

describe('out of order', () => {
  it('lets a delete and an edit come before their message', async () => {
    const { bot, whatsapp, number, ana } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [number] });
    const deleted = ana.says(group, 'oops', { held: true });
    const edited = ana.says(group, 'helo', { held: true });
    ana.deletes(deleted);
    ana.edits(edited, 'hello');
    await whatsapp.settled();
    const updates = bot.events('messages.update').flat();
    expect(updates.map(({ key }) => key.id)).toEqual([deleted.id, edited.id]);
    expect(bot.words()).toEqual([]);

    whatsapp.release(deleted);
    whatsapp.release(edited);
    await whatsapp.settled();

    expect(bot.words()).toEqual(['oops', 'helo']);
    expect(await ana.phone.in(group)).toMatchObject([{ isDeleted: true }, { text: 'hello' }]);
  });

  it('brings a message twice', async () => {
    const { bot, whatsapp, number, ana } = await scene();
    const group = ana.createGroup({ subject: 'Nurses', members: [number] });
    const message = ana.says(group, 'once');
    const direct = ana.says(number, 'and once');
    await whatsapp.settled();

    whatsapp.repeat(message);
    whatsapp.repeat(direct);
    await whatsapp.settled();

    expect(bot.words()).toEqual(['once', 'and once', 'once', 'and once']);
    expect(await ana.phone.in(group)).toHaveLength(1);
  });
});
