import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { MORNING, messageFrom, messageIn } from '../events.js';
import { pluginThat } from '../plugin-that.js';

/** A plugin that answers everything, and reads everything. */
function answering() {
  const answered: string[] = [];
  const read: string[] = [];
  const plugin = pluginThat('answering', (scope) => {
    scope.on('message.received', { phase: 'screen' }, (_, event) => void read.push(event.text));
    scope.on('message.received', { phase: 'command' }, (_, event) => {
      answered.push(event.text);
      return 'handled';
    });
  });
  return { plugin, answered, read };
}

function burst(count: number, at: number, from = 'ana') {
  return Array.from({ length: count }, (_, index) =>
    messageFrom(from, `${at - MORNING}/${index}`, { at: at + index }),
  );
}

describe('somebody who sends far more than anybody can type', () => {
  it('gets one answer for all of it; every message is still read', async () => {
    const { plugin, answered, read } = answering();
    await using community = await testCommunity({ plugins: [plugin], perSender: 20 });

    for (const message of burst(200, MORNING)) void community.kit.receive(message);
    await community.kit.idle();

    expect(read).toHaveLength(200);
    expect(answered).toHaveLength(20);
    const { world } = community;
    const fromBot = world.messages().filter(({ author }) => author === world.bot.id);
    expect(fromBot.map(({ text }) => text)).toEqual([
      expect.stringContaining('Many messages came at once'),
    ]);
  });

  it('is not told again while it goes on, and answered as before when it is over', async () => {
    const { plugin, answered } = answering();
    await using community = await testCommunity({ plugins: [plugin], perSender: 20 });
    const fromBot = (): number =>
      community.world.messages().filter(({ author }) => author === community.world.bot.id).length;

    for (const at of [0, 10_000, 20_000]) {
      for (const message of burst(50, MORNING + at)) void community.kit.receive(message);
    }
    await community.kit.idle();
    expect(fromBot()).toBe(1);
    answered.length = 0;
    await community.kit.receive(messageFrom('ana', 'calm', { at: MORNING + 60_000 })).settled;

    expect(answered).toEqual(['calm']);
  });

  it('takes nothing from others in the same group', async () => {
    const { plugin, answered } = answering();
    await using community = await testCommunity({ plugins: [plugin], perSender: 20 });

    for (let index = 0; index < 100; index += 1) {
      void community.kit.receive(messageIn('north-area', `flood ${index}`));
    }
    await community.kit.receive(messageIn('north-area', 'hello', { from: { id: 'ben' } })).settled;

    expect(answered).toContain('hello');
    expect(answered.filter((text) => text.startsWith('flood'))).toHaveLength(20);
  });

  it('is not taken for one whose messages of a whole night come at once', async () => {
    const { plugin, answered } = answering();
    await using community = await testCommunity({ plugins: [plugin], perSender: 20 });

    for (let index = 0; index < 100; index += 1) {
      const at = MORNING - index * 60_000;
      void community.kit.receive(messageIn('north-area', `night ${index}`, { at }));
    }
    await community.kit.idle();

    expect(answered).toHaveLength(100);
  });
});
