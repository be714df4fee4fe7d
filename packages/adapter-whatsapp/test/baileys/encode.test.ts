import { actionKinds, type EncodeFacts, groupSchema, mention, type ReadyAction } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { capability } from '../../src/baileys/capability.js';
import { encode } from '../../src/baileys/encode.js';
import { group } from './samples.js';

const accounts: Readonly<Record<string, string>> = {
  ana: '100000000000002@lid',
  ben: '639170000003',
  cleo: 'somebody elsewhere',
};
const inGroup: EncodeFacts = {
  chat: { id: group, direct: false },
  accountOf: (person) => accounts[person],
};
const direct: EncodeFacts = { ...inGroup, chat: { id: '639170000003', direct: true } };
const to = { group: 'managers' };
const one = (action: ReadyAction, facts = inGroup) => encode(action, facts)[0]?.body;

describe('writing down for a linked device', () => {
  it('mentions people by their address, and by name whom WhatsApp does not know', () => {
    const text = [
      mention('ana', 'Ana'),
      { kind: 'plain', text: ' and ' } as const,
      mention('ben', 'Ben'),
      { kind: 'plain', text: ' and ' } as const,
      mention('cleo', 'Cleo'),
    ];

    expect(one({ kind: 'message.send', to, text })).toEqual({
      to: group,
      say: {
        text: '@100000000000002 and @639170000003 and @Cleo',
        mentions: ['100000000000002@lid', '639170000003@s.whatsapp.net'],
      },
    });
  });

  it('never mentions anybody because of what a member wrote', () => {
    const text = [{ kind: 'plain', text: 'call @639170000003' } as const];

    expect(one({ kind: 'message.send', to, text })).toMatchObject({ say: { mentions: [] } });
  });

  it('names in each part of a long text those who are mentioned there', () => {
    const filler = { kind: 'plain', text: ` ${'word '.repeat(900)}` } as const;
    const text = [mention('ana', 'Ana'), filler, mention('ben', 'Ben')];
    const steps = encode({ kind: 'message.send', to, text, replyTo: '3EB0' }, inGroup);

    expect(steps.map(({ body }) => body)).toMatchObject([
      { say: { mentions: ['100000000000002@lid'] }, quote: { message: '3EB0' } },
      { say: { mentions: ['639170000003@s.whatsapp.net'] } },
    ]);
    expect(steps[1]?.body).not.toHaveProperty('quote');
  });

  it('writes to a person by number where that is how they are known', () => {
    expect(
      one({ kind: 'read.show', target: { person: 'ben', message: 'M1' } }, direct),
    ).toMatchObject({
      target: { message: 'M1' },
    });
    expect(one({ kind: 'typing.show', to: { person: 'ben' } }, direct)).toEqual({
      to: '639170000003@s.whatsapp.net',
    });
  });

  it('says whose message it deletes, pins or reacts to', () => {
    const target = { ...to, message: '3EB0', author: '100000000000002@lid' };
    const body = { to: group, target: { message: '3EB0', author: '100000000000002@lid' } };

    expect(one({ kind: 'message.delete', target })).toEqual(body);
    expect(one({ kind: 'message.react', target, emoji: '👍' })).toEqual({ ...body, emoji: '👍' });
    expect(one({ kind: 'message.unpin', target })).toEqual({ ...body, seconds: 0 });
  });

  it.each([
    [0, 0],
    [60 * 60_000, 86_400],
    [7 * 24 * 60 * 60_000, 604_800],
    [400 * 24 * 60 * 60_000, 7_776_000],
  ])(
    'lets messages disappear after %d ms by the next longer choice WhatsApp has',
    (after, value) => {
      expect(one({ kind: 'disappearing.set', group: 'managers', after })).toEqual({
        group,
        set: { kind: 'disappearing', value },
      });
    },
  );

  it('lets everybody edit a group and add people, or its admins', () => {
    expect(one({ kind: 'editing.set', group: 'managers', editing: 'everyone' })).toEqual({
      group,
      set: { kind: 'editing', value: 'everyone' },
    });
    expect(one({ kind: 'adding.set', group: 'managers', adding: 'admins' })).toEqual({
      group,
      set: { kind: 'adding', value: 'admins' },
    });
  });

  it('has people let in one by one, or not', () => {
    expect(one({ kind: 'approval.set', group: 'managers', approval: false })).toEqual({
      group,
      set: { kind: 'approval', value: false },
    });
  });

  it('makes a group only admins change and add to, with five people at most', () => {
    const made = groupSchema.parse({
      key: 'managers',
      name: 'Managers',
      kind: 'announcement',
      languages: ['en'],
      posting: 'admins',
      purpose: 'For managers',
    });
    const facts = { ...inGroup, chat: { id: '', direct: false }, group: made };
    const members = Array.from({ length: 50 }, () => 'ana');

    expect(
      one({ kind: 'group.create', group: 'managers', adapter: 'whatsapp', members }, facts),
    ).toEqual({
      make: {
        name: 'Managers',
        description: 'For managers',
        members: Array.from({ length: 5 }, () => '100000000000002@lid'),
        settings: [
          { kind: 'editing', value: 'admins' },
          { kind: 'adding', value: 'admins' },
          { kind: 'posting', value: 'admins' },
        ],
        invites: 0,
      },
    });
  });

  it('refuses a poll with more options than WhatsApp shows', () => {
    const options = Array.from({ length: 13 }, (_, index) => String(index));

    expect(() => one({ kind: 'poll.send', to, question: 'When?', options })).toThrow(/2 to 12/);
  });

  it('refuses what is about somebody who is not on WhatsApp', () => {
    expect(() => one({ kind: 'member.remove', group: 'managers', person: 'cleo' })).toThrow(
      /no account/,
    );
  });
});

describe('what a linked device can do', () => {
  const managers = (posting: 'everyone' | 'admins', chat = true) =>
    groupSchema.parse({
      key: 'managers',
      name: 'Managers',
      kind: 'general',
      languages: ['en'],
      posting,
      ...(chat && { chat: { adapter: 'whatsapp', id: group } }),
    });
  const level = (action: (typeof actionKinds)[number], botRole?: 'member' | 'admin') =>
    capability({
      action,
      group: managers('admins', action !== 'group.create'),
      now: 0,
      ...(botRole && { botRole }),
    }).level;

  it('is everything, once it is an admin, but to mute one person, which WhatsApp has no way for', () => {
    expect(actionKinds.filter((kind) => level(kind, 'admin') !== 'native')).toEqual([
      'member.mute',
      'member.unmute',
    ]);
  });

  it('is to ask an admin for what only admins may do, as long as it is none', () => {
    expect(level('message.delete', 'member')).toBe('assisted');
    expect(level('posting.set', 'member')).toBe('assisted');
    expect(level('message.send', 'member')).toBe('assisted');
    expect(level('message.edit', 'member')).toBe('unsupported');
    expect(level('message.react', 'member')).toBe('native');
  });

  it('is only chatting, in a direct chat', () => {
    const inChat = actionKinds.filter(
      (action) => capability({ action, now: 0 }).level === 'native',
    );

    expect(inChat).toEqual([
      'message.send',
      'message.edit',
      'message.react',
      'message.pin',
      'message.unpin',
      'poll.send',
      'typing.show',
      'read.show',
    ]);
  });
});
