import { definePlugin } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { messageFrom } from '../events.js';
import { hostedKit } from '../hosted-kit.js';

/** A kit with a note of who wrote what, as its plugins see it. */
async function noted() {
  const heard: string[] = [];
  const notes = definePlugin({
    name: 'notes',
    setup(scope) {
      scope.on('message.received', {}, ({ actor }, { text }) => {
        heard.push(`${actor?.person.name} (${actor?.roles.join(', ')}): ${text}`);
      });
    },
  });
  const { kit } = await hostedKit({ plugins: [notes] });
  const hears = async (...given: Parameters<typeof messageFrom>): Promise<void> => {
    await kit.receive(messageFrom(...given)).settled;
  };
  return { kit, heard, hears };
}

const named = (name: string) => ({ from: { id: 'dalisay', name } });

describe('somebody who writes to the bot again and again', () => {
  it('is called as they call themselves from that message on', async () => {
    const { heard, hears } = await noted();

    await hears('dalisay', 'one', named('Dalisay'));
    await hears('dalisay', 'two', named('Dalisay'));
    await hears('dalisay', 'three', named('Dalisay Cruz'));
    await hears('dalisay', 'four');

    expect(heard).toEqual([
      'Dalisay (member): one',
      'Dalisay (member): two',
      'Dalisay Cruz (member): three',
      'Dalisay Cruz (member): four',
    ]);
  });

  it('is somebody else on another messenger, though the id is the same', async () => {
    const { heard, hears } = await noted();

    await hears('dalisay', 'one', named('Dalisay'));
    await hears('dalisay', 'two', named('Dalisay'));
    await hears('dalisay', 'three', {
      adapter: 'telegram',
      from: { id: 'dalisay', name: 'Dante' },
    });
    await hears('dalisay', 'four', { adapter: 'telegram' });
    await hears('dalisay', 'five');

    expect(heard.slice(2)).toEqual([
      'Dante (member): three',
      'Dante (member): four',
      'Dalisay (member): five',
    ]);
  });

  it('has left the id behind once it is theirs no more: whoever writes from it is somebody new', async () => {
    const { kit, heard, hears } = await noted();
    const { at } = messageFrom('dalisay', 'any');

    await hears('dalisay', 'one', named('Dalisay'));
    await hears('dalisay', 'two', named('Dalisay'));
    await kit.receive({
      kind: 'account.moved',
      id: 'moved',
      at: at + 1_000,
      adapter: 'playground',
      account: { id: 'dalisay' },
      to: { id: 'dalisay-now' },
      numberGone: true,
    }).settled;
    await hears('dalisay', 'three', { at: at + 2_000, from: { id: 'dalisay', name: 'Rosa' } });
    await hears('dalisay-now', 'four', { at: at + 3_000 });

    expect(heard.slice(2)).toEqual(['Rosa (member): three', 'Dalisay (member): four']);
  });
});
