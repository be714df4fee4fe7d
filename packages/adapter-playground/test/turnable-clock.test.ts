import { describe, expect, it } from 'vitest';
import { ordinaryMonday, turnableClock } from '../src/index.js';

const minute = 60_000;

describe('a turnable clock', () => {
  it('stands still on an ordinary Monday morning until it is turned', async () => {
    const clock = turnableClock();

    expect(new Date(clock.now()).toISOString()).toBe('2027-03-01T08:00:00.000Z');
    await clock.advance(5 * minute);

    expect(clock.now()).toBe(ordinaryMonday + 5 * minute);
  });

  it('runs what comes due in order of time, and at one moment in order of asking', async () => {
    const clock = turnableClock(0);
    const order: string[] = [];
    clock.at(20, () => order.push(`late ${clock.now()}`));
    clock.at(10, () => order.push(`first ${clock.now()}`));
    clock.at(10, () => order.push(`second ${clock.now()}`));
    clock.at(31, () => order.push('never'));

    await clock.advance(30);

    expect(order).toEqual(['first 10', 'second 10', 'late 20']);
    expect(clock.waiting()).toBe(1);
  });

  it('lets the work one task set off come to rest before the next one runs', async () => {
    const clock = turnableClock(0);
    const order: string[] = [];
    let work = Promise.resolve();
    clock.settleWith(() => work);
    const slowly = (name: string) => () => {
      work = Promise.resolve()
        .then(() => undefined)
        .then(() => void order.push(name));
    };
    clock.at(10, slowly('reminder sent'));
    clock.at(20, () => order.push('digest begins'));

    await clock.advance(30);

    expect(order).toEqual(['reminder sent', 'digest begins']);
  });

  it('runs tasks that tasks ask for on the way', async () => {
    const clock = turnableClock(0);
    const ticks: number[] = [];
    const tick = (): void => {
      ticks.push(clock.now());
      clock.at(clock.now() + 10, tick);
    };
    clock.at(10, tick);

    await clock.advance(35);

    expect(ticks).toEqual([10, 20, 30]);
  });

  it('forgets a task that was cancelled, however often', async () => {
    const clock = turnableClock(0);
    const ran: string[] = [];
    const cancel = clock.at(10, () => ran.push('task'));

    cancel();
    cancel();
    await clock.advance(20);

    expect(ran).toEqual([]);
    expect(clock.waiting()).toBe(0);
  });

  it('runs a task that is due already at the next turn of the event loop, once', async () => {
    const clock = turnableClock(100);
    const ran: string[] = [];
    clock.at(50, () => ran.push('task'));

    expect(ran).toEqual([]);
    await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(10);

    expect(ran).toEqual(['task']);
  });

  it('runs nothing when it is turned back, and nothing twice when it comes forward again', async () => {
    const clock = turnableClock(100);
    const ran: number[] = [];
    clock.at(110, () => ran.push(clock.now()));

    await clock.set(120);
    await clock.set(50);
    await clock.set(130);

    expect(ran).toEqual([110]);
    expect(clock.now()).toBe(130);
  });

  it('turns one after the other when it is turned twice at once', async () => {
    const clock = turnableClock(0);
    const seen: number[] = [];
    clock.at(10, () => seen.push(clock.now()));
    clock.at(15, () => seen.push(clock.now()));

    await Promise.all([clock.advance(10), clock.advance(10)]);

    expect(seen).toEqual([10, 15]);
    expect(clock.now()).toBe(20);
  });

  it('tells whoever turns it that a task failed, and can be turned again', async () => {
    const clock = turnableClock(0);
    clock.at(10, () => {
      throw new Error('the task broke');
    });

    await expect(clock.advance(20)).rejects.toThrow('the task broke');
    await clock.advance(5);

    expect(clock.now()).toBe(15);
  });

  it('no longer waits for a settle hook that was taken back', async () => {
    const clock = turnableClock(0);
    let calls = 0;
    const undo = clock.settleWith(() => {
      calls += 1;
    });

    await clock.advance(1);
    const before = calls;
    undo();
    await clock.advance(1);

    expect(calls).toBe(before);
  });

  it('lets what waits for a while run after it, also when it is set back meanwhile', async () => {
    const clock = turnableClock(10_000);
    const ran: string[] = [];
    clock.after(100, () => ran.push('a while'));
    clock.at(10_100, () => ran.push('a time of day'));
    await clock.advance(50);

    await clock.set(5_000);
    expect(ran).toEqual([]);
    await clock.advance(50);
    expect(ran).toEqual(['a while']);
    expect(clock.elapsed()).toBe(10_100);
    await clock.advance(5_050);

    expect(ran).toEqual(['a while', 'a time of day']);
    expect(clock.waiting()).toBe(0);
  });
});
