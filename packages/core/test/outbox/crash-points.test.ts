import { describe, expect, it } from 'vitest';
import { type Aftermath, dieAndLiveAgain } from './dying-world.js';

/** What came of it, for every point at which a bot can die while it sends one message. */
async function everyDeath(
  parts: number,
  delivery: 'at-most-once' | 'at-least-once',
): Promise<readonly Aftermath[]> {
  const all: Aftermath[] = [];
  for (let point = 1; ; point += 1) {
    const aftermath = await dieAndLiveAgain(point, parts, { delivery });
    all.push(aftermath);
    if (!aftermath.died) return all;
  }
}

function times(arrived: readonly string[], part: string): number {
  return arrived.filter((one) => one === part).length;
}

describe('a bot that dies at any point while it sends', () => {
  it.each([1, 3])('never sends twice what must not go out twice (%i parts)', async (parts) => {
    const deaths = await everyDeath(parts, 'at-most-once');

    expect(deaths.length).toBeGreaterThan(6 + parts);
    for (const { arrived } of deaths) {
      for (let part = 0; part < parts; part += 1) {
        expect(times(arrived, `part ${part}`)).toBeLessThanOrEqual(1);
      }
    }
    const unknown = deaths.filter(({ outcomes }) =>
      outcomes.some(({ kind }) => kind === 'unknown'),
    );
    expect(unknown.length).toBeGreaterThanOrEqual(2 * parts);
  });

  it.each([1, 3])('loses nothing that may go out twice (%i parts)', async (parts) => {
    const deaths = await everyDeath(parts, 'at-least-once');

    expect(deaths.length).toBeGreaterThan(5 + parts);
    for (const { arrived, outcomes } of deaths) {
      for (let part = 0; part < parts; part += 1) {
        expect(times(arrived, `part ${part}`)).toBeGreaterThanOrEqual(1);
      }
      expect(outcomes.at(-1)).toMatchObject({ kind: 'sent' });
    }
  });

  it('repeats the one part that it died at, and none before it', async () => {
    const deaths = await everyDeath(3, 'at-least-once');

    for (const { arrived } of deaths) {
      expect(arrived.length).toBeLessThanOrEqual(4);
      expect([...new Set(arrived)]).toEqual(['part 0', 'part 1', 'part 2']);
    }
    expect(deaths.filter(({ arrived }) => arrived.length === 4).length).toBeGreaterThan(0);
  });

  it('tells the plugin at last, whatever came of it', async () => {
    for (const delivery of ['at-most-once', 'at-least-once'] as const) {
      for (const { outcomes } of await everyDeath(2, delivery)) {
        expect(outcomes.length).toBeGreaterThanOrEqual(1);
      }
    }
  });
});
