import { KapwaError } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { createWorld, directChat, type World, type WorldChange } from '../../src/index.js';

function scene(more: Parameters<typeof createWorld>[0] = {}): World {
  return createWorld({
    people: [
      { id: 'sameer', name: 'Sameer', locale: 'en' },
      { id: 'ana', name: 'Ana', locale: 'fil' },
      { id: 'ben', name: 'Ben' },
    ],
    groups: [
      {
        id: 'north',
        title: 'North Area',
        members: [{ account: 'sameer', role: 'owner' }, 'ana'],
      },
    ],
    ...more,
  });
}

const refused = (code: string) => ({ ok: false, code, reason: expect.any(String) });

describe('writing', () => {
  it('gives messages ids in the order they were written', () => {
    const world = scene();

    expect(world.write('ana', 'north', 'Good morning')).toEqual({ ok: true, message: 'm1' });
    expect(world.write('sameer', 'north', 'Morning!')).toEqual({ ok: true, message: 'm2' });
  });

  it('is for members', () => {
    expect(scene().write('ben', 'north', 'Let me in')).toEqual(refused('not-a-member'));
  });

  it('is for admins while only admins may send', () => {
    const world = scene();
    world.setPosting('north', 'admins', { by: 'sameer' });

    expect(world.write('ana', 'north', 'Hello')).toEqual(refused('only-admins-post'));
    expect(world.write('sameer', 'north', 'Please wait.')).toMatchObject({ ok: true });
  });

  it('takes neither nothing nor too much, nor an answer to what never was', () => {
    const world = scene();

    expect(world.write('ana', 'north', '  ')).toEqual(refused('empty'));
    expect(world.write('ana', 'north', 'a'.repeat(5000))).toEqual(refused('too-long'));
    expect(world.write('ana', 'north', 'Yes', { replyTo: 'm9' })).toEqual(
      refused('no-such-message'),
    );
  });

  it('tells namesakes apart when it is said who is meant', () => {
    const world = scene();
    world.addPerson({ id: 'ana2', name: 'Ana' });
    world.join('ana2', 'north');

    world.write('sameer', 'north', 'Thank you @Ana', { mentions: ['ana2'] });

    expect(world.messages()[0]?.marks).toEqual([
      { kind: 'mention', offset: 10, length: 4, account: 'ana2' },
    ]);
  });

  it('complains when somebody is to be mentioned who is not in the text', () => {
    expect(() => scene().write('sameer', 'north', 'Thanks', { mentions: ['ana'] })).toThrow(
      'the text has no @Ana',
    );
  });

  it('directly is between one person and the bot', () => {
    const world = scene();

    expect(world.write('ana', directChat('ana'), 'START')).toMatchObject({ ok: true });
    expect(world.write('ben', directChat('ana'), 'Psst')).toEqual(refused('no-such-chat'));
  });

  it('first is not for the bot where a messenger forbids it', () => {
    const world = scene({ mustWriteFirst: true, groups: [] });

    expect(world.write('kapwa', directChat('ana'), 'Welcome')).toEqual(refused('never-wrote'));
    world.write('ana', directChat('ana'), 'START');

    expect(world.write('kapwa', directChat('ana'), 'Welcome')).toMatchObject({ ok: true });
  });

  it('to somebody who blocked the bot does not work until they let it through again', () => {
    const world = scene();
    world.setBlocked('ana', true);
    expect(world.write('kapwa', directChat('ana'), 'Hello')).toEqual(refused('blocked'));

    world.setBlocked('ana', false);

    expect(world.write('kapwa', directChat('ana'), 'Hello')).toMatchObject({ ok: true });
  });
});

describe('what was written', () => {
  it('can be changed by its author alone', () => {
    const world = scene();
    world.write('ana', 'north', 'See you at nine');

    expect(world.edit('sameer', 'm1', 'at ten')).toEqual(refused('not-the-author'));
    expect(world.edit('ana', 'm1', 'See you at ten')).toEqual({ ok: true });
    expect(world.messages()[0]).toMatchObject({ text: 'See you at ten', edited: true });
  });

  it('can be taken away by its author and by admins, and is gone then', () => {
    const world = scene();
    world.write('ana', 'north', 'one');
    world.write('ana', 'north', 'two');
    world.write('sameer', 'north', 'three');

    expect(world.deleteOwn('ana', 'm1')).toEqual({ ok: true });
    expect(world.deleteForAll('sameer', 'm2')).toEqual({ ok: true });
    expect(world.deleteForAll('ana', 'm3')).toEqual(refused('not-an-admin'));
    expect(world.deleteOwn('ana', 'm3')).toEqual(refused('not-the-author'));
    expect(world.edit('ana', 'm1', 'back')).toEqual(refused('no-such-message'));
    expect(world.messages().map(({ text }) => text)).toEqual(['', '', 'three']);
  });

  it('by the bot is taken away by the bot only as long as it is an admin, if it is not its own', () => {
    const world = scene();
    world.write('ana', 'north', 'one');
    world.demote('kapwa', 'north', { by: 'sameer' });

    expect(world.deleteForAll('kapwa', 'm1')).toEqual(refused('not-an-admin'));
    world.promote('kapwa', 'north', { by: 'sameer' });

    expect(world.deleteForAll('kapwa', 'm1')).toEqual({ ok: true });
  });

  it('in a direct chat can be taken away by its author only', () => {
    const world = scene();
    world.write('ana', directChat('ana'), 'secret');

    expect(world.deleteForAll('kapwa', 'm1')).toEqual(refused('not-the-author'));
  });

  it('carries one reaction of each person, which can be taken back', () => {
    const world = scene();
    world.write('ana', 'north', 'All visits done');

    world.react('sameer', 'm1', '👍');
    world.react('sameer', 'm1', '🌟');
    expect(world.messages()[0]?.reactions).toEqual({ sameer: '🌟' });
    world.react('sameer', 'm1', '');

    expect(world.messages()[0]?.reactions).toEqual({});
    expect(world.react('ben', 'm1', '👍')).toEqual(refused('not-a-member'));
  });
});

describe('membership', () => {
  it('begins by coming in or being added by an admin', () => {
    const world = scene();

    expect(world.join('ben', 'north', { by: 'ana' })).toEqual(refused('not-an-admin'));
    expect(world.join('ben', 'north', { by: 'sameer' })).toEqual({ ok: true });
    expect(world.join('ben', 'north')).toEqual(refused('already-a-member'));
  });

  it('ends by leaving or being removed by an admin', () => {
    const world = scene();
    world.join('ben', 'north');

    expect(world.remove('ben', 'north', { by: 'ana' })).toEqual(refused('not-an-admin'));
    expect(world.remove('ben', 'north', { by: 'sameer' })).toEqual({ ok: true });
    expect(world.leave('ana', 'north')).toEqual({ ok: true });
    expect(world.leave('ana', 'north')).toEqual(refused('not-a-member'));
    expect(world.group('north')?.members.map(({ account }) => account)).toEqual([
      'sameer',
      'kapwa',
    ]);
  });

  it('leaves the owner where they are', () => {
    const world = scene();
    world.promote('ana', 'north', { by: 'sameer' });

    expect(world.remove('sameer', 'north', { by: 'ana' })).toEqual(refused('is-the-owner'));
    expect(world.demote('sameer', 'north', { by: 'ana' })).toEqual(refused('is-the-owner'));
  });

  it('lets admins decide who may write', () => {
    const world = scene();

    expect(world.setPosting('north', 'admins', { by: 'ana' })).toEqual(refused('not-an-admin'));
    expect(world.setPosting('north', 'admins', { by: 'sameer' })).toEqual({ ok: true });
    expect(world.group('north')?.posting).toBe('admins');
  });
});

describe('a world', () => {
  it('tells those who watch what happens, until they look away', async () => {
    const world = scene();
    const seen: WorldChange[] = [];
    const lookAway = world.subscribe((change) => seen.push(change));
    await world.clock.advance(1000);

    world.join('ben', 'north', { by: 'sameer' });
    world.write('ben', 'north', 'Hello');
    lookAway();
    world.write('ben', 'north', 'Anybody?');

    expect(seen).toMatchObject([
      { kind: 'joined', at: world.clock.now(), group: 'north', member: 'ben', by: 'sameer' },
      { kind: 'wrote', message: { author: 'ben', text: 'Hello' } },
    ]);
  });

  it('hands out what stays as it was', () => {
    const world = scene();
    const before = world.group('north');
    const messages = world.messages();

    world.join('ben', 'north');
    world.write('ben', 'north', 'Hello');

    expect(before?.members).toHaveLength(3);
    expect(messages).toEqual([]);
  });

  it.each<[string, (world: World) => unknown]>([
    ['a person nobody has heard of', (world) => world.write('zaina', 'north', 'Hi')],
    ['a group there is none of', (world) => world.join('ana', 'south')],
    ['a second person of one id', (world) => world.addPerson({ id: 'ana' })],
    ['a second group of one id', (world) => world.addGroup({ id: 'north' })],
  ])('calls %s a mistake of the program', (_, act) => {
    expect(() => act(scene())).toThrow(KapwaError);
  });
});
