import { describe, expect, it } from 'vitest';
import type { Given } from '../../src/workers/given.js';
import { createRoster } from '../../src/workers/roster.js';

const lanes = Array.from({ length: 100 }, (_, at) => `group:health-workers/group-${at}`);

function given(lane: string): Given {
  const entry = {
    ...{ id: lane, lane, place: { community: 'health-workers' }, attempt: 0 },
    event: { kind: 'member.joined' } as Given['entry']['event'],
  };
  return { entry, task: '', worker: undefined, since: 0, losses: 0, end: () => undefined };
}

function rosterOf(rooms: Readonly<Record<string, number>>) {
  const roster = createRoster();
  for (const [name, room] of Object.entries(rooms)) roster.hear(name, room, 0);
  return roster;
}

describe('whom an event is given to', () => {
  it('is the same worker for every event of a lane, and all of them get some', () => {
    const roster = rosterOf({ one: 100, two: 100, three: 100 });

    const chosen = () => lanes.map((lane) => roster.choose(lane, 0));
    const first = chosen();

    expect(chosen()).toEqual(first);
    expect(new Set(first)).toEqual(new Set(['one', 'two', 'three']));
  });

  it('is the one with the least to do where the usual one has its hands full', () => {
    const roster = rosterOf({ one: 1, two: 50, three: 50 });
    const lane = lanes.find((name) => roster.choose(name, 0) === 'one') ?? '';
    roster.give('one', given(lane));
    roster.give('two', given('other'));

    expect(roster.choose(lane, 0)).toBe('three');
  });

  it('is nobody where all have their hands full, or nobody is there', () => {
    const roster = rosterOf({ one: 1, stopping: 0 });
    const own = given('lane');
    roster.give('one', own);
    expect(roster.choose('lane', 0)).toBeUndefined();

    roster.takeBack(own);
    expect(roster.choose('lane', 0)).toBe('one');
    expect(createRoster().choose('lane', 0)).toBeUndefined();
  });
});

it('gives nothing to whoever was not heard of for a while', () => {
  const roster = rosterOf({ late: 5 });
  const before = roster.choose('lane', 1);
  roster.hear('there', 5, 1);

  expect(before).toBeUndefined();
  expect(roster.choose('lane', 1, new Set(['there']))).toBeUndefined();
  expect(new Set(lanes.map((lane) => roster.choose(lane, 1)))).toEqual(new Set(['there']));
});

describe('a worker on the roster', () => {
  it('is struck off with what it had', () => {
    const roster = rosterOf({ one: 5, two: 5 });
    const own = given('lane');
    roster.give('one', own);

    expect(roster.strike('one')).toEqual([own]);
    expect(roster.strike('one')).toEqual([]);
    expect(roster.size).toBe(1);
  });

  it('counts as silent from when it was last heard of', () => {
    const roster = rosterOf({ one: 5, two: 5 });
    roster.hear('two', 5, 1_000);

    expect(roster.silentSince(0)).toEqual(['one']);
    expect(roster.silentSince(1_000)).toEqual(['one', 'two']);
  });
});
