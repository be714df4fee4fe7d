import { type Logger, plain, plainText } from '@kapwa/core';
import { turnableClock } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { pluginThat } from '../plugin-that.js';
import { smallPlatform } from '../small-platform.js';

const words = 'the quokka sleeps at noon';

function logTo(lines: string[]): Logger {
  const line = (message: string, fields: object = {}): void =>
    void lines.push(`${message} ${JSON.stringify(fields)}`);
  return { debug: line, info: line, warn: line, error: line };
}

describe('what is told of a plugin that fails with the words of a message', () => {
  const tactless = pluginThat('tactless', (scope) => {
    scope.on('message.received', {}, (_, { text, from }) => {
      throw new Error(`${from.name} wrote something odd: ${text} (the rota is not there)`);
    });
  });

  it('is what happened and where, without the words: in the log and to whoever lists dead letters', async () => {
    const lines: string[] = [];
    const { kit, clock, store } = await hostedKit({ plugins: [tactless], log: logTo(lines) });
    clock.settleWith(() => kit.idle());
    await kit.receive(messageIn('north-area', words)).settled;
    await clock.advance(60_000);

    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line).toMatch(/^tactless failed at message\.received: .*something odd.*rota is not/);
      expect(line).toMatch(/"at":"what-is-told\.test\.ts:\d+:\d+"/);
      expect(line).not.toMatch(/quokka|sleeps|noon/);
    }
    const [letter] = await store.dead();
    expect(letter?.reason).toContain('something odd');
    expect(letter?.reason).not.toMatch(/quokka|sleeps|noon/);
  });

  it('is told whole to a host that watches the kit in its own process', async () => {
    const { kit } = await hostedKit({ plugins: [tactless] });
    const told: string[] = [];
    kit.events.on('plugin.failed', ({ error }) => told.push(error.message));

    await kit.receive(messageIn('north-area', words)).settled;

    expect(told.join()).toContain(words);
  });
});

describe('what is told of an action that fails with the words it was to send', () => {
  const speaker = pluginThat('speaker', (scope) => {
    scope.on('message.received', {}, (context) => {
      context.perform({ kind: 'message.send', to: { group: 'north-area' }, text: plain(words) });
    });
  });

  it.each([
    ['refused', `Telegram refused: cannot parse "${words}" near +254 700 777888.`],
    ['refused', `cannot send ${words} here`],
  ] as const)('is that it was %s, without them: %s', async (kind, reason) => {
    const clock = turnableClock();
    const platform = smallPlatform(clock);
    platform.answersWith([{ kind, reason }]);
    const { kit } = await hostedKit({ plugins: [speaker], adapters: [platform.adapter], clock });
    const told: string[] = [];
    kit.events.on('action.settled', ({ outcome }) => void told.push(JSON.stringify(outcome)));

    await kit.receive(messageIn('north-area', 'hello')).settled;
    await kit.idle();

    expect(told).toHaveLength(1);
    expect(told[0]).toContain(kind);
    expect(told[0]).toMatch(/cannot (parse|send)/);
    expect(told[0]).not.toMatch(/quokka|noon|777/);
  });

  it('is that a plugin which changes messages failed, without them, where that plugin repeats them', async () => {
    const lines: string[] = [];
    const changer = pluginThat('changer', (scope) => {
      scope.transform((action) => {
        if (action.kind !== 'message.send') return action;
        throw new Error(`cannot change ${plainText(action.text)} now`);
      });
    });
    const { kit } = await hostedKit({ plugins: [speaker, changer], log: logTo(lines) });

    await kit.receive(messageIn('north-area', 'hello')).settled;

    expect(lines.join()).toMatch(/changer failed at message\.received: cannot change … at … now/);
  });

  it('is that a watcher failed, without them, where the watcher repeats them', async () => {
    const lines: string[] = [];
    const { kit } = await hostedKit({ log: logTo(lines) });
    kit.events.on('turn.finished', ({ event }) => {
      if (event.kind === 'message.received') throw new Error(`cannot count ${event.text}`);
    });

    await kit.receive(messageIn('north-area', words)).settled;

    expect(lines.join()).toContain(
      'Somebody who watches "turn.finished" has failed: cannot count …',
    );
  });
});
