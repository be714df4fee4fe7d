import { describe, expect, it } from 'vitest';
import type { Action, ActionOptions } from '../../src/actions/action.js';
import { isTooOld } from '../../src/house/pause/too-old.js';

const HOUR = 3_600_000;
const group = { group: 'north-area' };
const person = { person: 'ana' };
const says = (to: typeof group | typeof person): Action => ({ kind: 'message.send', to, text: [] });

describe('what a pause has held up', () => {
  it.each<[string, Action, ActionOptions, number, boolean]>([
    ['a reply in a group, an hour late', says(group), {}, 1, false],
    ['a reply in a group, more than an hour late', says(group), {}, 1.1, true],
    ['a reply to one person, a day late', says(person), {}, 24, false],
    ['a reply to one person, more than a day late', says(person), {}, 24.1, true],
    ['an announcement, a week late', says(group), { priority: 'bulk' }, 168, false],
    ['a notice, a week late', says(group), { priority: 'notice' }, 168, false],
    [
      'taking a message away, a week late',
      { kind: 'message.delete', target: { ...group, message: 'm1' } },
      { priority: 'urgent' },
      168,
      false,
    ],
  ])('%s', (_, action, options, hours, late) => {
    const pause = { paused: false, from: 0, at: hours * HOUR };

    expect(isTooOld({ action, options, due: 0 }, pause, pause.at)).toBe(late);
  });

  it('is not late for the time it waited before the pause', () => {
    const pause = { paused: false, from: 5 * HOUR, at: 5.5 * HOUR };

    expect(isTooOld({ action: says(group), options: {}, due: 0 }, pause, pause.at)).toBe(false);
  });

  it('is not late when it was asked for after the pause', () => {
    const pause = { paused: false, from: 0, at: 5 * HOUR };

    expect(isTooOld({ action: says(group), options: {}, due: 9 * HOUR }, pause, 9 * HOUR)).toBe(
      false,
    );
  });
});
