import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../src/decode.js';
import { updateSchemas } from '../src/wire.js';
import { facts, update } from './facts.js';

const one = (raw: unknown) => decode(raw, facts).events[0];

describe('an update of Telegram', () => {
  it.each([1e300, -1, 0.5, Number.MAX_SAFE_INTEGER])(
    'of no time there is (%d) is not read',
    (date) => {
      expect(decode(update({ text: 'Good morning', date }), facts).events).toEqual([]);
    },
  );

  it('is a message with who wrote it, where and when', () => {
    expect(decode(update({ text: 'Good morning' }), facts)).toEqual({
      events: [
        {
          kind: 'message.received',
          id: '777:9',
          at: 3000,
          adapter: 'telegram',
          chat: { id: '-1001234567890', direct: false, title: 'Area North' },
          from: { id: '1', name: 'Ana Njeri' },
          message: '4',
          text: 'Good morning',
          mentions: [],
        },
      ],
    });
  });

  it('names who is mentioned, behind characters of two units too, and the bot apart', () => {
    const text = '👩🏽‍⚕️ Asante @Rosa, @juma_k, @nobody and @Kapwa_Bot';
    const at = (words: string, more = {}) => ({
      type: 'mention',
      offset: text.indexOf(words),
      length: words.length,
      ...more,
    });
    const rosa = { id: 3, is_bot: false, first_name: 'Rosa' };
    const entities = [
      at('@Rosa', { type: 'text_mention', user: rosa }),
      at('@juma_k'),
      at('@nobody'),
      at('@Kapwa_Bot'),
    ];

    expect(one(update({ text, entities }))).toMatchObject({
      mentions: [
        { id: '3', name: 'Rosa' },
        { id: '2', name: 'Juma' },
      ],
      mentionsBot: true,
    });
  });

  it.each([
    ['/rules@kapwa_bot please', 16, '/rules please', true],
    ['/rules@other_bot', 16, '/rules@other_bot', undefined],
    ['/rules', 6, '/rules', undefined],
  ])('is the command %s says', (text, length, said, mentionsBot) => {
    const entities = [{ type: 'bot_command', offset: 0, length }];
    const event = one(update({ text, entities }));

    expect(event).toMatchObject({ text: said });
    expect(event && 'mentionsBot' in event ? event.mentionsBot : undefined).toBe(mentionsBot);
  });

  it('is of the group itself where an admin stays anonymous, and of the channel in a channel', () => {
    const chat = { id: -1001234567890, type: 'channel', title: 'News' };
    const anonymous = {
      from: { id: 1087968824, is_bot: true, first_name: 'Group' },
      sender_chat: chat,
    };

    expect(one(update({ text: 'x', ...anonymous }))).toMatchObject({
      from: { id: '-1001234567890', name: 'News' },
    });
    expect(
      one(update({ text: 'x', chat, from: undefined, sender_chat: chat }, 'channel_post')),
    ).toMatchObject({
      kind: 'message.received',
      chat: { direct: false },
    });
  });

  it.each([
    [
      'a picture',
      { photo: [{ file_id: 's' }, { file_id: 'l', file_size: 9 }], caption: 'Look' },
      { media: [{ type: 'image', id: 'l', mimeType: 'image/jpeg', size: 9 }], text: 'Look' },
    ],
    [
      'a voice message',
      { voice: { file_id: 'v', mime_type: 'audio/ogg' } },
      { media: [{ type: 'audio', id: 'v', mimeType: 'audio/ogg' }], text: '' },
    ],
    [
      'a place',
      { location: { latitude: 1, longitude: 2 } },
      { location: { latitude: 1, longitude: 2 } },
    ],
    [
      'a contact',
      { contact: { phone_number: '+254', first_name: 'Grace' } },
      { contacts: [{ name: 'Grace', phones: ['+254'] }] },
    ],
    ['an answer', { text: 'x', reply_to_message: { message_id: 2 } }, { replyTo: '2' }],
    [
      'something forwarded',
      { text: 'x', forward_origin: { type: 'user' } },
      { forwardingScore: 1 },
    ],
  ])('brings %s', (_, message, event) => {
    expect(one(update(message))).toMatchObject(event);
  });

  it.each([
    [
      'a new title',
      { new_chat_title: 'South' },
      { kind: 'group.changed', name: 'South', by: { id: '1' } },
    ],
    [
      'a timer',
      { message_auto_delete_timer_changed: { message_auto_delete_time: 60 } },
      { disappearing: 60_000 },
    ],
    [
      'a community',
      { community_chat_added: { community: { id: 1, name: 'x' } } },
      { linked: true },
    ],
    ['a community left', { community_chat_removed: {} }, { linked: false }],
    [
      'a move',
      { migrate_to_chat_id: -1005 },
      { kind: 'chat.moved', id: 'moved:-1001234567890:-1005', to: '-1005' },
    ],
    [
      'a move from',
      { migrate_from_chat_id: -7 },
      { kind: 'chat.moved', id: 'moved:-7:-1001234567890', chat: { id: '-7' } },
    ],
    [
      'somebody who came',
      { new_chat_members: [{ id: 5, first_name: 'Rosa' }] },
      { kind: 'member.joined', member: { id: '5' }, by: { id: '1' } },
    ],
    [
      'somebody who left',
      { left_chat_member: { id: 1, first_name: 'Ana' } },
      { kind: 'member.left', member: { id: '1' } },
    ],
  ])('tells of %s in the chat', (_, message, event) => {
    expect(one(update(message))).toMatchObject(event);
  });

  it('tells of members once where Telegram tells it in two ways', () => {
    const message = update({ new_chat_members: [{ id: 5, first_name: 'Rosa' }] });

    expect(decode(message, { ...facts, isAdmin: () => true }).events).toEqual([]);
  });

  it.each([
    ['its own message', update({ text: 'x', from: { id: 777, is_bot: true } })],
    ['another type', { update_id: 1, mind_read: {} }],
    ['a broken message', update({ chat: { id: 'x' } })],
    [
      'a live place that moves',
      update({ location: { latitude: 1, longitude: 2 } }, 'edited_message'),
    ],
    ['no update', 'hello'],
    [
      'a vote in a poll of somebody else',
      { update_id: 1, poll_answer: { poll_id: 'x', option_ids: [] } },
    ],
  ])('is left out for %s, and says why without any content', (_, raw) => {
    const { events, skipped } = decode(raw, facts);

    expect(events).toEqual([]);
    expect(skipped).toMatch(/^(a|an|the|something) [a-z' _.]+$/);
  });

  it('never throws, whatever it is', () => {
    const part = fc.jsonValue();
    const types = Object.keys(updateSchemas);
    const chat = fc.record({ id: part, type: fc.constantFrom('private', 'group'), title: part });
    const message = fc.record({
      message_id: fc.integer(),
      date: fc.integer(),
      chat: fc.oneof(chat, part),
      from: part,
      text: fc.oneof(fc.string(), part),
      entities: fc.oneof(
        fc.array(
          fc.record({
            type: fc.constantFrom('mention', 'bot_command', 'text_mention'),
            offset: fc.integer(),
            length: fc.integer(),
            user: part,
          }),
        ),
        part,
      ),
      new_chat_members: part,
      photo: part,
      migrate_to_chat_id: part,
      user: part,
      old_chat_member: part,
      option_ids: part,
    });
    const anything = fc.oneof(
      part,
      fc
        .tuple(fc.constantFrom(...types), fc.oneof(part, message))
        .map(([type, body]) => ({ update_id: 1, [type]: body })),
    );

    fc.assert(
      fc.property(anything, (raw) => {
        const { events, skipped } = decode(raw, facts);
        expect(events.length > 0 || skipped !== undefined).toBe(true);
        for (const event of events) expect(event.id).toMatch(/^(777:1|moved:)/);
      }),
      { numRuns: 500 },
    );
  });
});
