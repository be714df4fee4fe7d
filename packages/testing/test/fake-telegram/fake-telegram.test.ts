import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { apiSchema } from '../../src/fake-telegram/api-schema.js';
import { problemWith } from '../../src/fake-telegram/check-call.js';
import { listenLocally } from '../../src/local-server.js';
import { startTelegram } from './bot.js';

interface Update {
  readonly message?: { readonly text?: string };
}

describe('a bot on Telegram', () => {
  it('may not write to somebody before they pressed Start, nor after they blocked it', async () => {
    const { telegram, call } = await startTelegram();
    const ana = telegram.person('Ana');
    const hello = { chat_id: ana.id, text: 'Hello' };

    expect(await call('sendMessage', hello)).toEqual({
      ok: false,
      error_code: 403,
      description: "Forbidden: bot can't initiate conversation with a user",
    });
    ana.phone.bot.starts('welcome');
    expect(await call('sendMessage', hello)).toMatchObject({ ok: true });
    ana.phone.bot.blocks();
    expect((await call('sendMessage', hello)).description).toBe(
      'Forbidden: bot was blocked by the user',
    );
    expect(ana.phone.bot.texts).toEqual(['/start welcome', 'Hello']);
  });

  it('sees only what is for it, until it is an admin or privacy mode is off', async () => {
    const { telegram, updates } = await startTelegram();
    const ana = telegram.person('Ana');
    const group = telegram.group('Area North');
    group.add(ana);
    group.addBot();
    await updates();
    const screen = ana.phone.in(group);
    screen.writes('Good morning');
    screen.writes('/rules');
    screen.writes('/rules@another_bot');
    screen.writes('@kapwa_test_bot hello');
    const texts = async () => (await updates()).map((one: Update) => one.message?.text);

    expect(await texts()).toEqual(['/rules', '@kapwa_test_bot hello']);
    telegram.setPrivacy(false);
    screen.writes('Good morning');
    expect(await texts()).toEqual(['Good morning']);
    telegram.setPrivacy(true);
    group.setBotRights(['can_delete_messages']);
    await updates();
    screen.writes('Good morning');
    expect(await texts()).toEqual(['Good morning']);
  });

  it('is told of members only as an admin who asked for it', async () => {
    const { telegram, call, updates } = await startTelegram();
    const ana = telegram.person('Ana');
    const group = telegram.group('Area North', { announcesMembers: false });
    group.addBot('all');
    group.add(ana);
    const first = (await call('getUpdates')).result;
    await updates();
    group.leaves(ana);

    expect(first).toMatchObject([
      { my_chat_member: { new_chat_member: { status: 'administrator' } } },
    ]);
    expect(await updates()).toMatchObject([
      { chat_member: { from: { id: ana.id }, new_chat_member: { status: 'left' } } },
    ]);
  });

  it('gets again what it did not confirm, and 409 when a second one fetches', async () => {
    const { telegram, call } = await startTelegram();
    const ana = telegram.person('Ana');
    ana.phone.bot.starts();
    const [update] = (await call('getUpdates')).result;
    expect((await call('getUpdates')).result).toEqual([update]);
    const waiting = call('getUpdates', { offset: update.update_id + 1, timeout: 30 });
    await telegram.settled();
    const second = call('getUpdates', { timeout: 30 });

    expect(await waiting).toMatchObject({
      error_code: 409,
      description: expect.stringMatching(/^Conflict: terminated by other getUpdates request/),
    });
    ana.phone.bot.writes('More');
    expect((await second).result).toMatchObject([{ message: { text: 'More' } }]);
  });

  it('waits no longer than it said when nothing happens', async () => {
    const { telegram, call, clock } = await startTelegram();
    const waiting = call('getUpdates', { timeout: 30 });
    while (clock.waiting() === 0) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(30_000);

    expect((await waiting).result).toEqual([]);
    expect(telegram.waiting).toEqual([]);
  });

  it.each([
    ['nothing it knows', 'sendMassage', {}, 404, 'Not Found: method not found'],
    ['no text', 'sendMessage', { chat_id: 1 }, 400, 'Bad Request: message text is empty'],
    ['no chat', 'sendMessage', { text: 'x' }, 400, 'Bad Request: chat_id is empty'],
    [
      'an unknown chat',
      'sendMessage',
      { chat_id: 5, text: 'x' },
      400,
      'Bad Request: chat not found',
    ],
    [
      'a wrong type',
      'getChat',
      { chat_id: {} },
      400,
      expect.stringMatching(/^Bad Request: can't parse chat_id/),
    ],
    [
      'a parameter there is not',
      'getChat',
      { chat: 1, chat_id: 1 },
      400,
      expect.stringMatching(/no parameter "chat"/),
    ],
    [
      'an entity of a wrong form',
      'sendMessage',
      { chat_id: 1, text: 'x', entities: [{ type: 'bold', offset: 0 }] },
      400,
      expect.stringMatching(/"length" of entities\[0\] is missing/),
    ],
  ])('is refused for %s', async (_, method, params, code, description) => {
    const { call } = await startTelegram();

    expect(await call(method, params)).toEqual({ ok: false, error_code: code, description });
  });

  it('is a stranger with a wrong token', async () => {
    const { telegram } = await startTelegram();
    const response = await fetch(`${telegram.apiRoot}/bot1:wrong/getMe`);

    expect(await response.json()).toEqual({
      ok: false,
      error_code: 401,
      description: 'Unauthorized',
    });
  });

  it('obeys the limits where they are switched on', async () => {
    const { telegram, call, clock } = await startTelegram({ rates: { perGroup: 2 } });
    const group = telegram.group('Area North');
    group.addBot('all');
    const send = () => call('sendMessage', { chat_id: group.id, text: 'Hello' });
    await send();

    expect(await send()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    await clock.advance(1000);
    expect(await send()).toMatchObject({ ok: true });
    await clock.advance(1000);
    expect(await send()).toMatchObject({ parameters: { retry_after: 58 } });
  });

  it('finds a group under its new id, and is told the id with the refusal', async () => {
    const { telegram, call, updates } = await startTelegram();
    const group = telegram.group('Area North', { type: 'group' });
    group.addBot();
    await updates();
    const before = group.id;
    group.becomesSupergroup();

    expect(await call('sendMessage', { chat_id: before, text: 'x' })).toEqual({
      ok: false,
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: group.id },
    });
    expect(await updates()).toMatchObject([
      { message: { chat: { id: before }, migrate_to_chat_id: group.id } },
      { message: { chat: { id: group.id }, migrate_from_chat_id: before } },
    ]);
  });

  it('deletes what others wrote with the right to, and for 48 hours', async () => {
    const { telegram, call, clock } = await startTelegram();
    const ana = telegram.person('Ana');
    const group = telegram.group('Area North');
    group.add(ana);
    group.addBot();
    const screen = ana.phone.in(group);
    const remove = async () => {
      const message_id = screen.writes('Hello');
      return () => call('deleteMessage', { chat_id: group.id, message_id });
    };

    expect((await (await remove())()).description).toBe("Bad Request: message can't be deleted");
    group.setBotRights(['can_delete_messages']);
    expect(await (await remove())()).toEqual({ ok: true, result: true });
    const late = await remove();
    await clock.advance(48 * 60 * 60 * 1000);
    expect((await late()).description).toBe("Bad Request: message can't be deleted for everyone");
  });

  it('needs each right it uses', async () => {
    const { telegram, call } = await startTelegram();
    const ana = telegram.person('Ana');
    const group = telegram.group('Area North');
    group.add(ana);
    group.addBot(['can_pin_messages', 'can_promote_members']);
    const chat_id = group.id;
    const user_id = ana.id;
    const message_id = ana.phone.in(group).writes('Hello');
    const say = async (method: string, more = {}) =>
      (await call(method, { chat_id, ...more })).description;

    expect(await say('pinChatMessage', { message_id })).toBeUndefined();
    expect(await say('banChatMember', { user_id })).toBe(
      'Bad Request: not enough rights to restrict/unrestrict chat member',
    );
    expect(await say('setChatTitle', { title: 'x' })).toBe(
      'Bad Request: not enough rights to change chat title',
    );
    expect(await say('exportChatInviteLink')).toBe(
      'Bad Request: not enough rights to manage chat invite link',
    );
    expect(await say('promoteChatMember', { user_id, can_delete_messages: true })).toBe(
      'Bad Request: RIGHT_FORBIDDEN',
    );
    expect(await say('promoteChatMember', { user_id, can_pin_messages: true })).toBeUndefined();
    expect(group.status(ana)).toBe('administrator');
    expect(await say('setChatPermissions', { permissions: {} })).toBe(
      'Bad Request: not enough rights to change chat permissions',
    );
  });

  it('closes a group to members by its permissions', async () => {
    const { telegram, call } = await startTelegram();
    const ana = telegram.person('Ana');
    const group = telegram.group('Area North');
    group.add(ana);
    group.addBot('all');
    await call('setChatPermissions', {
      chat_id: group.id,
      permissions: { can_invite_users: true },
    });

    expect(ana.phone.in(group).mayWrite).toBe(false);
    expect(() => ana.phone.in(group).writes('Hello')).toThrow(/may not write/);
    expect((await call('getChat', { chat_id: group.id })).result.permissions).toMatchObject({
      can_send_messages: false,
      can_invite_users: true,
    });
  });

  it('writes for five minutes to somebody who asks to join, and lets them in', async () => {
    const { telegram, call, clock, updates } = await startTelegram();
    const [ana, juma] = [telegram.person('Ana'), telegram.person('Juma')];
    const group = telegram.group('Area North');
    group.setApproval(true);
    group.addBot(['can_invite_users']);
    await updates();
    expect([group.joins(ana, group.link()), group.joins(juma, group.link())]).toEqual([
      false,
      false,
    ]);
    const [{ chat_join_request: request }] = await updates();
    const write = (chat_id: number) => call('sendMessage', { chat_id, text: 'Why?' });
    const answer = { chat_id: group.id, user_id: ana.id };

    expect(await write(request.user_chat_id)).toMatchObject({ ok: true });
    expect(await call('approveChatJoinRequest', answer)).toEqual({ ok: true, result: true });
    expect(group.isIn(ana)).toBe(true);
    expect(await call('approveChatJoinRequest', answer)).toMatchObject({
      description: 'Bad Request: USER_ALREADY_PARTICIPANT',
    });
    await clock.advance(5 * 60_000);
    expect(await write(juma.id)).toMatchObject({ error_code: 403 });
  });

  it('gives links for one person, and takes them back', async () => {
    const { telegram, call } = await startTelegram();
    const [ana, juma] = [telegram.person('Ana'), telegram.person('Juma')];
    const group = telegram.group('Area North');
    group.addBot('all');
    const once = await call('createChatInviteLink', { chat_id: group.id, member_limit: 1 });
    const { invite_link } = once.result;

    expect(group.joins(ana, invite_link)).toBe(true);
    expect(() => group.joins(juma, invite_link)).toThrow(/does not work/);
    const other = await call('createChatInviteLink', { chat_id: group.id });
    await call('revokeChatInviteLink', {
      chat_id: group.id,
      invite_link: other.result.invite_link,
    });
    expect(() => group.joins(juma, other.result.invite_link)).toThrow(/does not work/);
    expect(
      (
        await call('createChatInviteLink', {
          chat_id: group.id,
          member_limit: 1,
          creates_join_request: true,
        })
      ).description,
    ).toMatch(/member limit can't be specified/);
  });

  it('shows one person a message that nobody else sees', async () => {
    const { telegram, call } = await startTelegram();
    const [ana, juma] = [telegram.person('Ana'), telegram.person('Juma')];
    const group = telegram.group('Area North');
    for (const person of [ana, juma]) group.add(person);
    group.addBot();
    const ephemeral_message_parameters = { receiver_user_id: ana.id };
    const params = { chat_id: group.id, text: 'Please be kind.', ephemeral_message_parameters };
    const { result } = await call('sendMessage', params);

    expect(ana.phone.in(group).messages).toMatchObject([
      { text: 'Please be kind.', isEphemeral: true },
    ]);
    expect(juma.phone.in(group).texts).toEqual([]);
    const { ephemeral_message_id } = result;
    await call('deleteEphemeralMessage', {
      chat_id: group.id,
      receiver_user_id: ana.id,
      ephemeral_message_id,
    });
    expect(ana.phone.in(group).texts).toEqual([]);
  });

  it('is asked by a tap, and answers once', async () => {
    const { telegram, call, updates } = await startTelegram();
    const ana = telegram.person('Ana');
    ana.phone.bot.starts();
    const reply_markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] };
    await call('sendMessage', { chat_id: ana.id, text: 'Do you agree?', reply_markup });
    await updates();
    const question = ana.phone.bot.taps('Yes');
    const answer = { callback_query_id: question, text: 'Thank you' };

    expect(await updates()).toMatchObject([
      {
        callback_query: {
          id: question,
          data: 'y',
          from: { id: ana.id },
          message: { text: 'Do you agree?' },
        },
      },
    ]);
    await call('answerCallbackQuery', answer);
    expect(telegram.answerTo(question)).toEqual({ text: 'Thank you', alert: false });
    expect((await call('answerCallbackQuery', answer)).description).toMatch(/query is too old/);
  });

  it('hears of reactions and votes', async () => {
    const { telegram, call, updates } = await startTelegram();
    const ana = telegram.person('Ana');
    const group = telegram.group('Area North');
    group.add(ana);
    group.addBot('all');
    const options = ['Monday', 'Tuesday'].map((text) => ({ text }));
    const poll = { chat_id: group.id, question: 'When?', options, is_anonymous: false };
    const { result } = await call('sendPoll', poll);
    await updates();
    const screen = ana.phone.in(group);
    screen.votes(result.message_id, 1);
    screen.reacts(result.message_id, '👍');

    expect(await updates()).toMatchObject([
      { poll_answer: { poll_id: result.poll.id, option_ids: [1] } },
      { message_reaction: { old_reaction: [], new_reaction: [{ type: 'emoji', emoji: '👍' }] } },
    ]);
  });

  it('keeps files that people send, to be fetched', async () => {
    const { telegram, call, updates } = await startTelegram();
    const ana = telegram.person('Ana');
    ana.phone.bot.starts();
    ana.phone.bot.sends('photo', 'The new clinic');
    const { photo, caption } = (await updates()).at(-1).message;
    const { result } = await call('getFile', { file_id: photo[0].file_id });
    const file = await fetch(`${telegram.apiRoot}/file/bot${telegram.token}/${result.file_path}`);

    expect(caption).toBe('The new clinic');
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('takes files as a form brings them', async () => {
    const { telegram } = await startTelegram();
    const ana = telegram.person('Ana');
    ana.phone.bot.starts();
    const form = new FormData();
    form.set('chat_id', String(ana.id));
    form.set('caption', 'Report');
    form.set('document', new Blob(['abc']), 'report.txt');
    const address = `${telegram.apiRoot}/bot${telegram.token}/sendDocument`;
    const answer = await fetch(address, { method: 'POST', body: form });

    expect(await answer.json()).toMatchObject({ ok: true, result: { document: { file_size: 3 } } });
    expect(ana.phone.bot.messages.at(-1)).toMatchObject({ text: 'Report', media: 'document' });
  });

  it('has a menu of commands for languages of two letters', async () => {
    const { telegram, call } = await startTelegram();
    const commands = [{ command: 'sheria', description: 'Sheria zetu' }];

    await call('setMyCommands', { commands, language_code: 'sw' });
    expect(telegram.commands('sw')).toEqual(commands);
    expect(await call('setMyCommands', { commands, language_code: 'fil' })).toMatchObject({
      description: 'Bad Request: invalid language code specified',
    });
  });

  it('is told by a webhook, with its secret, until it answers 2xx', async () => {
    const { telegram, call, clock } = await startTelegram();
    const heard: unknown[] = [];
    let status = 500;
    const server = createServer((request, response) => {
      heard.push(request.headers['x-telegram-bot-api-secret-token']);
      response.writeHead(status).end();
    });
    const { port, close } = await listenLocally(server);
    await call('setWebhook', { url: `http://127.0.0.1:${port}/`, secret_token: 'abc' });
    telegram.person('Ana').phone.bot.starts();
    await telegram.settled();
    status = 200;
    await clock.advance(1000);
    await telegram.settled();
    await close();

    expect(heard).toEqual(['abc', 'abc']);
    expect(telegram.webhook.posts.map((post) => post.status)).toEqual([500, 200]);
    expect(telegram.waiting).toEqual([]);
    expect((await call('getUpdates')).description).toMatch(
      /can't use getUpdates method while webhook/,
    );
  });

  it('hears in topics, and answers there', async () => {
    const { telegram, call, updates } = await startTelegram();
    const ana = telegram.person('Ana');
    const group = telegram.group('Area North', { isForum: true });
    group.add(ana);
    group.addBot('all');
    const topic = group.topic('Supplies');
    await updates();
    const message_id = ana.phone.in(group).writes('We need gloves', { topic });
    const reply_parameters = { message_id };
    await call('sendMessage', { chat_id: group.id, text: 'Noted', reply_parameters });

    expect(await updates()).toMatchObject([
      { message: { message_thread_id: topic, is_topic_message: true } },
    ]);
    expect(ana.phone.in(group).messages.at(-1)).toMatchObject({ text: 'Noted', topic });
  });

  it('sees admins who stay anonymous as the group itself', async () => {
    const { telegram, updates } = await startTelegram();
    const ana = telegram.person('Ana');
    const group = telegram.group('Area North');
    group.add(ana);
    group.promote(ana, { anonymous: true });
    group.addBot('all');
    await updates();
    ana.phone.in(group).writes('Please stay on the topic.');

    expect(await updates()).toMatchObject([
      { message: { from: { username: 'GroupAnonymousBot' }, sender_chat: { id: group.id } } },
    ]);
  });

  it('is told only what the specification knows', async () => {
    const { telegram, updates } = await startTelegram();
    const ana = telegram.person('Ana', { username: 'ana_n', language: 'sw' });
    const group = telegram.group('Area North');
    group.setApproval(true);
    group.addBot('all');
    group.add(ana);
    const screen = ana.phone.in(group);
    const id = screen.writes('Hello @kapwa_test_bot', { forwardedFrom: ana });
    screen.reacts(id, '👍');
    screen.edits(id, 'Hello');
    screen.sends('photo', 'Look');
    group.joins(telegram.person('Juma'), group.link());
    group.inCommunity(telegram.community('Health workers'));
    group.leaves(ana);
    const all = await updates();

    expect(all.length).toBeGreaterThan(8);
    for (const update of all) expect(problemWith(update, 'Update', 'update')).toBeUndefined();
    expect(apiSchema.methods.sendMessage?.ephemeral_message_parameters).toBeDefined();
  });
});
