import { describe, expect, it } from 'vitest';
import { createWorld, directChat, type NewAttachment, type World } from '../../src/index.js';
import { maxFile } from '../../src/limits.js';

const picture: NewAttachment = {
  type: 'image',
  mimeType: 'image/png',
  name: 'well.png',
  bytes: Uint8Array.of(1, 2, 3),
};

function village(): World {
  return createWorld({
    people: [
      { id: 'ana', name: 'Ana' },
      { id: 'ben', name: 'Ben' },
    ],
    groups: [{ id: 'north', title: 'North Area', members: ['ana', 'ben'] }],
  });
}

/** What Ben sees of the last message in the group. */
function seen(world: World) {
  const chat = world.phoneOf('ben').chats.find((one) => one.chat.id === 'north');
  return chat?.messages.at(-1);
}

describe('what somebody attaches to a message', () => {
  it('is on the phones of the others, and the world has its bytes', () => {
    const world = village();

    world.write('ana', 'north', 'Our well', { attachment: picture });

    const attachment = seen(world)?.attachment;
    expect(seen(world)?.text).toBe('Our well');
    expect(attachment).toEqual({
      type: 'image',
      id: 'm1',
      mimeType: 'image/png',
      name: 'well.png',
      size: 3,
    });
    expect(world.file('m1')?.bytes).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('may be a place or a card, which have no words below them', () => {
    const world = village();
    const place = { type: 'location', latitude: -1.29, longitude: 36.82 } as const;
    const card = { type: 'contact', name: 'Grace', phones: ['+254700000009'] } as const;

    expect(world.write('ana', 'north', '', { attachment: place }).ok).toBe(true);
    expect(seen(world)?.attachment).toEqual(place);
    expect(world.write('ana', 'north', '', { attachment: card }).ok).toBe(true);
    expect(seen(world)?.attachment).toEqual(card);
    expect(world.write('ana', 'north', 'Here', { attachment: place })).toMatchObject({
      code: 'too-long',
    });
  });

  it('goes with its message: taken away, or disappeared by itself', async () => {
    const world = village();
    world.write('ana', 'north', '', { attachment: picture });
    world.deleteOwn('ana', 'm1');
    world.setDisappearing('north', 60_000);
    world.write('ana', 'north', '', { attachment: picture });
    expect([world.file('m1'), world.file('m2')?.bytes.length]).toEqual([undefined, 3]);

    await world.clock.advance(60_000);

    expect(world.file('m2')).toBeUndefined();
  });

  it.each<[string, NewAttachment, string]>([
    ['nothing', { ...picture, bytes: new Uint8Array() }, 'empty'],
    ['too much', { ...picture, bytes: new Uint8Array(maxFile + 1) }, 'too-large'],
  ])('is not taken when it is %s', (_, attachment, code) => {
    const world = village();

    expect(world.write('ana', directChat('ana'), '', { attachment })).toMatchObject({ code });
    expect(world.messages()).toEqual([]);
  });

  it('is a copy: what the sender does with the bytes later changes nothing', () => {
    const world = village();
    const bytes = Uint8Array.of(1, 2, 3);
    world.write('ana', 'north', '', { attachment: { ...picture, bytes } });

    bytes.fill(0);

    expect(world.file('m1')?.bytes).toEqual(Uint8Array.of(1, 2, 3));
  });
});
