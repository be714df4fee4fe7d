import { type AnyPlugin, type CatchUp, createEmbeddedStore, createMemoryStore } from '@kapwa/core';
import { blueprintOf, healthWorkers, testCommunity, turnableClock } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { hostedKit } from '../hosted-kit.js';
import { pluginThat } from '../plugin-that.js';
import { temporaryFolder } from '../temporary-folder.js';
import { leapingClock } from './leaping-clock.js';

const MONDAY_11 = Date.UTC(2027, 2, 1, 8);
const HOUR = 3_600_000;

/** Writes down when it was due, at nine o'clock every day, for the community or for each group. */
function daily(due: string[], per: 'community' | 'group' = 'community'): AnyPlugin {
  return pluginThat('daily', (scope) => {
    const spec = {
      per,
      cron: (options: Readonly<Record<string, unknown>>) =>
        options.at === 'never' ? undefined : '0 9 * * *',
    };
    scope.schedule('nine', spec, (context, slot) => {
      const time = new Date(slot).toISOString().slice(5, 16);
      due.push(context.group === undefined ? time : `${time} ${context.group.key}`);
    });
  });
}

describe('a schedule of the community', () => {
  it('comes due at its time in the time zone of the community, every time', async () => {
    const due: string[] = [];
    await using community = await testCommunity({ plugins: [daily(due)] });

    await community.turnsTo('2027-03-02T08:59:59+03:00');
    expect(due).toEqual([]);
    await community.turnsTo('2027-03-02T09:00+03:00');
    expect(due).toEqual(['03-02T06:00']);
    await community.passes('2 days');

    expect(due).toEqual(['03-02T06:00', '03-03T06:00', '03-04T06:00']);
  });

  it('does not run where the community has switched it off', async () => {
    const due: string[] = [];
    await using community = await testCommunity({
      plugins: [daily(due)],
      options: { daily: { at: 'never' } },
    });

    await community.passes('3 days');

    expect(due).toEqual([]);
  });

  it('is tried again like anything else when the plugin fails at it', async () => {
    let tries = 0;
    const plugin = pluginThat('failing', (scope) => {
      scope.schedule('nine', { per: 'community', cron: () => '0 9 * * *' }, () => {
        tries += 1;
        if (tries === 1) throw new Error('it broke');
      });
    });
    await using community = await testCommunity({ plugins: [plugin], mayFail: true });

    await community.turnsTo('2027-03-02T10:00+03:00');

    expect(tries).toBe(2);
  });
});

describe('a schedule whose pattern is wrong', () => {
  it('is named in the log, and keeps no other from running', async () => {
    const due: string[] = [];
    const wrong = pluginThat('wrong', (scope) => {
      const cron = (options: Readonly<Record<string, unknown>>) => String(options.at);
      scope.schedule('weekly', { per: 'community', cron }, () => void due.push('weekly'));
    });
    const errors: string[] = [];
    const log = { ...console, error: (message: string) => void errors.push(message) };
    await using community = await testCommunity({
      plugins: [wrong, daily(due)],
      options: { wrong: { at: 'every Monday' } },
      log,
    });

    await community.turnsTo('2027-03-02T10:00+03:00');

    expect(due).toEqual(['03-02T06:00']);
    expect(errors).toEqual([
      expect.stringMatching(
        /^The schedule "weekly" of wrong does not run in health-workers: "every Monday" is not a schedule/,
      ),
    ]);
  });

  it('keeps its plugin from being loaded where the author wrote it', async () => {
    const plugin = pluginThat('wrong', (scope) => {
      scope.schedule('weekly', { per: 'community', cron: 'mondays' }, () => undefined);
    });

    await expect(testCommunity({ plugins: [plugin] })).rejects.toThrow(
      /"mondays" is not a schedule/,
    );
  });
});

describe('a schedule that is new', () => {
  it('does not come due for the past, nor again for the time it was switched off', async () => {
    const due: string[] = [];
    await using community = await testCommunity({ plugins: [daily(due)] });
    const blueprint = (at: string) => {
      const scene = { ...healthWorkers.community, plugins: { daily: { at } } };
      return community.kit.communities.add(blueprintOf({ ...healthWorkers, community: scene }));
    };

    await blueprint('never');
    await community.turnsTo('2027-03-02T10:00+03:00');
    await blueprint('nine');
    await community.passes('1 hour');
    expect(due).toEqual([]);
    await community.passes('1 day');

    expect(due).toEqual(['03-03T06:00']);
  });

  it('does not come due for the past when it is moved to an earlier time', async () => {
    const due: string[] = [];
    let hour = 20;
    const plugin = pluginThat('moved', (scope) => {
      scope.schedule('one', { per: 'community', cron: () => `0 ${hour} * * *` }, (_, slot) => {
        due.push(new Date(slot).toISOString().slice(5, 16));
      });
    });
    await using community = await testCommunity({ plugins: [plugin] });
    await community.turnsTo('2027-03-02T12:00+03:00');

    hour = 9;
    await community.restarts();
    await community.passes('1 day');

    expect(due).toEqual(['03-01T17:00', '03-03T06:00']);
  });
});

describe('a schedule that says what is to become of missed slots', () => {
  const hourly = (due: string[], catchUp: CatchUp): AnyPlugin =>
    pluginThat('hourly', (scope) => {
      const spec = { per: 'community', cron: () => '0 * * * *', catchUp } as const;
      scope.schedule('hour', spec, (_, slot) => void due.push(new Date(slot).toISOString()));
    });

  it.each([
    ['skip', { policy: 'skip' }, []],
    ['latest', { policy: 'latest' }, ['2027-03-01T12:00:00.000Z']],
    [
      'all',
      { policy: 'all', most: 3 },
      ['2027-03-01T10:00:00.000Z', '2027-03-01T11:00:00.000Z', '2027-03-01T12:00:00.000Z'],
    ],
  ] as const)('gets them so after a start: %s', async (_, catchUp, expected) => {
    const due: string[] = [];
    await using community = await testCommunity({ plugins: [hourly(due, catchUp)] });

    await community.restarts(() => community.world.clock.set(Date.UTC(2027, 2, 1, 12, 30)));

    expect(due).toEqual(expected);
  });
});

describe('a schedule of every group', () => {
  it('comes due in each at the time of the group itself', async () => {
    const due: string[] = [];
    await using community = await testCommunity({ plugins: [daily(due, 'group')] });

    await community.turnsTo('2027-03-02T12:00+03:00');

    expect(due).toHaveLength(Object.keys(healthWorkers.groups).length);
    expect(due).toContain('03-02T06:00 north-area');
    expect(due).toContain('03-02T07:00 cairo-team');
  });

  it('comes due also in a group that the bot came into later', async () => {
    const due: string[] = [];
    await using community = await testCommunity({ plugins: [daily(due, 'group')] });

    await community.atOnce((world) => void world.addGroup({ id: 'new', members: ['ana'] }));
    await community.turnsTo('2027-03-02T12:00+03:00');

    expect(due).toHaveLength(Object.keys(healthWorkers.groups).length + 1);
  });
});

describe('a slot', () => {
  it('is taken once, although the bot was restarted right before and right after', async () => {
    const due: string[] = [];
    const folder = await temporaryFolder();
    await using community = await testCommunity({
      plugins: [daily(due)],
      store: () => createEmbeddedStore(folder),
    });

    await community.turnsTo('2027-03-02T08:59:59+03:00');
    await community.restarts();
    await community.turnsTo('2027-03-02T09:00+03:00');
    await community.restarts();
    await community.passes('1 hour');

    expect(due).toEqual(['03-02T06:00']);
  });

  it('is taken once, also when a bot that hung wakes up after another has taken over', async () => {
    const due: string[] = [];
    const store = createMemoryStore();
    const one = await hostedKit({ plugins: [daily(due)], store });
    const clock = turnableClock(MONDAY_11 + 21 * HOUR);
    await hostedKit({ plugins: [daily(due)], store, clock });

    await one.clock.set(MONDAY_11 + 24 * HOUR);
    await clock.set(MONDAY_11 + 24 * HOUR);
    await one.clock.set(MONDAY_11 + 25 * HOUR);

    expect(due).toEqual(['03-02T06:00']);
  });

  it('is taken up after a start when it came while the bot was down for a short time', async () => {
    const due: string[] = [];
    await using community = await testCommunity({ plugins: [daily(due)] });
    await community.turnsTo('2027-03-02T10:00+03:00');

    await community.restarts(() => community.world.clock.set(Date.UTC(2027, 2, 3, 8)));

    expect(due).toEqual(['03-02T06:00', '03-03T06:00']);
  });

  it('is taken up also when it would have been the very first', async () => {
    const due: string[] = [];
    await using community = await testCommunity({ plugins: [daily(due)] });

    await community.restarts(() => community.world.clock.set(Date.UTC(2027, 2, 2, 8)));

    expect(due).toEqual(['03-02T06:00']);
  });

  it('is left out when it is older than half a day; of many only the last is taken up', async () => {
    const due: string[] = [];
    await using community = await testCommunity({ plugins: [daily(due)] });
    await community.turnsTo('2027-03-02T10:00+03:00');

    await community.restarts(() => community.world.clock.set(Date.UTC(2027, 2, 8, 19)));
    expect(due).toEqual(['03-02T06:00']);
    await community.restarts(() => community.world.clock.set(Date.UTC(2027, 2, 12, 7)));

    expect(due).toEqual(['03-02T06:00', '03-12T06:00']);
  });

  it('is left out, too, when the machine slept through it for days', async () => {
    const due: string[] = [];
    const clock = leapingClock(MONDAY_11);
    const { kit } = await hostedKit({ plugins: [daily(due)], clock });

    clock.leapTo(MONDAY_11 + 3 * 24 * HOUR + 11 * HOUR);
    await kit.idle();
    expect(due).toEqual([]);
    clock.leapTo(MONDAY_11 + 5 * 24 * HOUR);
    await kit.idle();

    expect(due).toEqual(['03-06T06:00']);
  });

  it('does not come again when the clock is set back', async () => {
    const due: string[] = [];
    await using community = await testCommunity({ plugins: [daily(due)] });
    await community.turnsTo('2027-03-02T09:30+03:00');

    await community.turnsTo('2027-03-02T08:30+03:00');
    await community.turnsTo('2027-03-02T23:00+03:00');

    expect(due).toEqual(['03-02T06:00']);
  });
});

describe('schedules of many communities', () => {
  it('are watched by one timer, and each comes due once', async () => {
    const due: string[] = [];
    const clock = leapingClock(MONDAY_11);
    const zones = ['Africa/Nairobi', 'Africa/Cairo', 'Asia/Manila', 'Europe/Madrid'];
    const communities = Array.from({ length: 400 }, (_, index) => {
      const timeZone = zones[index % zones.length] ?? 'UTC';
      return blueprintOf({
        ...healthWorkers,
        community: { ...healthWorkers.community, key: `c${index}`, timeZone },
        people: {},
        groups: { only: { members: [] } },
      });
    });
    const plugins = Array.from({ length: 10 }, (_, index) =>
      pluginThat(`p${index}`, (scope) => {
        const spec = { per: 'group', cron: () => `${index} 9 * * *` } as const;
        scope.schedule('one', spec, (context) => {
          due.push(`${context.community.key} ${index}`);
        });
      }),
    );
    const { kit } = await hostedKit({ plugins, clock, communities });
    // One more for the lease of the kit on its store.
    expect(clock.waiting()).toBe(2);

    clock.leapTo(MONDAY_11 + 26 * HOUR);
    await kit.idle();

    expect(clock.waiting()).toBe(2);
    expect(due).toHaveLength(4_000);
    expect(new Set(due).size).toBe(4_000);
  });
});
