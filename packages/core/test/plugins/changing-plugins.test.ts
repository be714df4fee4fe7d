import { definePlugin, plain, printTree } from '@kapwa/core';
import { blueprintOf, healthWorkers, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MORNING, messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { pluginThat } from '../plugin-that.js';

const north = { group: 'north-area' };

function answering(text: string) {
  return pluginThat('answering', (kit) => {
    kit.on('message.received', {}, (context) => {
      context.perform({ kind: 'message.send', to: north, text: plain(text) });
    });
  });
}

/** Registers one of everything there is. */
const everything = pluginThat('everything', (kit) => {
  kit.on('message.received', {}, () => undefined);
  kit.on('message.received', { words: ['hello'] }, () => undefined);
  kit.schedule('daily', { per: 'group', cron: () => '0 9 * * *' }, () => undefined);
  kit.settled('sent', () => undefined);
  kit.posted('later', () => undefined);
  kit.route({ method: 'POST', path: 'in', maxBody: 100, handle: () => ({ status: 204 }) });
  kit.transform((action) => action);
  kit.claim(() => true);
  kit.own('connection', async () => undefined);
});

describe('a plugin that is loaded while the kit runs', () => {
  it('hears what comes then, and nothing any more after it was unloaded', async () => {
    await using community = await testCommunity();
    await community.says('ana', 'north-area', 'before');

    await community.kit.plugins.load(answering('yes'));
    await community.says('ana', 'north-area', 'one');
    await community.kit.plugins.unload('answering');
    await community.says('ana', 'north-area', 'two');

    expect(community.group('north-area').fromBot).toEqual(['yes']);
  });

  it('has its schedules run from then on', async () => {
    const daily = pluginThat('daily', (kit) => {
      kit.schedule('nine', { per: 'community', cron: () => '0 12 * * *' }, (context) => {
        context.perform({ kind: 'message.send', to: north, text: plain('noon') });
      });
    });
    await using community = await testCommunity();

    await community.kit.plugins.load(daily);
    await community.passes('1 day');
    await community.kit.plugins.unload('daily');
    await community.passes('3 days');

    expect(community.group('north-area').fromBot).toEqual(['noon']);
  });

  it('leaves nothing of it behind when it is unloaded', async () => {
    const { kit, clock } = await hostedKit();
    const [tree, routes, timers, metrics] = [
      kit.plugins.tree(),
      kit.routes(),
      clock.waiting(),
      await kit.metrics(),
    ];

    await kit.plugins.load(everything);
    expect(printTree(kit.plugins.tree())).toContain(
      'everything\n  on message.received\n  on message.received\n  schedule daily\n  settled sent\n  posted later\n  route POST in\n  transform\n  claim\n  connection',
    );
    expect(kit.receive(messageIn('north-area', 'x', { at: MORNING })).claimed).toBe(true);
    // However many schedules there are, one timer waits for the next.
    expect([kit.routes().length, clock.waiting()]).toEqual([routes.length + 1, timers]);
    await kit.idle();
    await kit.plugins.unload('everything');

    expect(kit.plugins.tree()).toEqual(tree);
    expect(kit.routes()).toEqual(routes);
    expect(clock.waiting()).toBe(timers);
    expect(kit.receive(messageIn('north-area', 'y')).claimed).toBe(false);
    await kit.idle();
    expect(metrics).toContain('kapwa_plugins{state="running"} 1\n');
    expect(await kit.metrics()).toContain('kapwa_plugins{state="running"} 1\n');
  });

  it('lets what runs end before it goes, and keeps what comes for afterwards', async () => {
    const heard: string[] = [];
    let finish = (): void => undefined;
    const slow = pluginThat('slow', (kit) => {
      kit.own('connection', () => void heard.push('closed'));
      kit.on('message.received', {}, async (_, event) => {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        heard.push(event.text);
      });
    });
    const quick = pluginThat('quick', (kit) => {
      kit.on('message.received', {}, (_, event) => void heard.push(`quick: ${event.text}`));
    });
    const { kit } = await hostedKit({ plugins: [slow, quick] });
    const first = kit.receive(messageIn('north-area', 'one'));
    await first.accepted;
    await new Promise((resolve) => setImmediate(resolve));

    const unloading = kit.plugins.unload('slow');
    const second = kit.receive(messageIn('announcements', 'two'));
    await second.accepted;
    finish();
    await Promise.all([unloading, first.settled, second.settled]);

    expect(heard).toEqual(['quick: one', 'one', 'closed', 'quick: two']);
  });

  it.each<[string, () => Parameters<typeof pluginThat>[1], string]>([
    [
      'one that cannot be set up',
      () => () => {
        throw new Error('no such file');
      },
      'plugin.failed',
    ],
    [
      'a circle of orders',
      () => (kit) => {
        kit.on('message.received', { before: ['other'] }, () => undefined);
      },
      'plugin.invalid',
    ],
  ])('is refused and leaves nothing: %s', async (_, setup, code) => {
    const other = pluginThat('other', (kit) => {
      kit.on('message.received', { before: ['broken'] }, () => undefined);
    });
    const { kit } = await hostedKit({ plugins: [other] });
    const tree = kit.plugins.tree();

    await expect(kit.plugins.load(pluginThat('broken', setup()))).rejects.toMatchObject({ code });

    expect(kit.plugins.tree()).toEqual(tree);
    await expect(kit.receive(messageIn('north-area', 'still there')).settled).resolves.toBe(
      undefined,
    );
  });
});

describe('a plugin that is reloaded', () => {
  it('works as its new version does, by the new options', async () => {
    const version = (schema: z.ZodType<{ word: string }>, mark: string) =>
      definePlugin({
        name: 'versioned',
        options: schema,
        setup(kit) {
          kit.on('message.received', {}, (context) => {
            const text = plain(`${context.options.word}${mark}`);
            context.perform({ kind: 'message.send', to: north, text });
          });
        },
      });
    const first = version(z.object({ word: z.string().default('old') }), '.');
    const second = version(z.object({ word: z.string().default('new') }), '!');
    await using community = await testCommunity({ plugins: [first] });

    await community.says('ana', 'north-area', 'one');
    await community.kit.plugins.reload(second);
    await community.says('ana', 'north-area', 'two');

    expect(community.group('north-area').fromBot).toEqual(['old.', 'new!']);
  });

  it('is as it was before where the new version cannot be set up', async () => {
    const broken = pluginThat('answering', () => {
      throw new Error('a typing mistake');
    });
    await using community = await testCommunity({ plugins: [answering('still here')] });

    await expect(community.kit.plugins.reload(broken)).rejects.toThrow('a typing mistake');
    await community.says('ana', 'north-area', 'one');

    expect(community.group('north-area').fromBot).toEqual(['still here']);
  });

  it('cannot be one nobody has loaded, nor what belongs to the kit', async () => {
    const { kit } = await hostedKit({ plugins: [everything] });

    await expect(kit.plugins.reload('weather')).rejects.toThrow(
      'There is no plugin "weather"; there is everything.',
    );
    await expect(kit.plugins.unload('core')).rejects.toThrow('belongs to the kit itself');
  });
});

describe('a group in which a plugin is switched off', () => {
  it('is left alone by it: listeners, schedules and all', async () => {
    const noon = pluginThat('noon', (kit) => {
      kit.on('message.received', {}, (context) => {
        const to = { group: context.group?.key ?? '' };
        context.perform({ kind: 'message.send', to, text: plain('heard') });
      });
      kit.schedule('noon', { per: 'group', cron: () => '0 12 * * *' }, (context) => {
        const to = { group: context.group?.key ?? '' };
        context.perform({ kind: 'message.send', to, text: plain('noon') });
      });
    });
    const scene = {
      ...healthWorkers,
      groups: {
        'north-area': { ...healthWorkers.groups['north-area'], plugins: { noon: false } },
        'basic-training': { ...healthWorkers.groups['basic-training'] },
      },
    };
    await using community = await testCommunity({ plugins: [noon], scene });

    await community.says('baraka', 'north-area', 'one');
    await community.says('baraka', 'basic-training', 'two');
    await community.passes('1 day');

    expect(community.group('north-area').fromBot).toEqual([]);
    expect(community.group('basic-training').fromBot).toEqual(['heard', 'noon']);
  });

  it('is left alone as soon as a new blueprint says so', async () => {
    await using community = await testCommunity({ plugins: [answering('yes')] });
    await community.says('ana', 'north-area', 'one');
    const before = blueprintOf(healthWorkers);

    await community.kit.communities.add({
      ...before,
      community: { ...before.community, plugins: { answering: false } },
    });
    await community.says('ana', 'north-area', 'two');

    expect(community.group('north-area').fromBot).toEqual(['yes']);
  });
});
