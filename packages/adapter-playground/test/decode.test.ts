import { describe, expect, it } from 'vitest';
import { decode, type Update } from '../src/index.js';

const facts = { adapter: 'playground', bot: 'kapwa' };
const north = { id: 'north', direct: false, title: 'North Area' };
const ana = { id: 'ana', name: 'Ana' };
const ben = { id: 'ben', name: 'Ben Otieno' };

function message(more: Partial<Extract<Update, { kind: 'message' }>>): Update {
  const text = more.text ?? 'Good morning';
  return {
    kind: 'message',
    id: 'u7',
    at: 5,
    chat: north,
    from: ana,
    message: 'm3',
    text,
    marks: [],
    ...more,
  };
}

describe('decoding what the messenger tells', () => {
  it('knows who wrote what, where and when', () => {
    expect(decode(message({}), facts)).toEqual({
      kind: 'message.received',
      id: 'u7',
      at: 5,
      adapter: 'playground',
      chat: north,
      from: ana,
      message: 'm3',
      text: 'Good morning',
      mentions: [],
    });
  });

  it('lists whom a message mentions, each once, and tells the bot apart', () => {
    const update = message({
      text: 'Thanks @Ben Otieno and @Ben Otieno, says @Kapwa',
      marks: [
        { kind: 'mention', offset: 7, length: 11, account: 'ben' },
        { kind: 'mention', offset: 23, length: 11, account: 'ben' },
        { kind: 'mention', offset: 41, length: 6, account: 'kapwa' },
      ],
    });

    expect(decode(update, facts)).toMatchObject({ mentions: [ben], mentionsBot: true });
  });

  it('keeps which message is answered', () => {
    expect(decode(message({ replyTo: 'm1' }), facts)).toMatchObject({ replyTo: 'm1' });
  });

  it('is the same event when the same update comes again', () => {
    expect(decode(message({}), facts)).toEqual(decode(message({}), facts));
  });

  it.each<[Update['kind'], Update, object]>([
    [
      'edit',
      {
        kind: 'edit',
        id: 'u1',
        at: 1,
        chat: north,
        from: ana,
        message: 'm1',
        text: 'Hi',
        marks: [],
      },
      { kind: 'message.edited', from: ana, message: 'm1', text: 'Hi', mentions: [] },
    ],
    [
      'delete',
      { kind: 'delete', id: 'u1', at: 1, chat: north, message: 'm1', by: ana },
      { kind: 'message.deleted', message: 'm1', by: ana },
    ],
    [
      'join',
      { kind: 'join', id: 'u1', at: 1, chat: north, member: ben },
      { kind: 'member.joined', member: ben },
    ],
    [
      'leave',
      { kind: 'leave', id: 'u1', at: 1, chat: north, member: ben, by: ana },
      { kind: 'member.left', member: ben, by: ana },
    ],
    [
      'role',
      { kind: 'role', id: 'u1', at: 1, chat: north, member: ben, role: 'admin', by: ana },
      { kind: 'role.changed', member: ben, role: 'admin', by: ana },
    ],
    [
      'reaction',
      { kind: 'reaction', id: 'u1', at: 1, chat: north, from: ben, message: 'm1', emoji: '🌟' },
      { kind: 'reaction.added', from: ben, message: 'm1', emoji: '🌟' },
    ],
    [
      'group',
      {
        kind: 'group',
        id: 'u1',
        at: 1,
        chat: north,
        botRole: 'admin',
        description: '',
        posting: 'everyone',
        disappearing: 0,
        editing: 'admins',
        adding: 'everyone',
        approval: false,
        linked: true,
        members: [{ account: ana, role: 'member' }],
      },
      {
        kind: 'group.reported',
        botRole: 'admin',
        description: '',
        posting: 'everyone',
        disappearing: 0,
        editing: 'admins',
        adding: 'everyone',
        approval: false,
        linked: true,
        members: [{ account: ana, role: 'member' }],
      },
    ],
  ])('understands a report of kind %s', (_, update, event) => {
    expect(decode(update, facts)).toEqual({
      id: 'u1',
      at: 1,
      adapter: 'playground',
      chat: north,
      ...event,
    });
  });

  it('tells that the connection went down', () => {
    expect(decode({ kind: 'connection', id: 'u2', at: 1, state: 'disconnected' }, facts)).toEqual({
      kind: 'transport.changed',
      id: 'u2',
      at: 1,
      adapter: 'playground',
      state: 'disconnected',
    });
  });
});
