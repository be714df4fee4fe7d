import { createMemoryStore, plain, silentLogger } from '@kapwa/core';
import { fillingStore, type TelegramGroup } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { botInNorth, north } from './north.js';
import { startBot } from './running-bot.js';

describe('a community on Telegram', () => {
  it('answers a person who has pressed Start, and is written to literally', async () => {
    const { telegram, settle } = await startBot();
    const amina = telegram.person('Amina');
    amina.phone.bot.writes('Habari 👋 *_~`<b>x</b>');
    await settle();

    expect(amina.phone.bot.messages.at(-1)).toMatchObject({
      text: 'You wrote: Habari 👋 *_~`<b>x</b>',
      entities: [],
      byBot: true,
    });
  });

  it('takes Start for a first word, and no command that nobody knows', async () => {
    const { telegram, settle, events } = await startBot();
    const amina = telegram.person('Amina');
    amina.phone.bot.starts('area-north');
    await settle();

    expect(amina.phone.bot.texts).toEqual([
      '/start area-north',
      expect.stringContaining('Hello, and welcome!'),
      'You wrote: START area-north',
    ]);
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'message.received', text: 'START area-north' }),
    );
  });

  it('confirms updates only once they are kept for good', async () => {
    let isFull = false;
    const { telegram, clock, settle } = await startBot({ store: fillingStore(() => isFull) });
    const amina = telegram.person('Amina');
    isFull = true;
    amina.phone.bot.writes('rules');
    await telegram.handedOut(1);
    expect(telegram.waiting).toHaveLength(1);

    isFull = false;
    // The bot waits a second before it tries again, as soon as it has found out.
    while (clock.waiting() === 0) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(60_000);
    await settle();

    expect(telegram.waiting).toEqual([]);
    expect(amina.phone.bot.texts).toEqual(['rules', 'You wrote: rules']);
  });

  it('leaves to the next start what comes while it finishes, and calls that no failure', async () => {
    const warnings: string[] = [];
    const log = { ...silentLogger, warn: (text: string) => void warnings.push(text) };
    const bot = await startBot({ log });
    let finish = (): void => undefined;
    const isFinished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    bot.answers(() => isFinished);
    const amina = bot.telegram.person('Amina');
    amina.phone.bot.writes('rules');
    await bot.telegram.handedOut(1);
    await bot.telegram.settled();

    const stopped = bot.restart();
    amina.phone.bot.writes('language');
    await bot.telegram.handedOut(2);
    bot.answers((context) => context.reply(plain('Here I am.')));
    finish();
    await stopped;
    await bot.settle();

    expect(warnings).not.toContain('telegram: updates could not be taken');
    expect(amina.phone.bot.texts).toEqual(['rules', 'language', 'Here I am.']);
  });

  it('answers after a restart what came while it was away, and once only', async () => {
    const { telegram, settle, restart } = await startBot();
    const amina = telegram.person('Amina');
    amina.phone.bot.writes('one');
    await settle();
    await restart();
    amina.phone.bot.writes('two');
    await settle();

    expect(amina.phone.bot.texts).toEqual(['one', 'You wrote: one', 'two', 'You wrote: two']);
  });

  it('knows the admins of its groups, and how these stand, from the beginning', async () => {
    const { kit, events, sameer } = await botInNorth();

    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'group.reported',
        botRole: 'admin',
        posting: 'everyone',
        name: 'Area North',
      }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'role.changed',
        role: 'owner',
        member: { id: String(sameer.id), name: 'Sameer' },
      }),
    );
    expect(kit.health()).toMatchObject({ ready: true });
  });

  it('waits as long as Telegram says, and sends then', async () => {
    const { telegram, clock, settle } = await startBot();
    const amina = telegram.person('Amina');
    telegram.fail(
      1,
      { code: 429, description: 'Too Many Requests: retry after 7', retryAfter: 7 },
      'sendMessage',
    );
    amina.phone.bot.writes('one');
    await settle();
    await clock.advance(6000);
    expect(amina.phone.bot.texts).toEqual(['one']);
    await clock.advance(1000);
    await settle();

    expect(amina.phone.bot.texts).toEqual(['one', 'You wrote: one']);
  });

  it('follows a group that becomes a supergroup, whichever way it learns of it', async () => {
    const bot = await botInNorth(undefined, { type: 'group' });
    const { group, screen, settle, amina } = bot;
    screen.writes('before');
    await settle();
    group.becomesSupergroup();
    amina.phone.in(group).writes('after');
    await settle();
    await bot.restart();
    amina.phone.in(group).writes('later');
    await bot.settle();

    expect(amina.phone.in(group).texts).toEqual([
      'after',
      'You wrote: after',
      'later',
      'You wrote: later',
    ]);
    expect(bot.outcomes.every(({ kind }) => kind === 'sent')).toBe(true);
  });

  it('sends to the new id when the old one is refused', async () => {
    let group: TelegramGroup | undefined;
    // Nobody has told Telegram of this webhook: the bot hears nothing of the move.
    const { telegram, kit, outcomes } = await startBot({
      mode: 'webhook',
      prepare(telegram) {
        group = north(telegram, { type: 'group' }).group;
        return { north: group.id };
      },
    });
    const chat = { id: String(group?.id), direct: false };
    group?.becomesSupergroup();
    for (const text of ['one', 'two']) {
      await kit.receive({
        ...{ kind: 'message.received', id: text, at: 1, adapter: 'telegram', chat, text },
        ...{ from: { id: '5' }, message: '1', mentions: [] },
      }).settled;
      await kit.idle();
    }
    const refused = telegram.calls.filter(({ description }) => /upgraded/.test(description ?? ''));

    expect(outcomes).toMatchObject([{ kind: 'sent' }, { kind: 'sent' }]);
    expect(refused).toHaveLength(1);
  });

  it('hears who comes, goes and becomes an admin, each once', async () => {
    const { telegram, group, events, settle, amina } = await botInNorth();
    const juma = telegram.person('Juma');
    group.add(juma);
    group.promote(juma);
    group.demote(juma);
    group.remove(juma, undefined);
    group.leaves(amina);
    await settle();
    const kinds = ['member.joined', 'member.left', 'role.changed'];
    const told = events.filter(({ kind }) => kinds.includes(kind)).slice(1);

    expect(
      told.map((event) => [
        event.kind,
        'member' in event && event.member.name,
        'role' in event && event.role,
      ]),
    ).toEqual([
      ['member.joined', 'Juma', false],
      ['role.changed', 'Juma', 'admin'],
      ['role.changed', 'Juma', 'member'],
      ['member.left', 'Juma', false],
      ['member.left', 'Amina', false],
    ]);
  });

  it('hears of members where it is no admin, too, and sees commands there', async () => {
    const { telegram, events, settle } = await startBot();
    const group = telegram.group('Area South');
    const amina = telegram.person('Amina');
    group.addBot();
    group.add(amina);
    amina.phone.in(group).writes('/rules@kapwa_test_bot now');
    await settle();

    expect(events.filter(({ kind }) => kind === 'member.joined')).toHaveLength(1);
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'message.received', text: '/rules now', mentionsBot: true }),
    );
  });

  it('shows a nudge in a group to one person alone', async () => {
    const { group, screen, settle, answers, sameer, outcomes } = await botInNorth();
    answers((context) =>
      context.perform({
        kind: 'message.send',
        to: { group: 'north' },
        text: plain('Please share links by direct message.'),
        onlyFor: context.actor?.person.id ?? '',
      }),
    );
    screen.writes('Join us');
    await settle();

    expect(outcomes).toEqual([{ kind: 'sent', messages: [expect.stringMatching(/^e\d+$/)] }]);
    expect(screen.messages.at(-1)).toMatchObject({
      text: 'Please share links by direct message.',
      isEphemeral: true,
    });
    expect(sameer.phone.in(group).texts).toEqual(['Join us']);
  });

  it('places votes of its polls, after a restart too', async () => {
    const bot = await botInNorth((context, text) => {
      if (text !== 'poll') return;
      const options = ['Monday', 'Tuesday'];
      context.perform({ kind: 'poll.send', to: { group: 'north' }, question: 'When?', options });
    });
    bot.screen.writes('poll');
    await bot.settle();
    const poll = bot.screen.messages.at(-1)?.id ?? 0;
    await bot.restart();
    bot.screen.votes(poll, 1);
    await bot.settle();

    expect(bot.events.at(-1)).toMatchObject({
      kind: 'poll.voted',
      chat: { id: String(bot.group.id) },
      message: String(poll),
      choices: [1],
    });
  });

  it('hears reactions, edits, replies, forwards and files', async () => {
    const { screen, settle, events, amina, answers } = await botInNorth();
    answers(() => undefined);
    const first = screen.writes('One');
    screen.writes('Two', { replyTo: first, forwardedFrom: amina });
    screen.edits(first, 'One!');
    screen.reacts(first, '👍');
    screen.reacts(first);
    screen.sends('document', 'The list');
    await settle();

    const heard = events.filter(({ kind }) => /^(message|reaction)/.test(kind));
    expect(heard).toMatchObject([
      { kind: 'message.received', text: 'One', message: String(first) },
      { kind: 'message.received', text: 'Two', replyTo: String(first), forwardingScore: 1 },
      { kind: 'message.edited', text: 'One!', message: String(first) },
      { kind: 'reaction.added', emoji: '👍', message: String(first) },
      { kind: 'reaction.added', emoji: '' },
      { kind: 'message.received', text: 'The list', media: [{ type: 'document' }] },
    ]);
  });

  it('is told that the bot lacks one right of several, and asks an admin then', async () => {
    const { group, screen, settle, answers, outcomes } = await botInNorth();
    group.setBotRights(['can_pin_messages']);
    answers((context) =>
      context.perform(
        { kind: 'group.describe', group: 'north', name: 'Area South' },
        { assist: false },
      ),
    );
    screen.writes('rename');
    await settle();

    expect(outcomes).toEqual([
      { kind: 'refused', reason: 'Telegram refused: not enough rights to change chat title.' },
    ]);
  });

  it('keeps what it cannot read for people to look at, and goes on', async () => {
    const store = createMemoryStore();
    const { telegram, settle } = await startBot({ store });
    const amina = telegram.person('Amina');
    telegram.tells('message', { message_id: 1, date: 'today', chat: { id: 1, type: 'private' } });
    telegram.tells('mind_read', { thought: 'x' });
    amina.phone.bot.writes('one');
    await settle();

    expect(amina.phone.bot.texts.at(-1)).toBe('You wrote: one');
    expect((await store.dead()).map(({ reason }) => reason)).toEqual([
      'a message with an unusable date',
    ]);
  });

  it('discovers that a group is under a native community', async () => {
    const { telegram, group, settle, events } = await botInNorth();
    group.inCommunity(telegram.community('Health workers'));
    await settle();

    expect(events).toContainEqual(expect.objectContaining({ kind: 'group.changed', linked: true }));
  });

  it('explains privacy mode once it starts', async () => {
    const warned: string[] = [];
    const log = {
      debug() {},
      info() {},
      error() {},
      warn: (message: string) => void warned.push(message),
    };
    await startBot({ log });
    await startBot({ log, telegram: { privacy: false } });

    expect(warned).toEqual([expect.stringMatching(/privacy mode is on.*\/setprivacy/)]);
  });
});
