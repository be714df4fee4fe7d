import { type AnyPlugin, createKit, definePlugin, type KitOptions, plain } from '@kapwa/core';
import { testCommunity, watching } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';

/** What JavaScript lets people write, which TypeScript would refuse. */
interface LooseContext {
  perform(action: object): unknown;
  reply(words: unknown): unknown;
}
interface LooseScope {
  on(kind: string, filters: object, run?: (context: LooseContext) => unknown): unknown;
}

function pluginBy(setup: (kit: LooseScope) => unknown): AnyPlugin {
  return watching(definePlugin({ name: 'tea', setup: setup as AnyPlugin['setup'] }));
}

/** How the start ends with a plugin. */
async function startWith(plugin: AnyPlugin): Promise<string> {
  try {
    await (await testCommunity({ plugins: [plugin] })).stop();
    return 'started';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What is said of a handler that does this. */
async function failureOf(act: (context: LooseContext) => unknown): Promise<string> {
  const plugin = pluginBy((kit) => kit.on('message.received', {}, (context) => void act(context)));
  await using community = await testCommunity({ plugins: [plugin], mayFail: true });
  await community.says('ana', 'north-area', 'tea, please');
  return community.failures.map(({ error }) => String(error)).join('\n');
}

const nothing = (): void => undefined;

describe('a plugin written wrongly', () => {
  it.each([
    [{ setup: nothing }, 'this one has none'],
    [{ name: '', setup: nothing }, 'this one is called ""'],
    [{ name: 'My Plugin', setup: nothing }, 'this one is called "My Plugin"'],
    [{ name: 'tea' }, 'tea: a plugin needs a function "setup"'],
  ])('is refused where it is declared: %o', (plugin, words) => {
    const define = () => definePlugin(plugin as AnyPlugin);

    expect(define).toThrow(words);
    expect(define).toThrow(expect.objectContaining({ code: 'plugin.invalid' }));
  });

  it('is refused where it is loaded, by whoever left definePlugin out', async () => {
    expect(await startWith({ name: 'Tea!' } as AnyPlugin)).toContain('this one is called "Tea!"');
  });

  it.each([
    [
      'message.recieved',
      {},
      'there are no events "message.recieved". Did you mean "message.received"?',
    ],
    ['tea.served', {}, 'There are message.received, '],
    ['message.received', { mention: true }, 'no filter "mention". Did you mean "mentions"?'],
    ['message.received', { phase: 'reakt' }, 'no phase "reakt". Did you mean "react"?'],
  ])('hears of a listener for %s, %o', async (kind, filters, words) => {
    const plugin = pluginBy((kit) => kit.on(kind, filters, () => undefined));

    expect(await startWith(plugin)).toContain(words);
  });

  it('hears that a listener is no function', async () => {
    expect(await startWith(pluginBy((kit) => kit.on('message.received', {})))).toContain(
      'needs a function',
    );
  });

  it('hears of what failed late in its setup', async () => {
    const late = pluginBy(async () => {
      await Promise.resolve();
      throw new Error('no tea today');
    });

    expect(await startWith(late)).toContain('tea could not be set up: no tea today');
  });

  it('may set itself up late', async () => {
    const late = pluginBy(async (kit) => {
      await Promise.resolve();
      kit.on('message.received', {}, (context) => void context.reply(plain('Tea.')));
    });
    await using community = await testCommunity({ plugins: [late] });

    await community.says('ana', 'north-area', 'tea, please');

    expect(community.group('north-area').fromBot).toEqual(['Tea.']);
  });
});

describe('a handler that asks wrongly', () => {
  const to = { group: 'north-area' };

  it.each([
    [
      { kind: 'message.sent', to, text: [] },
      'no action "message.sent". Did you mean "message.send"?',
    ],
    [{ kind: 'tea', to }, 'no action "tea". docs/actions.md lists them.'],
    [{ kind: 'message.send', to, text: 'Tea.' }, 'is parts: plain("Hello") makes them'],
    [{ kind: 'message.send', text: plain('Tea.') }, 'a message needs a recipient'],
  ])('fails where it asked: %o', async (action, words) => {
    expect(await failureOf((context) => context.perform(action))).toContain(words);
  });

  it('fails with words where parts or a key belong', async () => {
    expect(await failureOf((context) => context.reply({ text: 'Tea.' }))).toContain('is parts');
  });
});

describe('a kit without communities', () => {
  it.each([[undefined], [{}], [{ communities: [{ community: { name: 'X' } }] }]])(
    'is not made: %o',
    (options) => {
      expect(() => createKit(options as unknown as KitOptions)).toThrow(
        'createKit needs "communities"',
      );
    },
  );
});
