import { plain } from '@kapwa/core';
import { expect, it } from 'vitest';
import { messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { listenerTo, pluginThat } from '../plugin-that.js';

/** Never comes back the first time it is called. */
function hangsOnce() {
  let called = 0;
  return pluginThat('hanging', (scope) => {
    scope.on('message.received', {}, (context) => {
      called += 1;
      context.perform({ kind: 'message.send', to: { group: 'x' }, text: plain('never asked for') });
      return called === 1 ? new Promise<void>(() => undefined) : undefined;
    });
  });
}

it('cuts a plugin off after ten seconds, while other chats go on, and then goes on in its chat', async () => {
  const heard: string[] = [];
  const { kit, clock } = await hostedKit({ plugins: [hangsOnce(), listenerTo(heard)] });
  const failures: string[] = [];
  kit.events.on('plugin.failed', ({ plugin, error }) =>
    failures.push(`${plugin}: ${error.message}`),
  );

  const first = kit.receive(messageIn('north-area', 'first'));
  const second = kit.receive(messageIn('north-area', 'second'));
  await kit.receive(messageIn('basic-training', 'elsewhere', { from: { id: 'ben' } })).settled;
  await clock.advance(9_999);
  expect(heard).toEqual(['elsewhere']);
  await clock.advance(1);
  await Promise.all([first.settled, second.settled]);

  expect(heard).toEqual(['elsewhere', 'first', 'second']);
  expect(failures).toEqual(['hanging: hanging took longer than 10 s and was cut off.']);
});

it('asks for nothing on behalf of a plugin that was cut off', async () => {
  const { kit, clock, store } = await hostedKit({ plugins: [hangsOnce()] });
  const asked: number[] = [];
  kit.events.on('turn.finished', ({ actions }) => asked.push(actions.length));

  const { settled } = kit.receive(messageIn('north-area', 'hello'));
  await clock.advance(10_000);
  await settled;

  expect(asked).toEqual([0]);
  expect(await store.waiting()).toMatchObject([{ only: 'hanging', attempt: 1 }]);
});

it('does not hear any more of a handler that fails after it was cut off', async () => {
  let fail = (): void => undefined;
  const plugin = pluginThat('late', (scope) => {
    scope.on('message.received', {}, () => {
      return new Promise<void>((_, reject) => {
        fail = () => reject(new Error('much too late'));
      });
    });
  });
  const { kit, clock } = await hostedKit({ plugins: [plugin] });
  const failures: string[] = [];
  kit.events.on('plugin.failed', ({ error }) => failures.push(error.message));

  const { settled } = kit.receive(messageIn('north-area', 'hello'));
  await clock.advance(10_000);
  await settled;
  fail();
  await new Promise((resolve) => setImmediate(resolve));

  expect(failures).toEqual(['late took longer than 10 s and was cut off.']);
});

it('leaves no timer behind after handlers that came back in time', async () => {
  const plugin = pluginThat('quick', (scope) => {
    scope.on('message.received', {}, async () => void (await Promise.resolve()));
  });
  const { kit, clock } = await hostedKit({ plugins: [plugin] });
  const timers = clock.waiting();

  await kit.receive(messageIn('north-area', 'hello')).settled;
  await kit.idle();

  expect(clock.waiting()).toBe(timers);
});
