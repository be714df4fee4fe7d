import { describe, expect, it } from 'vitest';
import { createGathered } from '../../src/accept/gathered.js';
import type { PlatformEvent } from '../../src/events/event.js';
import { messageIn } from '../events.js';

const event = (id: string): PlatformEvent => ({ ...messageIn('north', 'Good morning.'), id });

/** What is taken in, call by call; refuses any call with this event in it. */
function taking(poisoned?: string) {
  const calls: string[][] = [];
  const gathered = createGathered(async (events) => {
    const ids = events.map(({ id }) => id);
    calls.push(ids);
    if (poisoned !== undefined && ids.includes(poisoned)) throw new Error('cannot be kept');
  });
  return { gathered, calls };
}

describe('events handed over in one turn of the event loop', () => {
  it('are taken in at one time, in order', async () => {
    const { gathered, calls } = taking();
    const all = [gathered.accept([event('1'), event('2')]), gathered.accept([event('3')])];

    expect([gathered.isBusy(), calls]).toEqual([true, []]);
    await Promise.all(all);

    expect([gathered.isBusy(), calls]).toEqual([false, [['1', '2', '3']]]);
  });

  it('of another turn are taken in by themselves', async () => {
    const { gathered, calls } = taking();
    await gathered.accept([event('1')]);
    await gathered.accept([event('2')]);

    expect(calls).toEqual([['1'], ['2']]);
  });

  it('do not pay for one that cannot be taken in', async () => {
    const { gathered, calls } = taking('2');
    const all = ['1', '2', '3'].map((id) => gathered.accept([event(id)]));

    const answers = await Promise.allSettled(all);

    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(calls).toEqual([['1', '2', '3'], ['1'], ['2'], ['3']]);
  });
});
