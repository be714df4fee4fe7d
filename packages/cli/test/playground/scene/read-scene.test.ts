import { describe, expect, it } from 'vitest';
import { readScene } from '../../../src/playground/scene/read-scene.js';

const read = (...lines: string[]) => readScene(lines.join('\n'), 'scene.jsonl');

describe('reading a scene', () => {
  it('knows when it plays, who plays along, and what they do', () => {
    const scene = read(
      '// An ordinary morning.',
      '{"starts":"2027-03-04T08:00"}',
      '',
      '{"person":"ana","name":"Ana","groups":["north"]}',
      '{"at":"+1m","who":"ana","does":"write","group":"north","text":"Good morning"}',
    );

    expect(scene).toEqual({
      starts: '2027-03-04T08:00',
      cast: [{ person: 'ana', name: 'Ana', groups: ['north'] }],
      steps: [
        { at: '+1m', who: 'ana', does: 'write', group: 'north', text: 'Good morning', line: 5 },
      ],
    });
  });

  it('plays on a Monday morning unless it says when', () => {
    expect(read('').starts).toBe('2027-03-01T08:00');
  });

  it.each([
    ['what is not JSON', '{"does":', 'line 1: this is not JSON'],
    ['what is no object', '[1]', 'line 1: write an object'],
    ['a line of no kind', '{"text":"Hello"}', 'line 1: a line needs "does"'],
    ['a deed nobody can do', '{"does":"dance","who":"ana"}', '"does" can be write, join, leave'],
    ['a field nobody knows', '{"does":"wait","at":"+1m","grup":"x"}', 'what "grup" is for'],
    ['a step that says too little', '{"does":"write","who":"ana"}', '"write" needs "text"'],
    ['a start that is no time', '{"starts":"Monday"}', '"starts": write a day and time such as'],
    ['a value of the wrong kind', '{"person":7}', '"person":'],
  ])('says where and what to write instead of %s', (_, line, message) => {
    expect(() => read(line)).toThrow(message);
  });

  it('counts lines as an editor does', () => {
    expect(() => read('// one', '', '{"does":"wait"}')).toThrow(
      'scene.jsonl, line 3: "wait" needs "at"',
    );
  });
});
