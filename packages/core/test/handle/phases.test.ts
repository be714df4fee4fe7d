import { type AnyPlugin, type Phase, phases, type Verdict } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { pluginThat } from '../plugin-that.js';

/** A plugin in one phase that writes down that it was asked. */
function inPhase(
  phase: Phase,
  asked: string[],
  verdict?: Verdict,
  name: string = phase,
): AnyPlugin {
  return pluginThat(`at-${name.replaceAll(' ', '-')}`, (scope) => {
    scope.on('message.received', { phase }, () => {
      asked.push(name);
      return verdict;
    });
  });
}

async function askedBy(plugins: readonly AnyPlugin[]): Promise<void> {
  await using community = await testCommunity({ plugins, mayFail: true });
  await community.says('ana', 'north-area', 'hello');
}

describe('the phases of handling', () => {
  it('come in their order, whatever order the plugins are in', async () => {
    const asked: string[] = [];

    await askedBy([...phases].reverse().map((phase) => inPhase(phase, asked)));

    expect(asked).toEqual(['screen', 'dialogue', 'command', 'react', 'observe']);
  });

  it('end after screen for a message that is withheld, except for those who only observe', async () => {
    const asked: string[] = [];

    await askedBy([
      inPhase('screen', asked, 'withheld'),
      inPhase('screen', asked, undefined, 'second screen'),
      ...phases.slice(1).map((phase) => inPhase(phase, asked)),
    ]);

    expect(asked).toEqual(['screen', 'second screen', 'observe']);
  });

  it('let the first that handled a message end dialogue and command', async () => {
    const asked: string[] = [];

    await askedBy([
      inPhase('dialogue', asked, 'handled'),
      inPhase('dialogue', asked, undefined, 'second dialogue'),
      inPhase('command', asked),
      inPhase('react', asked),
      inPhase('observe', asked),
    ]);

    expect(asked).toEqual(['dialogue', 'react', 'observe']);
  });

  it.each<[Phase, Verdict]>([
    ['dialogue', 'withheld'],
    ['react', 'withheld'],
    ['screen', 'handled'],
  ])(
    'take no notice of a verdict that does not belong there: %s says %s',
    async (phase, verdict) => {
      const asked: string[] = [];

      await askedBy([inPhase(phase, asked, verdict), inPhase('observe', asked)]);

      expect(asked).toEqual([phase, 'observe']);
    },
  );

  it('let a message through where the plugin that screens has failed', async () => {
    const asked: string[] = [];
    const broken = pluginThat('broken', (scope) => {
      scope.on('message.received', { phase: 'screen' }, () => {
        throw new Error('it broke');
      });
      scope.on('message.received', { phase: 'react' }, () => void asked.push('broken, later'));
    });

    await askedBy([broken, inPhase('react', asked)]);

    expect(asked).toEqual(['react']);
  });
});

describe('a plugin that a community has switched off', () => {
  it('is not asked there', async () => {
    const asked: string[] = [];
    await using community = await testCommunity({
      plugins: [inPhase('react', asked), inPhase('observe', asked)],
      options: { 'at-react': false },
    });

    await community.says('ana', 'north-area', 'hello');

    expect(asked).toEqual(['observe']);
  });
});
