import { createKit, createMemoryStore, defineAdapter, defineBlueprint, plain } from '@kapwa/core';
import { turnableClock } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MORNING, messageFrom } from '../events.js';
import { pluginThat } from '../plugin-that.js';
import { smallPlatform } from '../small-platform.js';

const MINUTE = 60_000;

/** Answers everybody where they wrote; for a while only, where the words say so. */
const answering = pluginThat('answering', (kit) => {
  kit.on('message.received', { direct: true }, (context, { text }) => {
    const person = context.actor?.person.id ?? '';
    const expires = text.startsWith('soon') ? { expires: context.now + MINUTE } : {};
    const said = plain(`re: ${text}`);
    context.perform({ kind: 'message.send', to: { person }, text: said }, expires);
  });
});

/** Ana writes by two ways to one bot: a linked device and an official number. */
async function bothWays() {
  const clock = turnableClock(MORNING);
  const [device, official] = [smallPlatform(clock, 'whatsapp'), smallPlatform(clock, 'official')];
  const store = createMemoryStore();
  const kit = createKit({
    communities: [
      defineBlueprint({
        community: { name: 'Health workers', purpose: 'Work together', timeZone: 'Africa/Nairobi' },
      }),
    ],
    adapters: [defineAdapter({ ...official.adapter, network: 'whatsapp' }), device.adapter],
    plugins: [answering],
    store,
    clock,
  });
  await kit.start();
  onTestFinished(() => kit.stop());
  let count = 0;
  const writes = async (via: 'whatsapp' | 'official', text: string): Promise<void> => {
    count += 1;
    const more = { id: `${via}:${count}`, at: clock.now(), adapter: 'whatsapp', via };
    await kit.receive(messageFrom('ana', text, more)).settled;
    // What hangs is not waited for.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return { kit, clock, device, official, writes };
}

describe('somebody who writes by two ways', () => {
  it('is answered by one while the other does not answer, and by that in order once it does', async () => {
    const { kit, device, official, writes } = await bothWays();
    const release = device.holds('ana');
    await writes('whatsapp', 'one');
    await writes('official', 'two');
    await writes('whatsapp', 'three');
    await writes('official', 'four');

    expect(official.arrived).toEqual(['ana: re: two', 'ana: re: four']);
    expect(device.arrived).toEqual([]);

    release();
    await kit.idle();
    expect(device.arrived).toEqual(['ana: re: one', 'ana: re: three']);
  });

  it('is answered by one while the other wants to be left alone for a while', async () => {
    const { kit, clock, device, official, writes } = await bothWays();
    clock.settleWith(() => kit.idle());
    device.answersWith([{ kind: 'retry', reason: 'too much', retryAfter: 10 * MINUTE }]);
    await writes('whatsapp', 'one');
    await writes('whatsapp', 'two');
    await writes('official', 'three');

    expect(official.arrived).toEqual(['ana: re: three']);
    expect(device.arrived).toEqual([]);

    await clock.advance(10 * MINUTE);
    expect(device.arrived).toEqual(['ana: re: one', 'ana: re: two']);
  });

  it('does not get late what was of use for a minute only', async () => {
    const { kit, clock, device, official, writes } = await bothWays();
    clock.settleWith(() => kit.idle());
    device.answersWith([{ kind: 'retry', reason: 'too much', retryAfter: 10 * MINUTE }]);
    await writes('whatsapp', 'soon');
    await writes('whatsapp', 'whenever');
    await writes('official', 'three');
    await clock.advance(10 * MINUTE);

    expect(official.arrived).toEqual(['ana: re: three']);
    expect(device.arrived).toEqual(['ana: re: whenever']);
  });
});
