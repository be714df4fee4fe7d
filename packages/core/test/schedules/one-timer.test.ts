import { describe, expect, it } from 'vitest';
import { collections } from '../../src/model/keys.js';
import { changesSchedules } from '../../src/schedules/scheduler.js';
import { at, remind, scheduled, settled } from './lone-scheduler.js';

describe('the one timer of all schedules', () => {
  it('waits for what comes soonest, and for nothing where nothing will come', async () => {
    const none = await scheduled({ north: '0 9 30 2 *' });
    const some = await scheduled({ north: '0 9 * * *', coast: '0 8 * * *', never: '0 7 30 2 *' });

    await none.scheduler.refresh();
    await some.scheduler.refresh();

    expect([none.armed, none.clock.waiting(), none.scheduler.size]).toEqual([[], 0, 1]);
    expect([some.armed, some.clock.waiting(), some.scheduler.size]).toEqual([[at('08:00')], 1, 3]);
  });

  it('waits no more for a schedule that is gone or comes at another time', async () => {
    const { scheduler, store, clock, armed, due } = await scheduled({
      north: '0 8 * * *',
      coast: '0 9 * * *',
      south: '0 10 * * *',
    });
    await scheduler.refresh();
    await remind(store, 'north', undefined);
    await scheduler.refresh('north');
    await remind(store, 'coast', '0 12 * * *');
    await scheduler.refresh('coast');
    expect([scheduler.size, clock.waiting(), armed.at(-1)]).toEqual([2, 1, at('10:00')]);

    // Nothing of what was, although it is all over now.
    clock.leapTo(at('13:00'));
    await settled();

    expect(due()).toEqual(['south 01T10:00', 'coast 01T12:00']);
    expect([clock.waiting(), armed.at(-1)]).toEqual([1, at('10:00', 1)]);
  });

  it('comes to an end with the last slot of a schedule that has one', async () => {
    const { scheduler, clock, due } = await scheduled({ north: '0 0 9 1 3 * 2027' });
    await scheduler.refresh();

    clock.leapTo(at('09:00'));
    await settled();

    expect(due()).toEqual(['north 01T09:00']);
    expect(clock.waiting()).toBe(0);
  });

  it('is there no more once the kit has stopped, whatever is asked or under way then', async () => {
    const { scheduler, clock, readings, handed } = await scheduled({ north: '0 9 * * *' });
    await scheduler.refresh();
    const reading = scheduler.refresh();
    await Promise.resolve();
    scheduler.stop();
    await reading;
    expect(clock.waiting()).toBe(0);
    const before = readings();

    await scheduler.refresh();
    clock.leapTo(at('10:00'));
    await settled();

    expect([clock.waiting(), readings(), handed]).toEqual([0, before, []]);
  });

  it('is not needed to stop', async () => {
    const { scheduler } = await scheduled({});

    expect(() => scheduler.stop()).not.toThrow();
  });
});

describe('schedules that are read anew', () => {
  it('are read once for all who ask before it has begun, and again for whoever asks later', async () => {
    const { scheduler, readings } = await scheduled({ north: '0 9 * * *' });

    const asked = [scheduler.refresh(), scheduler.refresh(), scheduler.refresh()];
    expect(asked[1]).toBe(asked[0]);
    await Promise.all(asked);
    expect(readings()).toBe(1);
    await scheduler.refresh();

    expect(readings()).toBe(2);
  });

  it('leave those of other communities as they are', async () => {
    const { scheduler, store, clock, due } = await scheduled({
      north: '0 9 * * *',
      coast: '0 9 * * *',
    });
    await scheduler.refresh();
    await remind(store, 'north', '0 11 * * *');
    await remind(store, 'coast', '0 11 * * *');

    await scheduler.refresh('north');
    clock.leapTo(at('09:30'));
    await settled();

    expect(due()).toEqual(['coast 01T09:00']);
    expect(scheduler.size).toBe(2);
  });

  it('are all forgotten that are gone, where all are read', async () => {
    const { scheduler, store, clock, due } = await scheduled({
      north: '0 9 * * *',
      coast: '0 9 * * *',
    });
    await scheduler.refresh();
    for (const key of ['north', 'coast']) await remind(store, key, undefined);

    await scheduler.refresh();
    clock.leapTo(at('12:00'));
    await settled();

    expect([scheduler.size, due(), clock.waiting()]).toEqual([0, [], 0]);
  });

  it('come due as often as ever, however often they are read', async () => {
    const patterns = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`c${index}`, `${index} 9 * * *`]),
    );
    const { scheduler, clock, due, armed } = await scheduled(patterns);
    for (let reading = 0; reading < 30; reading += 1) await scheduler.refresh();

    clock.leapTo(at('12:00'));
    await settled();

    expect(due()).toEqual(
      Object.keys(patterns).map((key, minute) => `${key} 01T09:${String(minute).padStart(2, '0')}`),
    );
    expect(armed.at(-1)).toBe(at('09:00', 1));
  });

  it.each([
    ['the community', collections.communities, true],
    ['a group', collections.groups, true],
    ['a membership', collections.memberships, false],
    ['what a plugin keeps', 'reminder.notes', false],
  ])('are read after a change of what they are made of: %s', (_, collection, expected) => {
    const other = { op: 'put', collection: 'other', key: 'a', value: 1 } as const;

    expect(changesSchedules({ writes: [other, { ...other, collection }] })).toBe(expected);
  });
});

describe('slots that many schedules have at one time', () => {
  it.each([
    [1, [1]],
    [500, [500]],
    [501, [500, 1]],
    [1_200, [500, 500, 200]],
  ])('are handed over in pieces, each once: %i of them', async (count, pieces) => {
    const patterns = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`c${index}`, '0 9 * * *']),
    );
    const { scheduler, clock, handed, due } = await scheduled(patterns);
    await scheduler.refresh();

    clock.leapTo(at('09:00'));
    await settled();

    expect(handed.map(({ length }) => length)).toEqual(pieces);
    expect(new Set(due()).size).toBe(count);
  });
});

describe('slots that could not be taken in', () => {
  it('are told about, and handed over again a minute later, until they are', async () => {
    const { scheduler, clock, broken, due, said } = await scheduled({ north: '0 9 * * *' });
    await scheduler.refresh();
    broken.door = true;
    clock.leapTo(at('09:00'));
    await settled();
    expect(said).toEqual([expect.stringContaining('tried again: The door is shut.')]);

    clock.leapTo(at('09:01') - 1);
    await settled();
    expect(said).toHaveLength(1);
    clock.leapTo(at('09:01'));
    await settled();
    expect(said).toHaveLength(2);
    broken.door = false;
    clock.leapTo(at('09:02'));
    await settled();

    expect(due()).toEqual(['north 01T09:00']);
    // That for tomorrow, and none to try again.
    expect(clock.waiting()).toBe(1);
  });

  it('are tried again once, however many pieces there were', async () => {
    const patterns = Object.fromEntries(
      Array.from({ length: 1_200 }, (_, index) => [`c${index}`, '0 9 * * *']),
    );
    const { scheduler, clock, broken, due, readings } = await scheduled(patterns);
    await scheduler.refresh();
    broken.door = true;
    clock.leapTo(at('09:00'));
    await settled();
    expect(clock.waiting()).toBe(2);
    broken.door = false;

    clock.leapTo(at('09:01'));
    await settled();

    expect([due().length, new Set(due()).size, readings()]).toEqual([1_200, 1_200, 2]);
  });

  it('are tried again later still where the store cannot be read then', async () => {
    const { scheduler, clock, broken, due, said } = await scheduled({ north: '0 9 * * *' });
    await scheduler.refresh();
    broken.door = true;
    clock.leapTo(at('09:00'));
    await settled();
    broken.store = true;
    clock.leapTo(at('09:01'));
    await settled();
    expect(said.at(-1)).toBe('The schedules could not be read: The store is down.');
    Object.assign(broken, { store: false, door: false });
    expect(due()).toEqual([]);

    clock.leapTo(at('09:02') - 1);
    await settled();
    expect(due()).toEqual([]);
    clock.leapTo(at('09:02'));
    await settled();

    expect(due()).toEqual(['north 01T09:00']);
  });

  it.each([false, true])(
    'are left for the next start by a kit that stops, store down: %s',
    async (down) => {
      const { scheduler, clock, broken, said } = await scheduled({ north: '0 9 * * *' });
      await scheduler.refresh();
      broken.door = true;
      clock.leapTo(at('09:00'));
      if (down) {
        await settled();
        broken.store = true;
        clock.leapTo(at('09:01'));
      }
      scheduler.stop();
      const before = said.length;
      await settled();

      expect(clock.waiting()).toBe(0);
      expect(said).toHaveLength(before);
    },
  );

  it('are told to whoever asked for them to be read, where that fails', async () => {
    const { scheduler, broken } = await scheduled({ north: '0 9 * * *' });
    broken.store = true;

    await expect(scheduler.refresh()).rejects.toThrow('The store is down.');
    broken.store = false;
    await scheduler.refresh();

    expect(scheduler.size).toBe(1);
  });
});
