import { type AdapterLink, defineAdapter, type Route } from '@kapwa/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { pluginThat } from '../plugin-that.js';

/** A plugin that handles nothing until it is let go on. */
function slowPlugin() {
  const waiting: (() => void)[] = [];
  let handled = 0;
  let isOpen = false;
  const plugin = pluginThat('slow', (scope) => {
    scope.on('message.received', {}, async () => {
      if (!isOpen) await new Promise<void>((resolve) => waiting.push(resolve));
      handled += 1;
    });
  });
  const open = (): void => {
    isOpen = true;
    for (const resolve of waiting.splice(0)) resolve();
  };
  return { plugin, open, handled: () => handled };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** An adapter whose link the test holds in its hands. */
function linked() {
  let link: AdapterLink | undefined;
  const route: Route = {
    method: 'POST',
    path: '/hook',
    maxBody: 1000,
    async handle() {
      await link?.accept([messageIn('north-area', `by web ${Math.random()}`)]);
      return { status: 200 };
    },
  };
  const adapter = defineAdapter({
    name: 'playground',
    maxText: 4096,
    encode: () => [],
    capability: () => ({ level: 'native' }),
    connect(given) {
      link = given;
      return { perform: async () => ({ kind: 'ok' }), routes: [route], close: () => undefined };
    },
  });
  const of = (): AdapterLink => {
    if (link === undefined) throw new Error('The adapter is not connected.');
    return link;
  };
  return { adapter, link: of };
}

describe('a bot that cannot keep up', () => {
  it('takes nothing more in from the high-water mark on, and loses nothing it has taken in', async () => {
    const slow = slowPlugin();
    const { kit } = await hostedKit({ plugins: [slow.plugin], intake: { most: 10 } });

    for (let index = 0; index < 10; index += 1) {
      await kit.receive(messageIn('north-area', `${index}`)).accepted;
    }
    const { accepted } = kit.receive(messageIn('north-area', 'one too many'));
    await expect(accepted).rejects.toMatchObject({ code: 'intake.full' });
    expect(kit.health()).toMatchObject({ ready: false, alive: true });
    expect(kit.health().problems.join()).toContain('More events wait');

    slow.open();
    await kit.idle();
    expect(slow.handled()).toBe(10);
    expect(kit.health()).toMatchObject({ ready: true, problems: [] });
    await kit.receive(messageIn('north-area', 'one too many')).settled;
    expect(slow.handled()).toBe(11);
  });

  it('takes in again only when a quarter has been handled, so that it does not flutter', async () => {
    const release: (() => void)[] = [];
    const plugin = pluginThat('stepwise', (scope) => {
      scope.on('message.received', {}, () => new Promise((resolve) => release.push(resolve)));
    });
    const { kit } = await hostedKit({ plugins: [plugin], intake: { most: 8 } });
    for (let index = 0; index < 8; index += 1) {
      await kit.receive(messageIn('north-area', `${index}`)).accepted;
    }
    const tryOne = (id: string): Promise<string> =>
      kit.receive(messageIn('north-area', id)).accepted.then(
        () => 'taken',
        () => 'full',
      );
    const answers = [await tryOne('a')];
    for (const id of ['b', 'c']) {
      release.shift()?.();
      await turn();
      answers.push(await tryOne(id));
    }
    onTestFinished(async () => {
      for (let index = 0; index < 20; index += 1) {
        release.shift()?.();
        await turn();
      }
    });

    expect(answers).toEqual(['full', 'full', 'taken']);
  });

  it('lets those who ask their platform wait before they ask', async () => {
    const slow = slowPlugin();
    const { adapter, link } = linked();
    const { kit } = await hostedKit({
      adapters: [adapter],
      plugins: [slow.plugin],
      intake: { most: 3 },
    });
    await link().ready();
    await link().accept([1, 2, 3].map((id) => messageIn('north-area', `${id}`)));
    await expect(link().accept([messageIn('north-area', '4')])).rejects.toMatchObject({
      code: 'intake.full',
    });
    let isReady = false;
    const ready = link()
      .ready()
      .then(() => {
        isReady = true;
      });
    await turn();
    expect(isReady).toBe(false);

    slow.open();
    await kit.idle();
    await ready;
    expect(isReady).toBe(true);
  });

  it('answers a webhook that lets the error through with 503', async () => {
    const slow = slowPlugin();
    const { adapter } = linked();
    const { kit } = await hostedKit({
      adapters: [adapter],
      plugins: [slow.plugin],
      intake: { most: 1 },
    });
    const post = (): Promise<Response> =>
      kit.fetch(new Request('http://localhost/hook', { method: 'POST' }));

    expect((await post()).status).toBe(200);
    expect((await post()).status).toBe(503);
    slow.open();
  });

  it('handles its own work all the same', async () => {
    const slow = slowPlugin();
    const { kit } = await hostedKit({ plugins: [slow.plugin], intake: { most: 1 } });
    await kit.receive(messageIn('north-area', 'one')).accepted;
    await expect(kit.receive(messageIn('north-area', 'two')).accepted).rejects.toThrow();

    await kit.pause('health-workers');

    expect(kit.isPaused('health-workers')).toBe(true);
    await kit.resume('health-workers');
    slow.open();
  });
});
