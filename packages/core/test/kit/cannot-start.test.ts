import {
  createEmbeddedStore,
  createKit,
  defineAdapter,
  definePlugin,
  type KitOptions,
} from '@kapwa/core';
import { blueprintOf, healthWorkers, turnableClock } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { smallPlatform } from '../small-platform.js';
import { temporaryFolder } from '../temporary-folder.js';

const blueprint = blueprintOf(healthWorkers);

function kitWith(options: Partial<KitOptions>) {
  return createKit({ communities: [blueprint], clock: turnableClock(), ...options });
}

describe('a kit that cannot start', () => {
  const strict = definePlugin({
    name: 'strict',
    options: z.strictObject({ mode: z.enum(['observe', 'delete']).default('observe') }),
    setup: () => undefined,
  });
  const withOptions = (plugins: Record<string, unknown>) => [
    { ...blueprint, community: { ...blueprint.community, plugins } },
  ];

  it.each<[string, Partial<KitOptions>, string, RegExp]>([
    [
      'an option has a wrong value',
      { plugins: [strict], communities: withOptions({ strict: { mode: 'remove' } }) },
      'config.invalid',
      /health-workers: .*plugins.strict.mode/s,
    ],
    [
      'there is no such option',
      { plugins: [strict], communities: withOptions({ strict: { mod: 'delete' } }) },
      'config.invalid',
      /plugins.strict.*mod/s,
    ],
    [
      'there is no such plugin',
      { plugins: [strict], communities: withOptions({ strikt: {} }) },
      'config.invalid',
      /no plugin called "strikt".*strict/s,
    ],
    ['it is given no community', { communities: [] }, 'config.missing', /community/],
    [
      'two communities have one key',
      { communities: [blueprint, blueprint] },
      'config.invalid',
      /"health-workers"/,
    ],
    ['two plugins have one name', { plugins: [strict, strict] }, 'plugin.invalid', /"strict"/],
  ])('says what to do when %s', async (_, options, code, message) => {
    const start = kitWith(options).start();

    await expect(start).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('says all that is wrong with the options at once', async () => {
    const communities = withOptions({ strict: { mode: 1, color: 'red' }, nobody: true });
    const start = kitWith({ plugins: [strict], communities }).start();

    await expect(start).rejects.toThrow(
      /nobody[\s\S]*mode[\s\S]*color|nobody[\s\S]*color[\s\S]*mode/,
    );
  });

  it('refuses two adapters of one name when it is made', () => {
    const { adapter } = smallPlatform(turnableClock());

    expect(() => kitWith({ adapters: [adapter, adapter] })).toThrow(/Two adapters are called/);
  });

  it('closes again what it had opened, when one of several messengers cannot be reached', async () => {
    const events: string[] = [];
    const named = (name: string, fails: boolean) =>
      defineAdapter({
        ...smallPlatform(turnableClock(), name).adapter,
        connect() {
          if (fails) throw new Error(`${name} is down`);
          events.push(`${name} opened`);
          return {
            perform: async () => ({ kind: 'ok' }),
            close: () => void events.push(`${name} closed`),
          };
        },
      });
    const clock = turnableClock();
    const store = createEmbeddedStore(await temporaryFolder());
    const adapters = [named('one', false), named('two', false), named('three', true)];

    const kit = kitWith({ adapters, clock, store });
    await expect(kit.start()).rejects.toThrow('three is down');

    expect(events).toEqual(['one opened', 'two opened', 'two closed', 'one closed']);
    expect(clock.waiting()).toBe(0);
  });
});
