import {
  type Action,
  type Context,
  createMemoryStore,
  defineBlueprint,
  type MessageReceived,
  plain,
} from '@kapwa/core';
import { describe, expect, it, vi } from 'vitest';
import { startBot } from './running-bot.js';
import { closing, scene } from './scene.js';

// Real sockets and threads: slow where many tests run side by side.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DAY = 24 * 60 * 60_000;

const to = (context: Context<unknown>) => ({ group: context.group?.key ?? '' });

/** What is asked of the bot by a message of these words. */
function when(
  words: string,
  act: (context: Context<unknown>, event: MessageReceived) => Action | Promise<Action>,
) {
  return async (context: Context<unknown>, event: MessageReceived): Promise<void> => {
    if (event.text === words) context.perform(await act(context, event), { reason: 'test' });
  };
}

describe('a bot that shows what it has read', () => {
  it('marks that message in a group and in a direct chat, and no other', async () => {
    const { ana, bot, group, reacts, rests, until, outcomes } = await scene();
    reacts((context, { text, message, from, chat }) => {
      if (!text.startsWith('thank')) return;
      const person = context.actor?.person.id ?? '';
      const where = chat.direct ? { person } : to(context);
      context.perform({ kind: 'read.show', target: { ...where, message, author: from.id } });
    });
    const other = ana.says(group, 'good morning');
    const inGroup = ana.says(group, 'thank you');
    const direct = ana.says(bot, 'thank you, too');
    await rests();

    await until(() => expect(bot.hasRead(direct)).toBe(true));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect(bot.hasRead(inGroup)).toBe(true);
    expect(bot.hasRead(other)).toBe(false);
  });
});

describe('a bot that is an admin', () => {
  it('closes a group to admins, opens it again, and knows that it did', async () => {
    const { ana, group, reacts, rests, outcomes, heard } = await scene();
    reacts(
      when('close', (context) => ({ kind: 'posting.set', ...to(context), posting: 'admins' })),
    );
    ana.says(group, 'close');
    await rests();

    expect(outcomes).toMatchObject([{ kind: 'done' }]);
    expect(group.settings.announce).toBe(true);
    expect(heard('group.changed').every(({ byBot }) => byBot === true)).toBe(true);
  });

  it('lets members edit the group and add others, and no longer, and knows that it did', async () => {
    const { ana, ben, whatsapp, group, reacts, rests, outcomes, heard } = await scene();
    const joana = whatsapp.number('+254700000003', 'Joana');
    reacts(async (context, { text }) => {
      const who = text === 'open' ? 'everyone' : 'admins';
      context.perform({ kind: 'editing.set', ...to(context), editing: who });
      context.perform({ kind: 'adding.set', ...to(context), adding: who });
    });
    ana.says(group, 'open');
    await rests();
    expect(group.settings).toMatchObject({ locked: false, memberAddMode: 'all_member_add' });
    ben.renames(group, 'Managers and friends');
    ben.adds(group, joana);
    ana.says(group, 'close');
    await rests();

    expect(outcomes).toMatchObject([1, 2, 3, 4].map(() => ({ kind: 'done' })));
    expect(group.settings).toMatchObject({ locked: true, memberAddMode: 'admin_add' });
    expect(group.members).toContain(joana);
    expect(() => ben.renames(group, 'Mine')).toThrow();
    const own = heard('group.changed').filter(({ byBot }) => byBot === true);
    const told = own.map(({ editing, adding }) => editing ?? adding);
    expect(told.filter((who) => who === 'everyone').length).toBeGreaterThanOrEqual(2);
  });

  it('takes away what somebody else wrote', async () => {
    const { ana, ben, group, reacts, rests } = await scene();
    reacts(
      when('bad', (context, { message, from }) => ({
        kind: 'message.delete',
        target: { ...to(context), message, author: from.id },
      })),
    );
    const bad = ana.says(group, 'bad');
    await rests();

    expect((await ben.phone.in(group)).find(({ id }) => id === bad.id)?.isDeleted).toBe(true);
  });

  it('removes somebody, and hears that they are out', async () => {
    const { sameer, ben, group, reacts, rests, heard } = await scene();
    reacts(
      when('remove Ben', async (context) => {
        const { id: person } = await context.personOf({ id: ben.lid });
        return { kind: 'member.remove', ...to(context), person };
      }),
    );
    sameer.says(group, 'remove Ben');
    await rests();

    expect(group.members).not.toContain(ben);
    expect(heard('member.left')).toMatchObject([{ member: { id: ben.lid } }]);
  });

  it('gives out an invite link by which people come in, and makes it anew', async () => {
    const { whatsapp, sameer, group, reacts, rests, outcomes } = await scene();
    reacts(async (context, { text }) => {
      if (text === 'link') context.perform({ kind: 'invite.get', ...to(context) });
      if (text === 'new link') context.perform({ kind: 'invite.reset', ...to(context) });
    });
    sameer.says(group, 'link');
    await rests();
    const link = `https://chat.whatsapp.com/${group.inviteCode}`;
    expect(outcomes).toEqual([{ kind: 'done', data: { link } }]);
    sameer.says(group, 'new link');
    await rests();

    expect(group.inviteCode).not.toBe(link.split('/').at(-1));
    expect(whatsapp.group(group.id).inviteCode).toBe(group.inviteCode);
  });

  it('puts a group under the community it runs, and takes it out', async () => {
    const { sameer, bot, group, reacts, rests, outcomes } = await scene();
    const community = sameer.createCommunity({
      subject: 'Programme',
      members: [bot],
      admins: [bot],
    });
    await rests();
    reacts(async (context, { text }) => {
      if (text === 'link') context.perform({ kind: 'group.link', ...to(context) });
      if (text === 'unlink') context.perform({ kind: 'group.unlink', ...to(context) });
    });
    sameer.promotes(group, bot);
    sameer.says(group, 'link');
    await rests();
    expect(outcomes).toMatchObject([{ kind: 'done' }]);
    expect(community.linkedGroups).toContain(group);
    sameer.says(group, 'unlink');
    await rests();

    expect(outcomes).toMatchObject([{ kind: 'done' }, { kind: 'done' }]);
    expect(community.linkedGroups).not.toContain(group);
  });

  it('says that there is no community where it runs none', async () => {
    const { sameer, group, reacts, rests, outcomes } = await scene();
    reacts(when('link', (context) => ({ kind: 'group.link', ...to(context) })));
    sameer.says(group, 'link');
    await rests();

    expect(outcomes).toMatchObject([
      { kind: 'refused', reason: expect.stringMatching(/no WhatsApp community/) },
    ]);
  });

  it('makes a group of the blueprint, and sends a card to whom it may not add', async () => {
    const blueprint = defineBlueprint({
      community: { name: 'Health workers', purpose: 'Work together', timeZone: 'Africa/Nairobi' },
      groups: { north: { name: 'North', kind: 'topic' } },
    });
    const { whatsapp, ana, ben, bot, group, reacts, rests, outcomes } = await scene({ blueprint });
    ben.refusesBeingAdded();
    reacts(
      when('make North', async (context, { from }) => {
        const members = [await context.personOf(from), await context.personOf({ id: ben.lid })];
        const action = { kind: 'group.create', group: 'north', adapter: 'whatsapp' } as const;
        return { ...action, members: members.map(({ id }) => id) };
      }),
    );
    ana.says(group, 'make North');
    await rests();

    const [outcome] = outcomes;
    if (outcome?.kind !== 'done') throw new Error(JSON.stringify(outcomes));
    const { id } = outcome.data as { id: string };
    const north = whatsapp.group(id);
    expect(north).toMatchObject({ subject: 'North', settings: { locked: true } });
    expect(north.members).toEqual(expect.arrayContaining([bot, ana]));
    expect(north.members).not.toContain(ben);
    const cards = (await ben.phone.with(bot)).flatMap(({ invite }) => invite ?? []);
    expect(cards).toMatchObject([{ group: id }]);
  });

  it('begins a group with people it has a chat with, while WhatsApp locks it for others', async () => {
    const blueprint = defineBlueprint({
      community: { name: 'Health workers', purpose: 'Work together', timeZone: 'Africa/Nairobi' },
      groups: { north: { name: 'North', kind: 'topic' } },
    });
    const store = createMemoryStore();
    const first = await scene({ blueprint, store });
    const { whatsapp, ana, ben, bot, group } = first;
    ana.says(bot, 'hello');
    await first.rests();
    bot.mayNotReachOut(Date.now() + 7 * DAY);
    await first.kit.stop();
    const { kit, reacts, rests, until, outcomes } = await startBot({ whatsapp, store, blueprint });
    closing(() => kit.stop());
    await until(() => expect(kit.health().transports.whatsapp).toBe('connected'));
    reacts(
      when('make North', async (context, { from }) => {
        const members = [await context.personOf(from), await context.personOf({ id: ben.lid })];
        const action = { kind: 'group.create', group: 'north', adapter: 'whatsapp' } as const;
        return { ...action, members: members.map(({ id }) => id) };
      }),
    );
    ana.says(group, 'make North');
    await until(() => expect(outcomes).toMatchObject([{ kind: 'done' }]));
    await rests();

    const [outcome] = outcomes;
    const { id } = (outcome?.kind === 'done' ? outcome.data : {}) as { id: string };
    expect(whatsapp.group(id).members).toEqual(expect.arrayContaining([bot, ana]));
    expect(whatsapp.group(id).members).not.toContain(ben);
    expect(await ben.phone.with(bot)).toEqual([]);
  });
});

describe('a number WhatsApp is not pleased with', () => {
  it('is tried with nobody twice: after 463 it waits for their first word', async () => {
    const adapter = { protection: { coldPerDay: 5, gap: 0, jitter: 0 } };
    const { whatsapp, ana, ben, bot, reacts, rests, outcomes } = await scene({ adapter });
    whatsapp.failSends(1, 463);
    reacts(
      when('write to Ben', async (context) => {
        const { id: person } = await context.personOf({ id: ben.lid });
        return { kind: 'message.send', to: { person }, text: plain('Hello') };
      }),
    );
    ana.says(bot, 'write to Ben');
    await rests();
    ana.says(bot, 'write to Ben');
    await rests();

    // Asked in the group for his first word, instead.
    expect(outcomes.map(({ kind }) => kind)).toEqual(['sent']);
    expect((await ben.phone.with(bot)).map(({ text }) => text)).toEqual([]);
    ben.says(bot, 'START');
    await rests();
    const said = (await ben.phone.with(bot)).map(({ text }) => text);
    expect(said).toEqual(['START', 'Hello', 'Hello']);
  });

  it('leaves strangers alone while WhatsApp locks it, also after a restart, and goes on with others', async () => {
    const store = createMemoryStore();
    const adapter = { protection: { gap: 0, jitter: 0, coldPerDay: 10 } };
    const { whatsapp, kit, ana, ben, group, bot, rests } = await scene({ store, adapter });
    bot.mayNotReachOut(Date.now() + 7 * DAY);
    await rests();
    await kit.stop();
    const again = await startBot({ whatsapp, store, adapter });
    closing(() => again.kit.stop());
    await again.until(() => expect(again.kit.health().transports.whatsapp).toBe('connected'));
    again.reacts(async (context) => {
      const other = await context.personOf({ id: ben.lid });
      const toBen = { kind: 'message.send', to: { person: other.id }, text: plain('Hi') } as const;
      context.perform(toBen);
      context.perform({ kind: 'message.send', to: to(context), text: plain('Yes') });
    });
    ana.says(group, 'Is anybody there?');

    await ana.phone.until(group, 'Yes');
    await again.rests();
    expect(await ben.phone.with(bot)).toEqual([]);
  });

  it('is silent for a while after 429, also after a restart', async () => {
    const store = createMemoryStore();
    const { whatsapp, ana, group, reacts, rests, outcomes } = await scene({ store });
    reacts(
      when('close', (context) => ({ kind: 'posting.set', ...to(context), posting: 'admins' })),
    );
    whatsapp.fail(1, { code: 429, xmlns: 'w:g2' });
    ana.says(group, 'close');
    await rests();

    expect(outcomes).toEqual([]);
    expect(group.settings.announce).toBe(false);
    const space = store.session('whatsapp:baileys');
    const stored = (await space.get(['protection'])).get('protection');
    const { allUntil } = JSON.parse(Buffer.from(stored ?? []).toString()) as { allUntil: number };
    expect(allUntil).toBeGreaterThan(Date.now());
  });

  it('asks how groups stand once, however often it writes to them', async () => {
    const { whatsapp, ana, group, reacts, rests, outcomes } = await scene();
    reacts((context) => {
      context.perform({ kind: 'message.send', to: to(context), text: plain('Yes') });
    });
    // Every query about groups would meet this.
    whatsapp.fail(100, { code: 429, xmlns: 'w:g2' });
    for (const words of ['one', 'two', 'three']) ana.says(group, words);
    await rests();

    expect(outcomes.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent']);
  });
});
