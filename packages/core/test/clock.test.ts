import { systemClock } from '@kapwa/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const DAY = 86_400_000;

describe("the machine's clock", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2027, 2, 1, 8) });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('runs a task when its time has come, and not before', async () => {
    const ran: string[] = [];
    systemClock.at(systemClock.now() + 1000, () => ran.push('task'));

    await vi.advanceTimersByTimeAsync(999);
    expect(ran).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);

    expect(ran).toEqual(['task']);
  });

  it('waits longer than the longest timer there is', async () => {
    const ran: string[] = [];
    systemClock.at(systemClock.now() + 60 * DAY, () => ran.push('task'));

    await vi.advanceTimersByTimeAsync(59 * DAY);
    expect(ran).toEqual([]);
    await vi.advanceTimersByTimeAsync(DAY);

    expect(ran).toEqual(['task']);
  });

  it('waits on when the clock was set back meanwhile', async () => {
    const ran: string[] = [];
    const due = systemClock.now() + 1000;
    systemClock.at(due, () => ran.push('task'));

    vi.setSystemTime(due - 5000);
    await vi.advanceTimersByTimeAsync(1000);
    expect(ran).toEqual([]);
    await vi.advanceTimersByTimeAsync(4000);

    expect(ran).toEqual(['task']);
  });

  it('soon notices that it was set forward, or that the machine slept', async () => {
    const ran: string[] = [];
    const due = systemClock.now() + DAY;
    systemClock.at(due, () => ran.push('task'));

    vi.setSystemTime(due);
    await vi.advanceTimersByTimeAsync(60_000);

    expect(ran).toEqual(['task']);
  });

  it.each([
    ['back', -3_600_000],
    ['forward', 3_600_000],
  ])('waits for a while, and tells how long it was, when it is set %s meanwhile', async (_, by) => {
    const ran: string[] = [];
    const before = systemClock.elapsed();
    systemClock.after(1000, () => ran.push('task'));

    vi.setSystemTime(systemClock.now() + by);
    await vi.advanceTimersByTimeAsync(999);
    expect(ran).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);

    expect(ran).toEqual(['task']);
    expect(systemClock.elapsed() - before).toBe(1000);
  });

  it('waits for a while that is longer than the longest timer there is', async () => {
    const ran: string[] = [];
    const cancel = systemClock.after(60 * DAY, () => ran.push('task'));
    systemClock.after(61 * DAY, () => ran.push('later'));

    await vi.advanceTimersByTimeAsync(59 * DAY);
    expect(ran).toEqual([]);
    cancel();
    await vi.advanceTimersByTimeAsync(2 * DAY);

    expect(ran).toEqual(['later']);
  });

  it('forgets a task that was cancelled, and one cancelled twice', async () => {
    const ran: string[] = [];
    const cancel = systemClock.at(systemClock.now() + 60 * DAY, () => ran.push('task'));
    await vi.advanceTimersByTimeAsync(30 * DAY);

    cancel();
    cancel();
    await vi.advanceTimersByTimeAsync(60 * DAY);

    expect(ran).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('runs at once what is due already', async () => {
    const ran: string[] = [];
    systemClock.at(systemClock.now() - 1, () => ran.push('task'));
    expect(ran).toEqual([]);

    await vi.advanceTimersByTimeAsync(1);

    expect(ran).toEqual(['task']);
  });
});
