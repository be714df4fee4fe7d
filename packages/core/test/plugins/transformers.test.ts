import {
  type Action,
  type AnyPlugin,
  definePlugin,
  plain,
  type TransformOptions,
} from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const north = { group: 'north-area' };

function plugin(name: string, setup: Parameters<typeof definePlugin>[0]['setup']): AnyPlugin {
  return definePlugin({ name, options: z.unknown(), setup });
}

/** Writes a message, then another only if the first went out, and says what came of the first. */
const speaker = plugin('speaker', (kit) => {
  kit.on('message.received', {}, (context, event) => {
    const first = context.perform(
      { kind: 'message.send', to: north, text: plain(event.text) },
      { onSettled: { step: 'first' } },
    );
    context.perform(
      { kind: 'message.send', to: north, text: plain('and more') },
      { after: [first] },
    );
  });
  kit.settled('first', (context, outcome) => {
    const reason = outcome.kind === 'refused' ? outcome.reason : outcome.kind;
    context.perform({ kind: 'message.send', to: { group: 'admin-only' }, text: plain(reason) });
  });
});

function marking(name: string, mark: string, options?: TransformOptions): AnyPlugin {
  return plugin(name, (kit) => {
    kit.transform((action: Action) => {
      if (action.kind !== 'message.send') return action;
      return { ...action, text: [...action.text, { kind: 'plain', text: mark }] };
    }, options);
  });
}

async function said(plugins: readonly AnyPlugin[], options: Record<string, unknown> = {}) {
  await using community = await testCommunity({ plugins, options });
  await community.says('ana', 'north-area', 'hello');
  return {
    north: community.group('north-area').fromBot,
    admins: community.group('admin-only').fromBot,
    failures: community.failures.map(({ plugin: name, error }) => [name, error.message]),
  };
}

describe('a transformer', () => {
  it('changes what other plugins ask for, in the order that was declared', async () => {
    const { north: words } = await said([
      speaker,
      marking('a', '!', { after: ['b'] }),
      marking('b', '?'),
    ]);

    expect(words).toEqual(['hello?!', 'and more?!']);
  });

  it('leaves alone what communities have it switched off for', async () => {
    const { north: words } = await said([speaker, marking('a', '!')], { a: false });

    expect(words).toEqual(['hello', 'and more']);
  });

  it('may leave an action out: what was to come after it does not, and who asked is told', async () => {
    const quiet = plugin('quiet', (kit) => {
      kit.transform((action, { group }) =>
        group?.key === 'north-area' && 'text' in action && action.text.length > 0 ? 'drop' : action,
      );
    });

    const { north: words, admins } = await said([speaker, quiet]);

    expect(words).toEqual([]);
    expect(admins).toEqual([]);
  });

  it('that throws lets the action go on as it was, and is named', async () => {
    const broken = plugin('broken', (kit) => {
      kit.transform(() => {
        throw new Error('it broke');
      });
    });

    const { north: words, failures } = await said([speaker, broken, marking('z', '!')]);

    expect(words).toEqual(['hello!', 'and more!']);
    expect(failures).toContainEqual(['broken', 'it broke']);
  });

  it('that throws and wants it so keeps the action back', async () => {
    const strict = plugin('strict', (kit) => {
      kit.transform(
        (action) => {
          if ('to' in action && 'group' in action.to && action.to.group === 'admin-only') {
            return action;
          }
          throw new Error('cannot tell whether this is safe');
        },
        { onError: 'drop' },
      );
    });

    const { north: words, admins } = await said([speaker, strict]);

    expect(words).toEqual([]);
    expect(admins).toEqual(['strict failed at it: cannot tell whether this is safe']);
  });
});
