import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createAftermath } from '../../src/lanes/aftermath.js';
import type { InboxEntry } from '../../src/store/store.js';
import { messageIn } from '../events.js';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

function entryOf(id: string): InboxEntry {
  return { id, lane: 'l', place: { community: 'c' }, event: messageIn('c', id), attempt: 0 };
}

describe('what is handled after its answer', () => {
  it('begins once and in order, also while more and more comes', async () => {
    const ids = Array.from({ length: 3_000 }, (_, at) => String(at));
    const begun: string[] = [];
    const aftermath = createAftermath(({ id }) => void begun.push(id));

    for (const [at, id] of ids.entries()) {
      // Some wait for their answer until they have been handled.
      aftermath.put(entryOf(id), at % 7 !== 0);
      if (at % 5 === 0) await nextTurn();
    }
    while (aftermath.count() > 0) await nextTurn();

    expect(begun).toEqual(ids);
  });

  it('is let go of once it has begun, though something always waits', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const held = new Set<WeakRef<InboxEntry>>();
    const aftermath = createAftermath(() => undefined);

    for (let at = 0; at < 3_000; at += 1) {
      const entry = entryOf(String(at));
      held.add(new WeakRef(entry));
      aftermath.put(entry, true);
      if (at % 8 === 0) await nextTurn();
    }
    const waiting = aftermath.count();
    collectGarbage();
    await nextTurn();

    expect(waiting).toBeGreaterThan(0);
    expect([...held].filter((one) => one.deref() !== undefined).length).toBeLessThan(waiting + 600);
  });
});
