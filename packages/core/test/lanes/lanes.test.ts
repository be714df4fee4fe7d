import { turnableClock } from '@kapwa/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLanes, type Lanes } from '../../src/lanes/lanes.js';
import type { InboxEntry } from '../../src/store/store.js';
import { MORNING, messageIn } from '../events.js';

function entry(lane: string, id: string, changes: Partial<InboxEntry> = {}): InboxEntry {
  const place = { community: 'health-workers' };
  return { id, lane, place, event: messageIn(lane, id), attempt: 0, ...changes };
}

/** Lanes whose entries end when the test says so. */
function heldLanes() {
  const clock = turnableClock();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  let quiet = 0;
  const lanes = createLanes({
    clock,
    onQuiet: () => {
      quiet += 1;
    },
    run: ({ id }) => {
      begun.push(id);
      return new Promise((resolve) => ends.set(id, resolve));
    },
  });
  const end = async (id: string): Promise<void> => {
    ends.get(id)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { lanes, clock, begun, end, quietTimes: () => quiet };
}

describe('lanes', () => {
  it('take up an event of a lane only when the one before has ended', async () => {
    const { lanes, begun, end } = heldLanes();
    lanes.add(entry('north', '1'));
    lanes.add(entry('north', '2'));

    expect(begun).toEqual(['1']);
    await end('1');

    expect(begun).toEqual(['1', '2']);
  });

  it('run side by side: a slow one holds up nobody else', async () => {
    const { lanes, begun, end } = heldLanes();
    lanes.add(entry('slow', 'slow 1'));
    lanes.add(entry('slow', 'slow 2'));

    lanes.add(entry('north', '1'));
    await end('1');
    lanes.add(entry('north', '2'));

    expect(begun).toEqual(['slow 1', '1', '2']);
  });

  it('let an event wait for its time without holding up those behind it', async () => {
    const { lanes, clock, begun, end } = heldLanes();
    lanes.add(entry('north', 'later', { notBefore: MORNING + 1000 }));
    lanes.add(entry('north', 'now'));
    await end('now');

    await clock.advance(999);
    expect(begun).toEqual(['now']);
    await clock.advance(1);

    expect(begun).toEqual(['now', 'later']);
  });

  it('say when nothing is left to do, and not before', async () => {
    const { lanes, end, quietTimes } = heldLanes();
    lanes.add(entry('north', '1'));
    lanes.add(entry('south', '2'));

    await end('1');
    expect([lanes.busy(), quietTimes()]).toEqual([1, 0]);
    await end('2');

    expect([lanes.busy(), quietTimes()]).toEqual([0, 1]);
  });

  it('begin with what was posted only after everything else had its turn', async () => {
    const { lanes, begun } = heldLanes();
    lanes.addNextTurn(entry('north', '1'));
    await Promise.resolve();

    expect([begun, lanes.busy()]).toEqual([[], 1]);
    await new Promise((resolve) => setImmediate(resolve));

    expect([begun, lanes.busy()]).toEqual([['1'], 1]);
  });

  it('let nothing overtake what waits for an answer to leave', async () => {
    const { lanes, begun, end } = heldLanes();
    lanes.addNextTurn(entry('north', 'posted'));
    lanes.add(entry('north', 'said'));
    await new Promise((resolve) => setImmediate(resolve));
    await end('posted');

    expect(begun).toEqual(['posted', 'said']);
  });

  it('begin with all that was posted together', async () => {
    const { lanes, begun } = heldLanes();
    for (let n = 0; n < 40; n += 1) lanes.addNextTurn(entry(`group ${n}`, String(n)));

    await new Promise((resolve) => setImmediate(resolve));

    expect(begun).toHaveLength(40);
  });

  it('forget when they stop what has not begun after its answer', async () => {
    const { lanes, begun } = heldLanes();
    lanes.addNextTurn(entry('north', '1'));
    await lanes.stop();
    await new Promise((resolve) => setImmediate(resolve));

    expect([begun, lanes.busy()]).toEqual([[], 0]);
  });

  it('finish what runs when they stop, take up nothing more and wait for nothing', async () => {
    const { lanes, clock, begun, end } = heldLanes();
    lanes.add(entry('north', '1'));
    lanes.add(entry('north', '2'));
    lanes.add(entry('north', 'later', { notBefore: MORNING + 1000 }));
    let stopped = false;

    const stop = lanes.stop().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    await end('1');
    await stop;
    lanes.add(entry('south', '3'));

    expect(begun).toEqual(['1']);
    expect(clock.waiting()).toBe(0);
  });

  it('keep the order of every lane, whatever comes in between', async () => {
    const arrivals = fc.array(fc.constantFrom('north', 'south', 'west'), { maxLength: 30 });

    await fc.assert(
      fc.asyncProperty(arrivals, fc.scheduler(), async (sources, scheduler) => {
        const ended: string[] = [];
        const lanes: Lanes = createLanes({
          clock: turnableClock(),
          onQuiet: () => undefined,
          run: async ({ lane, id }) => {
            await scheduler.schedule(Promise.resolve());
            ended.push(`${lane} ${id}`);
          },
        });
        sources.forEach((lane, index) => {
          lanes.add(entry(lane, String(index)));
        });
        await scheduler.waitIdle();

        for (const lane of new Set(sources)) {
          const own = sources.flatMap((one, index) => (one === lane ? [`${lane} ${index}`] : []));
          expect(ended.filter((one) => one.startsWith(lane))).toEqual(own);
        }
      }),
      { numRuns: 30 },
    );
  });
});
