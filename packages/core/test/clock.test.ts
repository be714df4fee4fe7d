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
