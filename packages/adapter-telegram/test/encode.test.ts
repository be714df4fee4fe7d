import { type EncodeFacts, KapwaError, plain, type ReadyAction } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { createCallbackSigner } from '../src/callback-data.js';
import { encode } from '../src/encode.js';

const buttons = createCallbackSigner('777:token');
const group: EncodeFacts = {
  chat: { id: '-1001234567890', direct: false },
  accountOf: (person) => ({ ana: '5', channel: '-1007' })[person],
};
const direct: EncodeFacts = { ...group, chat: { id: '5', direct: true } };
const chat_id = -1001234567890;

const steps = (action: ReadyAction, facts = group) =>
  encode(action, facts, buttons).map(({ op, body }) => [op, body]);

const target = { group: 'north', message: '7' } as const;
const about = { group: 'north', person: 'ana' } as const;

describe('an action on Telegram', () => {
  it.each<[string, ReadyAction, unknown]>([
    [
      'deleting',
      { kind: 'message.delete', target },
      [['deleteMessage', { chat_id, message_id: 7 }]],
    ],
    [
      'reacting, without the sign for a coloured picture',
      { kind: 'message.react', target, emoji: '❤️' },
      [
        [
          'setMessageReaction',
          { chat_id, message_id: 7, reaction: [{ type: 'emoji', emoji: '❤' }] },
        ],
      ],
    ],
    [
      'taking a reaction back',
      { kind: 'message.react', target, emoji: '' },
      [['setMessageReaction', { chat_id, message_id: 7, reaction: [] }]],
    ],
    [
      'pinning without waking everybody',
      { kind: 'message.pin', target },
      [['pinChatMessage', { chat_id, message_id: 7, disable_notification: true }]],
    ],
    [
      'removing: a ban that is lifted at once',
      { kind: 'member.remove', ...about },
      [
        ['banChatMember', { chat_id, user_id: 5 }],
        ['unbanChatMember', { chat_id, user_id: 5, only_if_banned: true }],
      ],
    ],
    [
      'letting in',
      { kind: 'join.approve', ...about },
      [['approveChatJoinRequest', { chat_id, user_id: 5 }]],
    ],
    [
      'showing that it writes',
      { kind: 'typing.show', to: { group: 'north' } },
      [['sendChatAction', { chat_id, action: 'typing' }]],
    ],
    [
      'describing',
      { kind: 'group.describe', group: 'north', name: 'North', description: 'Us' },
      [
        ['setChatTitle', { chat_id, title: 'North' }],
        ['setChatDescription', { chat_id, description: 'Us' }],
      ],
    ],
  ])('is calls for %s', (_, action, calls) => {
    expect(steps(action)).toEqual(calls);
  });

  it('answers with the first of several messages only', () => {
    const text = plain('word '.repeat(1500));
    const sent = steps({ kind: 'message.send', to: { group: 'north' }, text, replyTo: '3' });

    expect(sent).toHaveLength(2);
    expect(sent[0]?.[1]).toMatchObject({ reply_parameters: { message_id: 3 } });
    expect(sent[1]?.[1]).not.toHaveProperty('reply_parameters');
  });

  it('shows buttons below the last message, and lines where an id is too long for one', () => {
    const menu = (id: string) => ({ options: [{ id, label: 'Yes' }] });
    const send = (id: string) =>
      steps(
        { kind: 'message.send', to: { person: 'ana' }, text: plain('Well?'), menu: menu(id) },
        { ...direct, menu: 'buttons' },
      )[0]?.[1];

    expect(send('yes')).toMatchObject({
      text: 'Well?',
      reply_markup: {
        inline_keyboard: [[{ text: 'Yes', callback_data: buttons.write('5', 'yes') }]],
      },
    });
    expect(send('ñ'.repeat(40))).toMatchObject({ text: 'Well?\n1. Yes' });
  });

  it.each<[string, ReadyAction, EncodeFacts]>([
    [
      'to whom it has no account',
      { kind: 'member.remove', group: 'north', person: 'nobody' },
      group,
    ],
    [
      'to somebody who writes as a channel',
      { kind: 'member.remove', group: 'north', person: 'channel' },
      group,
    ],
    [
      'of a text too long to be changed',
      { kind: 'message.edit', target, text: plain('x'.repeat(5000)) },
      group,
    ],
    [
      'about a message only one person sees',
      { kind: 'message.delete', target: { ...target, message: 'e5' } },
      group,
    ],
    [
      'for one person it cannot name',
      { kind: 'message.send', to: { group: 'north' }, text: plain('x'), onlyFor: 'nobody' },
      group,
    ],
    [
      'that would stand in a group for everybody',
      { kind: 'message.send', to: { person: 'channel' }, text: plain('x') },
      { ...direct, chat: { id: '-1007', direct: true } },
    ],
    ['bots cannot do', { kind: 'group.link', group: 'north' }, group],
  ])('is refused %s', (_, action, facts) => {
    expect(() => encode(action, facts, buttons)).toThrow(KapwaError);
  });
});

describe('the data of a button', () => {
  it('is read where it was shown, and nowhere else', () => {
    const data = buttons.write('5', 'yes') ?? '';

    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    expect(buttons.read('5', data)).toBe('yes');
    expect(buttons.read('6', data)).toBeUndefined();
    expect(createCallbackSigner('777:another').read('5', data)).toBeUndefined();
    for (const forged of ['', 'yes', ':yes', `${data}s`, data.replace('yes', 'no')]) {
      expect(buttons.read('5', forged)).toBeUndefined();
    }
  });
});
