import { plain } from '@kapwa/core';
import { expect, it } from 'vitest';
import { messageIn } from '../events.js';
import { pluginThat } from '../plugin-that.js';
import { crewOfKit } from './crew-of-kit.js';

it('counts a flood from one sender over all workers, so that it has one answer', async () => {
  const handledBy: string[] = [];
  const plugins = (process: string) => [
    pluginThat('answering', (scope) => {
      scope.on('message.received', { phase: 'command' }, (context, { text, chat }) => {
        handledBy.push(process);
        const to = { group: chat.id };
        context.perform({ kind: 'message.send', to, text: plain(`You said ${text}`) });
        return 'handled';
      });
    }),
  ];
  const { kit, clock, platform, workerCalled } = await crewOfKit(plugins, {
    role: 'web',
    intake: { perSender: 4 },
  });

  for (const [number, name] of ['one', 'two', 'three'].entries()) {
    const { worker } = await workerCalled(name);
    for (const text of [`${number}a`, `${number}b`, `${number}c`]) {
      await kit.receive(messageIn('north-area', text)).settled;
    }
    await worker.stop();
    await clock.advance(0);
  }
  await workerCalled('last');
  await kit.idle();

  expect(handledBy).toEqual(['one', 'one', 'one', 'two']);
  expect(platform.arrived.slice(0, 4)).toEqual(
    ['0a', '0b', '0c', '1a'].map((text) => `north-area: You said ${text}`),
  );
  expect(platform.arrived).toHaveLength(5);
});

it('counts what a plugin asks for over all workers, so that one that runs wild is cut off', async () => {
  const plugins = () => [
    pluginThat('wild', (scope) => {
      scope.on('message.received', {}, (context, { text, chat }) => {
        for (const nth of [1, 2, 3]) {
          context.perform({
            kind: 'message.send',
            to: { group: chat.id },
            text: plain(`${text} ${nth}`),
          });
        }
      });
    }),
  ];
  const { kit, clock, platform, said, workerCalled } = await crewOfKit(plugins, {
    role: 'web',
    flood: { perMinute: 10, perEvent: 0 },
  });
  const limits = { flood: { perMinute: 10, perEvent: 0 } };

  for (const name of ['one', 'two']) {
    const { worker } = await workerCalled(name, 32, limits);
    for (const nth of ['a', 'b']) {
      await kit.receive(messageIn('north-area', `${name}${nth}`)).settled;
    }
    await worker.stop();
    await clock.advance(0);
  }
  await kit.idle();

  expect(platform.arrived).toHaveLength(9);
  expect(platform.arrived.at(-1)).toBe('north-area: twoa 3');
  expect(said).toContainEqual(expect.stringContaining('wild failed'));

  await workerCalled('three', 32, limits);
  await clock.advance(61_000);
  await kit.idle();
  expect(platform.arrived.at(-1)).toBe('north-area: twob 3');
});
