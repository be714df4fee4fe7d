import { describe, expect, it } from 'vitest';
import { createWorld, directChat, type PhoneChat, type World } from '../../src/index.js';

function scene(): World {
  return createWorld({
    people: [
      { id: 'ana', name: 'Ana' },
      { id: 'ben', name: 'Ben' },
    ],
    groups: [
      { id: 'north', title: 'North Area', members: ['ana'] },
      { id: 'managers', title: 'Managers', members: ['ben'] },
    ],
  });
}

function chat(world: World, person: string, id: string): PhoneChat | undefined {
  return world.phoneOf(person).chats.find((one) => one.chat.id === id);
}

const texts = (one: PhoneChat | undefined): string[] | undefined =>
  one?.messages.map(({ text }) => text);

describe('a phone', () => {
  it('shows the direct chat with the bot and the groups of its owner, no others', () => {
    expect(
      scene()
        .phoneOf('ana')
        .chats.map(({ title }) => title),
    ).toEqual(['Kapwa', 'North Area']);
  });

  it('shows who wrote what, and marks what mentions its owner', () => {
    const world = scene();
    world.join('ben', 'north');
    world.write('ana', 'north', 'Thank you @Ben for the visits');

    expect(chat(world, 'ben', 'north')?.messages).toMatchObject([
      {
        author: { id: 'ana', name: 'Ana' },
        own: false,
        mentionsMe: true,
        parts: [
          { kind: 'plain', text: 'Thank you ' },
          { kind: 'mention', text: '@Ben', account: 'ben' },
          { kind: 'plain', text: ' for the visits' },
        ],
      },
    ]);
    expect(chat(world, 'ana', 'north')?.messages).toMatchObject([{ own: true, mentionsMe: false }]);
  });

  it('shows nothing from before its owner came or after they left', () => {
    const world = scene();
    world.write('ana', 'north', 'before');
    world.join('ben', 'north');
    world.write('ana', 'north', 'meanwhile');
    world.leave('ben', 'north');
    world.write('ana', 'north', 'afterwards');

    expect(texts(chat(world, 'ben', 'north'))).toEqual(['meanwhile']);
    expect(chat(world, 'ben', 'north')?.role).toBeUndefined();
    world.join('ben', 'north');
    world.write('ana', 'north', 'again');

    expect(texts(chat(world, 'ben', 'north'))).toEqual(['meanwhile', 'again']);
  });

  it('keeps a direct chat between its owner and the bot', () => {
    const world = scene();
    world.write('ana', directChat('ana'), 'START');
    world.write('kapwa', directChat('ana'), 'Welcome');

    expect(texts(chat(world, 'ana', 'ana'))).toEqual(['START', 'Welcome']);
    expect(texts(chat(world, 'ben', 'ben'))).toEqual([]);
  });

  it('counts what has not been read, and counts it no more once it has', () => {
    const world = scene();
    world.join('ben', 'north');
    world.write('ana', 'north', 'one');
    world.write('ana', 'north', 'two');
    world.write('kapwa', directChat('ben'), 'Welcome');

    expect(world.phoneOf('ben').notifications).toBe(3);
    expect(chat(world, 'ben', 'north')?.unread).toBe(2);
    world.markRead('ben', 'north');

    expect(world.phoneOf('ben').notifications).toBe(1);
    expect(world.phoneOf('ana').notifications).toBe(0);
  });

  it('shows that a message was taken away or changed, and who reacted', () => {
    const world = scene();
    world.join('ben', 'north');
    world.write('ana', 'north', 'one');
    world.write('ana', 'north', 'two');
    world.deleteOwn('ana', 'm1');
    world.edit('ana', 'm2', 'three');
    world.react('ben', 'm2', '👍');

    expect(chat(world, 'ben', 'north')?.messages).toMatchObject([
      { text: '', deleted: true },
      { text: 'three', edited: true, reactions: { Ben: '👍' } },
    ]);
  });
});
