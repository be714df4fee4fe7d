import type { AnyPlugin, Logger, Store } from '@kapwa/core';
import { blueprintOf, healthWorkers } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/languages/catalogue.js';
import { silentLogger } from '../../src/logger.js';
import { createPluginHost } from '../../src/plugins/host.js';
import { readOptions } from '../../src/plugins/options.js';
import { type RowParts, readRows } from '../../src/schedules/schedule-rows.js';
import { hostedKit } from '../hosted-kit.js';
import { pluginThat } from '../plugin-that.js';

type Switches = Readonly<Record<string, Readonly<Record<string, unknown>> | false>>;

/** A programme with two groups, one of them in another time zone than the programme. */
function programme(key: string, plugins: Switches = {}, ofNorth: Switches = {}) {
  return blueprintOf({
    ...healthWorkers,
    community: { ...healthWorkers.community, key, timeZone: 'Africa/Nairobi', plugins },
    people: {},
    groups: {
      north: { members: [], plugins: ofNorth },
      cairo: { members: [], timeZone: 'Africa/Cairo' },
    },
  } as never);
}

/** A reminder at nine, or at the time its options say. */
function reminder(per: 'community' | 'group', name = 'reminder'): AnyPlugin {
  return pluginThat(name, (scope) => {
    const cron = (options: Readonly<Record<string, unknown>>): string | undefined =>
      options.at === 'never' ? undefined : String(options.at ?? '0 9 * * *');
    scope.schedule('daily', { per, cron, catchUp: { policy: 'skip' } }, () => undefined);
  });
}

/** What there is to be watched is read out of a store on which a kit has run. */
async function watching(
  plugins: readonly AnyPlugin[],
  communities: readonly ReturnType<typeof programme>[] = [programme('health')],
) {
  const { store } = await hostedKit({ communities, plugins });
  const host = createPluginHost(createCatalogue(silentLogger));
  for (const plugin of plugins) await host.load(plugin);
  const asked: string[] = [];
  const said: string[] = [];
  const reading: Pick<Store, 'get' | 'list'> = {
    get: (...of) => {
      asked.push(of.join(' '));
      return store.get(...of);
    },
    list: (...of) => {
      asked.push(of.join(' '));
      return store.list(...of);
    },
  };
  const log: Logger = { ...silentLogger, error: (line) => void said.push(line) };
  const parts: RowParts = { store: reading, host, log, optionsOf: readOptions };
  const keys = async (community?: string): Promise<readonly string[]> =>
    (await readRows(community, parts)).map(({ key }) => key).sort();
  return { parts, keys, asked, said };
}

describe('what there is to be watched', () => {
  it('is a row for each schedule of a community, with what comes due', async () => {
    const { parts } = await watching([reminder('community')]);

    expect(await readRows(undefined, parts)).toEqual([
      {
        key: 'health//reminder/daily',
        pattern: '0 9 * * *',
        timeZone: 'Africa/Nairobi',
        catchUp: { policy: 'skip' },
        due: {
          kind: 'schedule.due',
          adapter: 'kapwa',
          community: 'health',
          plugin: 'reminder',
          schedule: 'daily',
        },
      },
    ]);
  });

  it('is a row for each group, in its own time zone where it has one', async () => {
    const { parts } = await watching([reminder('group')]);

    const rows = await readRows(undefined, parts);

    expect(rows.map(({ due, timeZone }) => [due.group, timeZone])).toEqual([
      ['cairo', 'Africa/Cairo'],
      ['north', 'Africa/Nairobi'],
    ]);
  });

  it('is that of every community, or of the one that is asked for and no other', async () => {
    const communities = ['health', 'health-east', 'coast'].map((key) => programme(key));
    const plugins = [reminder('group', 'a'), reminder('community', 'b')];
    const { keys } = await watching(plugins, communities);
    const rowsOf = (key: string) => [
      `${key}//b/daily`,
      `${key}/cairo/a/daily`,
      `${key}/north/a/daily`,
    ];

    expect(await keys('health')).toEqual(rowsOf('health'));
    expect(await keys('coast')).toEqual(rowsOf('coast'));
    expect(await keys('nowhere')).toEqual([]);
    expect(await keys()).toEqual(['coast', 'health', 'health-east'].flatMap(rowsOf).sort());
  });

  it('leaves out a community without groups where a schedule is for groups', async () => {
    const empty = blueprintOf({
      ...healthWorkers,
      community: { ...healthWorkers.community, key: 'empty' },
      people: {},
      groups: {},
    });
    const { keys } = await watching([reminder('group')], [empty, programme('health')]);

    expect(await keys()).toEqual(['health/cairo/reminder/daily', 'health/north/reminder/daily']);
  });

  it('leaves out what its options switch off, without a word', async () => {
    const off = programme('off', { reminder: { at: 'never' } });
    const { keys, said } = await watching([reminder('community')], [off, programme('health')]);

    expect(await keys()).toEqual(['health//reminder/daily']);
    expect(said).toEqual([]);
  });

  it('leaves out a plugin that is switched off, in a community or in a group of it', async () => {
    const off = programme('off', { reminder: false });
    const partly = programme('partly', {}, { reminder: false });
    const { keys } = await watching([reminder('group')], [off, partly]);

    expect(await keys()).toEqual(['partly/cairo/reminder/daily']);
  });

  it('leaves out a plugin that does not run any more', async () => {
    const { parts } = await watching([reminder('community')]);
    const host = { ...parts.host, plugin: () => undefined };

    expect(await readRows(undefined, { ...parts, host })).toEqual([]);
  });

  it('names the group in which a pattern is wrong, and keeps the other rows', async () => {
    const plugin = pluginThat('reminder', (scope) => {
      const cron = (_: unknown, __: unknown, group?: { readonly key: string }): string =>
        group?.key === 'north' ? 'every day' : '0 9 * * *';
      scope.schedule('daily', { per: 'group', cron }, () => undefined);
    });
    const { keys, said } = await watching([plugin]);

    expect(await keys()).toEqual(['health/cairo/reminder/daily']);
    expect(said).toEqual([
      expect.stringMatching(
        /^The schedule "daily" of reminder does not run in health, north: "every day" is not/,
      ),
    ]);
  });

  it('is found without a look at groups where no schedule is for groups, or at anything where there is none', async () => {
    const none = await watching([]);
    const community = await watching([reminder('community')]);

    expect([await none.keys(), none.asked]).toEqual([[], []]);
    await community.keys();
    await community.keys('health');

    expect(community.asked).toEqual(['core.communities ', 'core.communities health']);
  });
});
