import {
  createMemoryStore,
  dataOf,
  KapwaError,
  plain,
  type Store,
  silentLogger,
} from '@kapwa/core';
import type { FakeTelegram, TelegramGroup } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { webhookPath } from '../src/index.js';
import { type Reaction, secret, startBot } from './running-bot.js';

/** A memory store whose disk is full as long as `isFull` says so. */
function fillingStore(isFull: () => boolean): Store {
  const store = createMemoryStore();
  return {
    ...store,
    accept(entries, at) {
      if (isFull()) throw new KapwaError('store.failed', 'The disk is full.');
      return store.accept(entries, at);
    },
  };
}

/** A group with Amina and Sameer, who heads it, in which the bot has every right. */
function north(telegram: FakeTelegram, options: Parameters<FakeTelegram['group']>[1] = {}) {
  const sameer = telegram.person('Sameer');
  const amina = telegram.person('Amina', { username: 'amina_n' });
  const group = telegram.group('Area North', { owner: sameer, ...options });
  group.add(amina);
  group.addBot('all');
  return { sameer, amina, group, screen: amina.phone.in(group) };
}

async function botInNorth(reaction?: Reaction, options: Parameters<FakeTelegram['group']>[1] = {}) {
  let scene: ReturnType<typeof north> | undefined;
  const bot = await startBot({
    ...(reaction && { reaction }),
    prepare(telegram) {
      scene = north(telegram, options);
      return { north: scene.group.id };
    },
  });
  await bot.settle();
  return { ...bot, restart: bot.restart, ...(scene as ReturnType<typeof north>) };
}

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

  it('closes a group and opens it again as it was', async () => {
    const { group, screen, settle, answers, sameer } = await botInNorth();
    group.permit({ can_send_polls: false, can_send_videos: false });
    const before = group.permissions;
    const set =
      (posting: 'admins' | 'everyone'): Reaction =>
      (context) =>
        context.perform({ kind: 'posting.set', group: 'north', posting });
    answers(set('admins'));
    screen.writes('close');
    await settle();
    expect(screen.mayWrite).toBe(false);
    expect(group.permissions).toMatchObject({ can_invite_users: true, can_send_messages: false });
    answers(set('everyone'));
    sameer.phone.in(group).writes('open');
    await settle();

    expect(group.permissions).toEqual(before);
  });

  it('lets members edit a group and add others, or only admins, and touches nothing else', async () => {
    const bot = await botInNorth();
    const { group, screen, settle, answers, sameer, amina, telegram, clock, events } = bot;
    const before = group.permissions;
    const joana = telegram.person('Joana');
    const set =
      (who: 'admins' | 'everyone'): Reaction =>
      (context) => {
        context.perform({ kind: 'editing.set', group: 'north', editing: who });
        context.perform({ kind: 'adding.set', group: 'north', adding: who });
      };
    answers(set('everyone'));
    screen.writes('open');
    await settle();
    expect(group.permissions).toEqual({
      ...before,
      can_change_info: true,
      can_invite_users: true,
    });
    group.rename('North and friends', amina);
    group.add(joana, amina);
    await clock.advance(1_000);
    answers(set('admins'));
    sameer.phone.in(group).writes('close');
    await settle();

    expect(group.permissions).toEqual({
      ...before,
      can_change_info: false,
      can_invite_users: false,
    });
    expect(() => group.rename('Mine', amina)).toThrow();
    expect(() => group.add(telegram.person('Baraka'), amina)).toThrow();
    const own = events.flatMap((event) =>
      event.kind === 'group.changed' && event.byBot === true ? [event] : [],
    );
    expect(own).toMatchObject([
      { editing: 'everyone' },
      { adding: 'everyone' },
      { editing: 'admins' },
      { adding: 'admins' },
    ]);
  });

  it('lets nobody but admins edit a public group, as Telegram does, and says so', async () => {
    const { group, screen, settle, answers, outcomes, amina, events } = await botInNorth(
      undefined,
      {
        username: 'north_area',
      },
    );
    group.permit({ can_change_info: true });
    answers((context) =>
      context.perform({ kind: 'editing.set', group: 'north', editing: 'everyone' }),
    );
    screen.writes('open');
    await settle();

    expect(outcomes).toMatchObject([{ kind: 'refused', reason: expect.stringMatching(/public/) }]);
    expect(() => group.rename('Mine', amina)).toThrow();
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'group.reported', editing: 'admins', adding: 'everyone' }),
    );
  });

  it('keeps who may edit a group when it is opened again, whatever came in between', async () => {
    const { group, screen, settle, answers, sameer } = await botInNorth();
    const before = group.permissions;
    answers((context) => {
      context.perform({ kind: 'posting.set', group: 'north', posting: 'admins' });
      context.perform({ kind: 'adding.set', group: 'north', adding: 'admins' });
    });
    screen.writes('close');
    await settle();
    answers((context) =>
      context.perform({ kind: 'posting.set', group: 'north', posting: 'everyone' }),
    );
    sameer.phone.in(group).writes('open');
    await settle();

    expect(group.permissions).toEqual({ ...before, can_invite_users: false });
  });

  it('opens after a restart what it closed before', async () => {
    const bot = await botInNorth((context) =>
      context.perform(
        { kind: 'posting.set', group: 'north', posting: 'admins' },
        { until: context.now + 60_000 },
      ),
    );
    bot.group.permit({ can_send_polls: false });
    const before = bot.group.permissions;
    bot.screen.writes('close');
    await bot.settle();
    await bot.restart();
    await bot.clock.advance(61_000);
    await bot.settle();

    expect(bot.group.permissions).toEqual(before);
  });

  it('removes somebody without keeping them out for good, and not an admin', async () => {
    const { group, screen, settle, answers, amina, sameer, outcomes } = await botInNorth();
    answers((context) =>
      context.perform(
        { kind: 'member.remove', group: 'north', person: context.actor?.person.id ?? '' },
        { reason: 'test', assist: false },
      ),
    );
    screen.writes('remove me');
    sameer.phone.in(group).writes('remove me');
    await settle();

    expect(group.status(amina)).toBe('left');
    expect(group.joins(amina, group.link())).toBe(true);
    expect(outcomes).toEqual([
      { kind: 'done' },
      { kind: 'refused', reason: 'Telegram lets no bot do this to an admin of the group.' },
    ]);
  });

  it('makes admins of what it may itself', async () => {
    const { group, screen, settle, answers, amina } = await botInNorth();
    group.setBotRights(['can_promote_members', 'can_pin_messages']);
    answers((context, text) => {
      const kind = text === 'up' ? 'member.promote' : 'member.demote';
      const person = context.actor?.person.id ?? '';
      context.perform({ kind, group: 'north', person }, { reason: 'test' });
    });
    screen.writes('up');
    await settle();
    expect(group.status(amina)).toBe('administrator');
    screen.writes('down');
    await settle();

    expect(group.status(amina)).toBe('member');
  });

  it('makes links that let in one person, beside the one of the group', async () => {
    const { telegram, group, screen, settle, answers, outcomes } = await botInNorth();
    const [juma, rosa] = [telegram.person('Juma'), telegram.person('Rosa')];
    const own = group.link();
    answers((context, text) => {
      context.perform({ kind: 'invite.get', group: 'north', single: text === 'single' });
    });
    screen.writes('single');
    screen.writes('own');
    await settle();
    const [single = '', main] = outcomes.map((one) => dataOf('invite.get', one)?.link);

    expect(main).toBe(own);
    expect(group.joins(juma, single)).toBe(true);
    expect(() => group.joins(rosa, single)).toThrow(/does not work/);
    expect(group.joins(rosa, own)).toBe(true);
  });

  it('makes the link of a group anew, so that the old one no longer works', async () => {
    const { telegram, group, screen, settle, answers, outcomes } = await botInNorth();
    const old = group.link();
    answers((context) => context.perform({ kind: 'invite.reset', group: 'north' }));
    screen.writes('reset');
    await settle();
    const [link] = outcomes.map((one) => dataOf('invite.reset', one)?.link);

    expect(() => group.joins(telegram.person('Juma'), old)).toThrow(/does not work/);
    expect(group.joins(telegram.person('Rosa'), link)).toBe(true);
  });

  it('asks an admin with the taps of Telegram for what it has no right to', async () => {
    const { group, screen, settle, answers, sameer, amina } = await botInNorth();
    answers(() => undefined);
    group.setBotRights(['can_pin_messages']);
    sameer.phone.bot.starts();
    await settle();
    answers((context) =>
      context.perform(
        { kind: 'member.remove', group: 'north', person: context.actor?.person.id ?? '' },
        { reason: 'test' },
      ),
    );
    screen.writes('remove me');
    await settle();

    expect(group.isIn(amina)).toBe(true);
    expect(sameer.phone.bot.texts.at(-1)).toMatch(
      /hold .*Amina.* in the list of members, then "Remove from group"/,
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

describe('buttons on Telegram', () => {
  const menu = {
    options: ['Kiswahili', 'English'].map((label) => ({ id: label.slice(0, 2), label })),
  };
  const asking: Reaction = (context, text) => {
    const to = { person: context.actor?.person.id ?? '' };
    context.perform(
      text.startsWith('chose')
        ? { kind: 'message.send', to, text: plain(`You ${text}.`) }
        : { kind: 'message.send', to, text: plain('Which one?'), menu },
    );
  };

  async function asked() {
    const bot = await startBot({ reaction: asking });
    const amina = bot.telegram.person('Amina');
    amina.phone.bot.starts();
    await bot.settle();
    return { ...bot, amina };
  }

  it('are chosen by a tap, which is answered', async () => {
    const { telegram, amina, settle } = await asked();
    expect(amina.phone.bot.messages.at(-1)?.buttons).toEqual(['Kiswahili', 'English']);
    const question = amina.phone.bot.taps('English');
    await settle();

    expect(amina.phone.bot.texts.at(-1)).toBe('You chose En.');
    expect(telegram.answerTo(question)).toEqual({ alert: false });
  });

  it('do nothing when the data was made by hand, or for somebody else', async () => {
    const { telegram, amina, settle, events } = await asked();
    const juma = telegram.person('Juma');
    juma.phone.bot.starts();
    await settle();
    const sent = telegram.calls.filter(({ method }) => method === 'sendMessage');
    const menus = sent.flatMap(({ params }) => params.reply_markup ?? []);
    const [aminas] = menus.map((markup) => JSON.stringify(markup));
    const data = /"callback_data":"([^"]+:En)"/.exec(aminas ?? '')?.[1] ?? '';
    const before = events.length;
    const below = juma.phone.bot.messages.at(-1)?.id ?? 0;
    for (const forged of ['En', ':En', `${'x'.repeat(16)}:En`, data, data.replace('En', 'Ki')]) {
      juma.phone.bot.forges(below, forged);
    }
    await settle();

    expect(data).not.toBe('');
    expect(events).toHaveLength(before);
    amina.phone.bot.forges(amina.phone.bot.messages.at(-1)?.id ?? 0, data);
    await settle();
    expect(amina.phone.bot.texts.at(-1)).toBe('You chose En.');
  });

  it('are numbered lines in a group, where anybody could tap them', async () => {
    const { screen, settle } = await botInNorth((context) =>
      context.perform({
        kind: 'message.send',
        to: { group: 'north' },
        text: plain('Which one?'),
        menu,
      }),
    );
    screen.writes('ask');
    await settle();

    expect(screen.messages.at(-1)).toMatchObject({
      buttons: [],
      text: 'Which one?\n1. Kiswahili\n2. English',
    });
  });
});

describe('the webhook of Telegram', () => {
  const post = (url: string, body: string, word?: string): Promise<Response> =>
    fetch(url + webhookPath, {
      method: 'POST',
      body,
      headers: word === undefined ? {} : { 'x-telegram-bot-api-secret-token': word },
    });

  async function hooked(store?: Store) {
    const bot = await startBot({ mode: 'webhook', ...(store && { store }) });
    const { telegram, url } = bot;
    const set = `${telegram.apiRoot}/bot${telegram.token}/setWebhook`;
    await fetch(`${set}?url=${encodeURIComponent(url + webhookPath)}&secret_token=${secret}`);
    return bot;
  }

  it('takes what Telegram posts, and once what it posts twice', async () => {
    const { telegram, settle } = await hooked();
    const amina = telegram.person('Amina');
    amina.phone.bot.writes('rules');
    await settle();
    await telegram.webhook.repeatLast();
    await settle();

    expect(telegram.webhook.posts.map(({ status }) => status)).toEqual([200, 200]);
    expect(amina.phone.bot.texts).toEqual(['rules', 'You wrote: rules']);
  });

  it('answers 503 while nothing can be kept, and takes it later', async () => {
    let isFull = false;
    const { telegram, settle, clock } = await hooked(fillingStore(() => isFull));
    const amina = telegram.person('Amina');
    isFull = true;
    amina.phone.bot.writes('rules');
    await settle();
    isFull = false;
    await clock.advance(1000);
    await settle();

    expect(telegram.webhook.posts.map(({ status }) => status)).toEqual([503, 200]);
    expect(amina.phone.bot.texts).toEqual(['rules', 'You wrote: rules']);
  });

  it.each([
    ['no secret', undefined],
    ['a secret off by its last letter', `${secret.slice(0, -1)}x`],
    ['a shorter secret', secret.slice(0, -1)],
    ['a longer secret', `${secret}x`],
    ['an empty secret', ''],
  ])('gives strangers with %s 401 and not a word', async (_, word) => {
    const { url } = await startBot({ mode: 'webhook' });
    const response = await post(url, '{"update_id":1}', word);

    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
  });

  it.each([
    ['no JSON', 'hello', 400],
    ['no update', '7', 400],
    ['brackets without end', '['.repeat(5000), 400],
    ['keys that change all objects', '{"update_id":1,"__proto__":{"x":1}}', 400],
    ['3 MB', `"${'x'.repeat(3_000_000)}"`, 413],
    ['an update of tomorrow', '{"update_id":1,"mind_read":{"thought":"x"}}', 200],
    ['a message of a wrong form', '{"update_id":1,"message":{"text":7}}', 200],
  ])('survives %s from whoever knows the secret', async (_, body, status) => {
    const { url, settle, events } = await startBot({ mode: 'webhook' });
    const before = events.length;

    expect((await post(url, body, secret)).status).toBe(status);
    await settle();
    expect(events).toHaveLength(before);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});
