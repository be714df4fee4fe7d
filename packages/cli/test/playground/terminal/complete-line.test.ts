import { createKit } from '@kapwa/core';
import pc from 'picocolors';
import { afterEach, describe, expect, it } from 'vitest';
import { raiseStage, type Stage } from '../../../src/playground/stage/stage.js';
import { completeLine } from '../../../src/playground/terminal/complete-line.js';
import type { Desk } from '../../../src/playground/terminal/desk.js';
import { tellStories } from '../../../src/playground/terminal/story.js';
import { smallCommunity } from '../small-community.js';

let stage: Stage | undefined;

afterEach(async () => stage?.close());

async function desk(): Promise<Desk> {
  const cast = [{ person: 'ana', name: 'Ana Maria', groups: ['north'] }];
  const scene = { starts: '2027-03-01T08:00', cast };
  stage = await raiseStage({ blueprint: smallCommunity, plugins: [], scene, createKit });
  return {
    stage,
    stories: tellStories(stage.kit),
    colors: pc.createColors(false),
    columns: 80,
    seat: { me: 'ana', place: { id: 'north', direct: false } },
  };
}

describe('the tab key', () => {
  it.each<[string, string[], string]>([
    ['/ph', ['/phone '], '/ph'],
    ['/', ['/be ', '/go ', '/dm', '/who'], '/'],
    ['/go area', ['Area North'], 'area'],
    ['/join ', ['Announcements', 'Area North'], ''],
    ['/be an', ['Ana Maria'], 'an'],
    ['/time f', [], 'f'],
    ['/nonsense f', [], 'f'],
    ['thank you @ana m', ['@Ana Maria '], '@ana m'],
    ['good morning', [], 'good morning'],
  ])('behind "%s" offers %j', async (line, offered, replaced) => {
    const [hits, end] = completeLine(line, await desk());

    expect(hits.slice(0, 4)).toEqual(offered);
    expect(end).toBe(replaced);
  });
});
