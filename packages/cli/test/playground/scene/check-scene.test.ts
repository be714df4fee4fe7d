import { createWorld } from '@kapwa/adapter-playground';
import { describe, expect, it } from 'vitest';
import { checkScene } from '../../../src/playground/scene/check-scene.js';
import { defaultScene } from '../../../src/playground/scene/default-scene.js';
import { readScene } from '../../../src/playground/scene/read-scene.js';
import { fillWorld } from '../../../src/playground/stage/fill-world.js';
import { smallCommunity } from '../small-community.js';

const world = createWorld({ people: [{ id: 'ana' }], groups: [{ id: 'north', members: ['ana'] }] });

function check(...lines: string[]): void {
  checkScene(readScene(lines.join('\n'), 'scene.jsonl'), 'scene.jsonl', world, 'Asia/Manila');
}

describe('checking a scene before it is played', () => {
  it('finds nothing where everybody and everything is there', () => {
    expect(() =>
      check(
        '{"who":"ana","does":"write","group":"north","text":"Hi","as":"hi"}',
        '{"who":"ana","does":"edit","message":"hi","text":"Hello","at":"fri 09:00"}',
      ),
    ).not.toThrow();
  });

  it.each([
    ['a person', '{"who":"ben","does":"join","group":"north"}', 'no person "ben". There are: ana.'],
    [
      'a group',
      '{"who":"ana","does":"join","group":"south"}',
      'no group "south". There are: north.',
    ],
    ['a message', '{"who":"ana","does":"delete","message":"x"}', 'no earlier step has "as":"x"'],
    ['a time', '{"does":"wait","at":"later"}', '"later" is no time. Write for example +10m'],
  ])('names the line and what there is instead of %s', (_, line, message) => {
    expect(() => check('', line)).toThrow(`scene.jsonl, line 2: `);
    expect(() => check('', line)).toThrow(message);
  });

  it('tells everything that is wrong at once', () => {
    expect(() =>
      check('{"does":"wait","at":"later"}', '{"who":"ben","does":"leave","group":"north"}'),
    ).toThrow(/line 1: .*\n.*line 2: /);
  });

  it('lets every community play the scene made for it', () => {
    const scene = defaultScene(smallCommunity);
    const stage = fillWorld(smallCommunity, scene.cast, world.clock);

    expect(scene.steps.length).toBeGreaterThan(3);
    expect(() => checkScene(scene, 'scene.jsonl', stage, 'Asia/Manila')).not.toThrow();
  });
});
