import { type AnyPlugin, definePlugin, plain } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { messageFrom, messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { pluginThat } from '../plugin-that.js';
import { temporaryLocales } from '../temporary-locales.js';

async function rules(): Promise<AnyPlugin> {
  return definePlugin({
    name: 'rules',
    options: z.unknown(),
    locales: await temporaryLocales('rules', { en: { words: 'rules' }, sw: { words: 'kanuni' } }),
    setup(kit) {
      kit.command('rules', { words: 'words' }, () => 'handled');
    },
  });
}

describe('a host that asks whether an event is for the kit', () => {
  it.each([
    ['a command', messageIn('north-area', '/rules'), true],
    ['a command in another language', messageFrom('ana', 'kanuni'), true],
    ['what people say to each other', messageIn('north-area', 'the rules are fine'), false],
  ])('is told at once: %s', async (_, event, expected) => {
    const { kit } = await hostedKit({ plugins: [await rules()] });

    expect(kit.receive(event).claimed).toBe(expected);
  });

  it('is told what others have added, as long as it is there', async () => {
    const { kit } = await hostedKit();
    const undo = kit.claims.add((event) => event.kind === 'message.received');

    expect(kit.receive(messageIn('north-area', 'one')).claimed).toBe(true);
    undo();

    expect(kit.receive(messageIn('north-area', 'two')).claimed).toBe(false);
  });

  it('is told no by a guess that fails', async () => {
    const { kit } = await hostedKit();
    kit.claims.add(() => {
      throw new Error('it broke');
    });

    const { claimed, settled } = kit.receive(messageIn('north-area', 'one'));

    expect(claimed).toBe(false);
    await expect(settled).resolves.toBeUndefined();
  });
});

describe('a host that must answer in its turn', () => {
  it('is told when the event was handled in time', async () => {
    const { kit, clock } = await hostedKit();
    const timers = clock.waiting();

    expect(await kit.receive(messageIn('north-area', 'one')).within(1_000)).toBe(true);
    expect(clock.waiting()).toBe(timers);
  });

  it('is told when the time is up; the event is handled all the same', async () => {
    let finish = (): void => undefined;
    const slow = pluginThat('slow', (kit) => {
      kit.on('message.received', {}, async (context) => {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        context.perform({
          kind: 'message.send',
          to: { group: 'north-area' },
          text: plain('at last'),
        });
      });
    });
    const { kit, clock } = await hostedKit({ plugins: [slow] });
    let actions = 0;
    kit.events.on('turn.finished', (report) => {
      actions += report.actions.length;
    });
    const { accepted, settled, within } = kit.receive(messageIn('north-area', 'one'));
    await accepted;

    const inTime = within(500);
    await clock.advance(500);
    expect(await inTime).toBe(false);
    finish();
    await settled;

    expect(actions).toBe(1);
  });
});
