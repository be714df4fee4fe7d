import {
  type ActionKind,
  type AnyPlugin,
  type Capability,
  defineAdapter,
  definePlugin,
  native,
  unsupported,
} from '@kapwa/core';
import { blueprintOf, healthWorkers } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hostedKit } from '../hosted-kit.js';

function adapterThat(can: Readonly<Partial<Record<ActionKind, Capability>>>, name = 'playground') {
  return defineAdapter({
    name,
    maxText: 100,
    encode: () => [],
    capability: ({ action, group }) =>
      group?.key === 'announcements'
        ? unsupported('nothing is done there')
        : (can[action] ?? unsupported(`The ${name} has no ${action}.`)),
    connect: () => ({ perform: async () => ({ kind: 'ok' }), close: () => undefined }),
  });
}

function plugin(parts: Pick<AnyPlugin, 'needs' | 'wants'>): AnyPlugin {
  return definePlugin({ name: 'guard', options: z.unknown(), ...parts, setup: () => undefined });
}

const sends = { 'message.send': native };

describe('what a plugin needs', () => {
  it('and no adapter can do keeps the kit from starting: plugin, action and adapter are named', async () => {
    const plugins = [plugin({ needs: ['message.delete'] })];

    await expect(hostedKit({ plugins, adapters: [adapterThat(sends)] })).rejects.toMatchObject({
      code: 'plugin.unmet',
      message:
        'guard needs message.delete, and playground cannot do it: nothing is done there\nSwitch the plugin off for these groups or communities, or use another adapter.',
    });
  });

  it('is there where it can be done in one group, or an admin can be asked to', async () => {
    const adapter = adapterThat({
      ...sends,
      'message.delete': { level: 'assisted', reason: 'an admin does it' },
    });
    const plugins = [plugin({ needs: ['message.delete', 'message.send'] })];

    const { kit } = await hostedKit({ plugins, adapters: [adapter] });

    expect(kit.plugins.shortfalls()).toEqual([]);
  });

  it('is not asked of adapters its communities have no group on', async () => {
    const plugins = [plugin({ needs: ['message.send'] })];
    const adapters = [adapterThat(sends), adapterThat({}, 'telegraph')];

    await expect(hostedKit({ plugins, adapters })).resolves.toBeDefined();
  });

  it('is not asked where the community has the plugin switched off', async () => {
    const blueprint = blueprintOf(healthWorkers);
    const communities = [
      { ...blueprint, community: { ...blueprint.community, plugins: { guard: false } } },
    ];
    const plugins = [plugin({ needs: ['message.delete'] })];

    await expect(
      hostedKit({ plugins, communities, adapters: [adapterThat(sends)] }),
    ).resolves.toBeDefined();
  });

  it('is checked of a plugin that comes later, too, and changes nothing where it is not met', async () => {
    const { kit } = await hostedKit({ adapters: [adapterThat(sends)] });

    await expect(kit.plugins.load(plugin({ needs: ['poll.send'] }))).rejects.toMatchObject({
      code: 'plugin.unmet',
    });

    expect(kit.plugins.list().map(({ name }) => name)).toEqual(['core']);
  });
});

describe('what a plugin wants', () => {
  it('and cannot have is told in the log and by the kit, and the plugin runs', async () => {
    const warnings: string[] = [];
    const log = {
      debug: () => undefined,
      info: () => undefined,
      warn: (message: string) => void warnings.push(message),
      error: () => undefined,
    };
    const plugins = [plugin({ wants: ['posting.set', 'message.send'] })];

    const { kit } = await hostedKit({ plugins, adapters: [adapterThat(sends)], log });

    const text = 'guard wants posting.set, and playground cannot do it: nothing is done there';
    expect(warnings).toContain(text);
    expect(kit.plugins.shortfalls()).toMatchObject([
      { plugin: 'guard', action: 'posting.set', adapter: 'playground', kind: 'wants', text },
    ]);
  });
});
