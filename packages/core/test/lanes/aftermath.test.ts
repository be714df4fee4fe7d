import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAftermath } from '../../src/lanes/aftermath.js';
import type { InboxEntry } from '../../src/store/store.js';
import { messageIn } from '../events.js';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

function entryOf(id: string): InboxEntry {
  return { id, lane: 'l', place: { community: 'c' }, event: messageIn('c', id), attempt: 0 };
}

/** Lets so much time pass, ms, without waiting for it. */
function spend(ms: number): void {
  vi.advanceTimersByTime(ms);
}

describe('what is handled after its answer', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('begins once and in order, also while more and more comes', async () => {
    const ids = Array.from({ length: 3_000 }, (_, at) => String(at));
    const begun: string[] = [];
    const aftermath = createAftermath(({ id }) => {
      begun.push(id);
      spend(0.5);
    });

    for (const [at, id] of ids.entries()) {
      aftermath.put(entryOf(id));
      if (at % 5 === 0) await nextTurn();
    }
    while (aftermath.count() > 0) await nextTurn();

    expect(begun).toEqual(ids);
  });

  it('begins together where there is time, and lets everything else have its turn where there is not', async () => {
    const begun: string[] = [];
    let takes = 0;
    const aftermath = createAftermath(({ id }) => {
      begun.push(id);
      spend(takes);
    });
    const ids = Array.from({ length: 200 }, (_, at) => String(at));

    for (const id of ids) aftermath.put(entryOf(id));
    await nextTurn();
    expect(begun).toEqual(ids);

    takes = 1;
    for (const id of ids) aftermath.put(entryOf(id));
    await nextTurn();
    expect(begun).toHaveLength(202);
    await nextTurn();
    expect(begun).toHaveLength(204);
    aftermath.clear();
  });

  it('is let go of once it has begun, though something always waits', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const held = new Set<WeakRef<InboxEntry>>();
    const aftermath = createAftermath(() => spend(1));

    for (let at = 0; at < 3_000; at += 1) {
      const entry = entryOf(String(at));
      held.add(new WeakRef(entry));
      aftermath.put(entry);
      if (at % 8 === 0) await nextTurn();
    }
    const waiting = aftermath.count();
    collectGarbage();
    await nextTurn();
    aftermath.clear();

    expect(waiting).toBeGreaterThan(0);
    expect([...held].filter((one) => one.deref() !== undefined).length).toBeLessThan(waiting + 600);
  });
});
