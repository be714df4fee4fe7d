import { createMemoryStore, plain, type Store, systemClock } from '@kapwa/core';
import { startWhatsAppWeb } from '@kapwa/testing/whatsapp-web';
import { describe, expect, it, vi } from 'vitest';
import { startBot } from './running-bot.js';
import { closing, scene, world } from './scene.js';

// Real sockets and threads: slow where many tests run side by side.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DAY = 24 * 60 * 60_000;

describe('a bot on a linked device', () => {
  it('stays linked when it is started again', async () => {
    const { whatsapp, store, kit, ana, bot, words } = await scene();
    ana.says(bot, 'before');
    await whatsapp.settled();
    await kit.idle();
    expect(words()).toEqual(['before']);
    await kit.stop();

    const again = await startBot({ whatsapp, store });
    closing(() => again.kit.stop());
    await again.until(() => expect(bot.linkedDevices.map((one) => one.isOnline)).toEqual([true]));
    ana.says(bot, 'after');
    await again.until(() => expect(again.words()).toEqual(['after']));
  });

  it('is linked by a code that is typed on the phone', async () => {
    const adapter = { pairNumber: '+254 700 000 099', thread: true };
    const { ana, bot, rests, words } = await scene({ adapter });
    ana.says(bot, 'Kumusta');
    await rests();

    expect(words()).toEqual(['Kumusta']);
  });

  it('keeps nothing readable of its session where a secret is given', async () => {
    const sessionKey = 'a random secret of more than 32 characters';
    const { store, rests, ana, bot } = await scene({ adapter: { sessionKey } });
    ana.says(bot, 'Kumusta');
    await rests();
    const space = store.session('whatsapp:baileys');
    const names = (await space.keys()).filter((name) => /^(creds|key\/|sent\/)/.test(name));
    const values = await space.get(names);

    expect(names.length).toBeGreaterThan(10);
    for (const [, value] of values) expect(value[0]).toBe(1);
  });

  it('hears what people say, change, take away and think of it', async () => {
    const { ana, ben, group, bot, rests, heard } = await scene();
    const message = ana.says(group, 'Hello Ben', { mentions: [ben, bot], forwarded: 5 });
    ben.replies(message, 'Hello');
    ben.reacts(message, '👍');
    ana.edits(message, 'Hello all');
    ana.deletes(message);
    await rests();

    expect(heard('message.received')).toMatchObject([
      {
        text: 'Hello Ben',
        chat: { id: group.id, direct: false },
        from: { id: ana.lid, name: 'Ana', aliases: [ana.number.replace('+', '')] },
        mentions: [{ id: ben.lid }],
        mentionsBot: true,
        forwardingScore: 5,
      },
      { text: 'Hello', replyTo: message.id },
    ]);
    expect(heard('reaction.added')).toMatchObject([{ message: message.id, emoji: '👍' }]);
    expect(heard('message.edited')).toMatchObject([{ message: message.id, text: 'Hello all' }]);
    expect(heard('message.deleted')).toMatchObject([{ message: message.id, by: { id: ana.lid } }]);
  });

  it('acts on no message whose deletion came first, and on the last form of one that was changed', async () => {
    const { whatsapp, ana, group, rests, reacts, heard } = await scene();
    const seen: string[] = [];
    reacts((_, { text }) => void seen.push(text));
    const gone = ana.says(group, 'soon gone', { held: true });
    const changed = ana.says(group, 'with a mistake', { held: true });
    ana.deletes(gone);
    ana.edits(changed, 'without a mistake');
    await rests();
    expect(heard('message.deleted')).toMatchObject([{ message: gone.id }]);
    whatsapp.release(gone);
    whatsapp.release(changed);
    await rests();

    expect(seen).toEqual(['without a mistake']);
  });

  it('hears who comes and goes, gets a role, and asks to come in', async () => {
    const { whatsapp, sameer, ana, ben, group, rests, heard } = await scene();
    const joana = whatsapp.number('+254700000003', 'Joana');
    sameer.promotes(group, ana);
    sameer.removes(group, ben);
    ana.leaves(group);
    sameer.adds(group, ben);
    sameer.sets(group, { joinApproval: true });
    joana.joins(group);
    await rests();

    expect(heard('role.changed')).toMatchObject([{ member: { id: ana.lid }, role: 'admin' }]);
    expect(heard('member.left')).toMatchObject([
      { member: { id: ben.lid }, by: { id: sameer.lid } },
      { member: { id: ana.lid } },
    ]);
    expect(heard('member.joined').at(-1)).toMatchObject({ member: { id: ben.lid } });
    expect(heard('join.requested')).toMatchObject([
      { chat: { id: group.id }, member: { id: joana.lid } },
    ]);
    expect(heard('group.changed')).toMatchObject([{ approval: true, by: { id: sameer.lid } }]);
  });

  it('hears how a group is changed, linked and unlinked', async () => {
    const { sameer, bot, group, rests, heard } = await scene();
    const community = sameer.createCommunity({ subject: 'Programme', members: [bot] });
    sameer.renames(group, 'All managers');
    sameer.describes(group, 'For managers');
    sameer.sets(group, { announce: true });
    sameer.sets(group, { locked: true });
    sameer.sets(group, { memberAddMode: 'all_member_add' });
    sameer.sets(group, { ephemeral: 604_800 });
    sameer.resetsInvite(group);
    sameer.links(community, group);
    sameer.unlinks(community, group);
    await rests();

    const changes = heard('group.changed').filter(({ chat }) => chat.id === group.id);
    expect(changes.filter(({ linked }) => linked === undefined)).toMatchObject([
      { name: 'All managers' },
      { description: 'For managers' },
      { posting: 'admins' },
      { editing: 'admins' },
      { adding: 'everyone' },
      { disappearing: 604_800_000 },
      { linkReset: true },
    ]);
    // WhatsApp tells the group and the community, and the bot is in both.
    const linked = changes.flatMap((change) => change.linked ?? []);
    expect(linked.indexOf(true)).toBe(0);
    expect(linked.at(-1)).toBe(false);
  });

  it('knows how its groups stand as soon as it is connected, and when it comes into one', async () => {
    const whatsapp = await world();
    const sameer = whatsapp.number('+254700000000', 'Sameer');
    const number = whatsapp.number('+254700000099', 'Kapwa');
    const early = sameer.createGroup({ subject: 'Early', members: [number], admins: [number] });
    const { heard, rests, until } = await scene({ whatsapp });
    const reports = (id: string) => heard('group.reported').filter(({ chat }) => chat.id === id);
    expect(reports(early.id).at(-1)).toMatchObject({ name: 'Early', botRole: 'admin' });

    const late = sameer.createGroup({ subject: 'Late', members: [] });
    sameer.adds(late, number);
    await rests();
    await until(() => expect(reports(late.id).at(-1)).toMatchObject({ botRole: 'member' }));
    sameer.removes(late, number);
    await rests();
    await until(() => expect(reports(late.id).at(-1)).not.toHaveProperty('botRole'));
  });

  it('counts the votes of its polls', async () => {
    const { ana, ben, group, reacts, rests, heard } = await scene();
    reacts((context, event) => {
      if (event.text !== 'poll') return;
      const to = { group: context.group?.key ?? '' };
      const options = ['Monday', 'Tuesday', 'Friday'];
      context.perform({ kind: 'poll.send', to, question: 'When?', options, several: true });
    });
    ana.says(group, 'poll');
    await rests();
    const poll = await ben.phone.until(group, 'When?');
    await ben.votes(poll, 'Monday', 'Friday');
    await ana.votes(poll, 'Tuesday');
    await ben.votes(poll);
    await rests();

    const votes = heard('poll.voted');
    expect(votes.every(({ message }) => message === poll.id)).toBe(true);
    const of = (lid: string) => votes.filter(({ from }) => from.id === lid);
    expect(of(ben.lid)).toMatchObject([{ choices: [0, 2] }, { choices: [] }]);
    expect(of(ana.lid)).toMatchObject([{ choices: [1] }]);
  });

  it('mentions people so that their phones ring, and answers what it answers', async () => {
    const { ana, ben, group, reacts, rests } = await scene();
    reacts(async (context, event) => {
      const thanked = event.mentions[0];
      if (thanked === undefined) return;
      const { id } = await context.personOf(thanked);
      context.perform({
        kind: 'message.send',
        to: { group: context.group?.key ?? '' },
        text: [
          { kind: 'plain', text: 'Thank you ' },
          { kind: 'mention', person: id, name: 'Ben' },
        ],
        replyTo: event.message,
      });
    });
    const asked = ana.says(group, 'Thanks Ben', { mentions: [ben] });
    await rests();

    const seen = await ben.phone.until(group, 'Thank you');
    expect(seen).toMatchObject({ mentions: [ben], replyTo: asked.id });
  });

  it('writes to nobody who never wrote, and to whoever did', async () => {
    const { ana, ben, bot, group, reacts, rests, outcomes } = await scene();
    reacts(async (context, event) => {
      const other = await context.personOf({ id: ben.lid });
      context.perform({ kind: 'message.send', to: { person: other.id }, text: plain('Hello') });
      const { id } = await context.personOf(event.from);
      context.perform({ kind: 'message.send', to: { person: id }, text: plain('Yes?') });
    });
    ana.says(bot, 'Hi');
    await rests();

    expect(outcomes.map(({ kind }) => kind)).toEqual(['sent', 'sent']);
    expect((await ana.phone.with(bot)).map(({ text }) => text)).toEqual(['Hi', 'Yes?']);
    expect(await ben.phone.with(bot)).toEqual([]);
    const invitation = await ben.phone.until(group, 'START');
    expect(invitation.text).toContain('https://wa.me/');
  });
});

describe('a connection that ends', () => {
  it('comes back after the line was cut, and has missed nothing', async () => {
    const { ana, group, bot, until, words } = await scene();
    bot.linkedDevices[0]?.drops();
    ana.says(group, 'while it was away');

    await until(() => expect(words()).toEqual(['while it was away']));
  });

  it('is not tried again after the phone has logged the bot out, and staff are told', async () => {
    const { bot, kit, store, until, heard } = await scene();
    bot.linkedDevices[0]?.getsUnlinked();
    await until(() => expect(heard('transport.changed').at(-1)?.state).toBe('stopped'));

    expect(heard('transport.changed').at(-1)?.reason).toMatch(/logged the bot out.*pair it anew/);
    expect(kit.health().problems[0]).toContain('logged the bot out');
    await until(async () => {
      const names = await store.session('whatsapp:baileys').keys();
      expect(names.filter((name) => name.startsWith('key/') || name === 'creds')).toEqual([]);
    });
  });

  it('is not fought for when another program has taken it over', async () => {
    const { bot, until, heard, store } = await scene();
    bot.linkedDevices[0]?.getsReplaced();
    await until(() => expect(heard('transport.changed').at(-1)?.state).toBe('stopped'));

    expect(heard('transport.changed').at(-1)?.reason).toMatch(/Another program/);
    expect(await store.session('whatsapp:baileys').keys('creds')).toEqual(['creds']);
  });

  it('for three days brings what was said then, with the time at which it was said', async () => {
    let daysAgo = 3;
    const now = (): number => Date.now() - daysAgo * DAY;
    const whatsapp = await startWhatsAppWeb({ clock: { ...systemClock, now } });
    closing(() => whatsapp.close());
    const first = await scene({ whatsapp });
    const { store, ana, ben, group } = first;
    ana.says(group, 'before');
    await first.rests();
    await first.kit.stop();
    const kept = ana.says(group, 'said offline');
    const gone = ana.says(group, 'soon gone');
    const changed = ben.says(group, 'with a mistake');
    ana.deletes(gone);
    ben.edits(changed, 'without a mistake');
    daysAgo = 2;
    ana.says(group, '/echo too late');
    first.sameer.removes(group, ben);
    daysAgo = 0.5;
    ana.says(group, '/echo in time');
    daysAgo = 0;

    const again = await startBot({ whatsapp, store });
    closing(() => again.kit.stop());
    await again.until(() => expect(again.heard('member.left')).toHaveLength(1));
    await ana.phone.until(group, 'You said in time');
    await again.rests();

    const said = again.heard('message.received');
    const offline = said.find(({ message }) => message === kept.id);
    expect(offline).toMatchObject({ text: 'said offline' });
    expect(Date.now() - (offline?.at ?? 0)).toBeGreaterThan(2.9 * DAY);
    expect(again.heard('message.deleted')).toMatchObject([{ message: gone.id }]);
    expect(again.heard('message.edited')).toMatchObject([{ message: changed.id }]);
    expect(said.map(({ text }) => text)).toContain('/echo too late');
    const seen = (await ana.phone.in(group)).map(({ text }) => text);
    expect(seen.filter((text) => text.startsWith('You said'))).toEqual(['You said in time']);
  });
});

/** A store that is told when messages are about to be kept together with keys. */
function watched(
  store: Store,
  around: (keep: () => Promise<readonly boolean[]>) => Promise<readonly boolean[]>,
): Store {
  return {
    ...store,
    session(name) {
      const space = store.session(name);
      return {
        ...space,
        set: (changes, accepting) => {
          const keep = async () => space.set(changes, accepting);
          return accepting === undefined ? keep() : around(keep);
        },
      };
    },
  };
}

describe('a crash between decrypting a message and keeping it', () => {
  it.each(['before', 'after'])(
    'loses nothing and doubles nothing, just %s it is kept',
    async (moment) => {
      const threads: { terminate(): Promise<number> }[] = [];
      const started = (thread: (typeof threads)[number]) => void threads.push(thread);
      process.on('worker', started as never);
      closing(async () => void process.off('worker', started as never));
      let kill = false;
      const store = watched(createMemoryStore(), async (keep) => {
        if (!kill) return keep();
        kill = false;
        const kept = moment === 'after' ? await keep() : undefined;
        await threads.at(-1)?.terminate();
        if (kept === undefined) throw new Error('The thread has gone.');
        return kept;
      });
      const bot = await scene({
        store,
        adapter: { thread: true },
      });
      const { ana, group, until, words } = bot;
      ana.says(group, 'first');
      await bot.rests();
      const before = threads.length;

      kill = true;
      ana.says(group, 'second');
      await until(() => expect(threads.length).toBe(before + 1));
      ana.says(group, 'third');
      await until(() => expect(words().at(-1)).toBe('third'));
      await bot.rests();

      expect(kill).toBe(false);
      expect(words()).toEqual(['first', 'second', 'third']);
    },
  );
});
