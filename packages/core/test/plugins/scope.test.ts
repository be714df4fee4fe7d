import { createCatalogue, silentLogger } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { createPluginHost } from '../../src/plugins/host.js';
import { createScope } from '../../src/plugins/scope.js';
import { messageIn } from '../events.js';
import { pluginThat } from '../plugin-that.js';

describe('a scope', () => {
  it('undoes what it owns in reverse order, and then owns nothing', async () => {
    const undone: string[] = [];
    const scope = createScope('plugin');
    scope.own('first', () => void undone.push('first'));
    scope.own('second', async () => void undone.push('second'));
    scope.own('third', () => void undone.push('third'));

    expect(scope.live()).toEqual(['first', 'second', 'third']);
    await scope.close();

    expect(undone).toEqual(['third', 'second', 'first']);
    expect(scope.live()).toEqual([]);
  });

  it('undoes one thing by itself, once', async () => {
    const undone: string[] = [];
    const scope = createScope('plugin');
    const undo = scope.own('one', () => void undone.push('one'));
    scope.own('other', () => void undone.push('other'));

    undo();
    undo();
    await scope.close();

    expect(undone).toEqual(['one', 'other']);
  });

  it('undoes the rest when one undo fails, and says that one did', async () => {
    const undone: string[] = [];
    const scope = createScope('plugin');
    scope.own('first', () => void undone.push('first'));
    scope.own('second', () => {
      throw new Error('stuck');
    });

    await expect(scope.close()).rejects.toThrow('stuck');

    expect(undone).toEqual(['first']);
  });
});

const everything = pluginThat('everything', (scope) => {
  scope.on('message.received', {}, () => undefined);
  scope.schedule('daily', { per: 'community', cron: () => '0 9 * * *' }, () => undefined);
  scope.settled('sent', () => undefined);
  scope.posted('later', () => undefined);
});

describe('a plugin that is unloaded', () => {
  it('leaves nothing behind of what it registered', async () => {
    const host = createPluginHost(createCatalogue(silentLogger));
    await host.load(everything);

    expect(host.tree()).toEqual({
      everything: ['on message.received', 'schedule daily', 'settled sent', 'posted later'],
    });
    await host.unload('everything');

    expect(host.tree()).toEqual({});
    expect(host.plugin('everything')).toBeUndefined();
    expect(host.listeners.match(messageIn('north', 'hello'), undefined)).toEqual([]);
    expect([host.schedules.size, host.steps.size, host.posts.size]).toEqual([0, 0, 0]);
  });

  it('can be loaded again', async () => {
    const host = createPluginHost(createCatalogue(silentLogger));
    await host.load(everything);
    await host.unload('everything');

    await host.load(everything);

    expect(host.tree().everything).toHaveLength(4);
  });
});

describe('a plugin that cannot be set up', () => {
  it('leaves nothing behind, and says which one it was', async () => {
    const host = createPluginHost(createCatalogue(silentLogger));
    const broken = pluginThat('broken', (scope) => {
      scope.on('message.received', {}, () => undefined);
      throw new Error('no such file');
    });

    await expect(host.load(broken)).rejects.toMatchObject({
      code: 'plugin.failed',
      message: 'broken could not be set up: no such file',
    });
    expect(host.tree()).toEqual({});
    expect(host.listeners.match(messageIn('north', 'hello'), undefined)).toEqual([]);
  });

  it.each([
    ['two plugins of one name', [everything, everything], 'Two plugins are called "everything"'],
    [
      'a step registered twice',
      [
        pluginThat('twice', (scope) => {
          scope.settled('sent', () => undefined);
          scope.settled('sent', () => undefined);
        }),
      ],
      'twice.sent is registered twice',
    ],
    [
      'a command without words',
      [
        pluginThat(
          'mute',
          (scope) => void scope.command('x', { words: 'words.x' }, () => undefined),
        ),
      ],
      'mute: a command takes its words from the message "words.x", which no locale has',
    ],
  ])('refuses %s', async (_, plugins, message) => {
    const host = createPluginHost(createCatalogue(silentLogger));
    const load = async () => {
      for (const plugin of plugins) await host.load(plugin);
    };

    await expect(load()).rejects.toMatchObject({
      code: 'plugin.invalid',
      message: expect.stringContaining(message),
    });
  });
});
