import { type ActionOptions, type AnyPlugin, plain } from '@kapwa/core';
import { healthWorkers, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { pluginThat } from '../plugin-that.js';

const EVENING = '2027-03-01T20:50+03:00';
const NIGHT = '2027-03-01T23:00+03:00';

/** Says, at every message, something in a group with these options. */
function says(text: string, options: ActionOptions, group = 'north-area'): AnyPlugin {
  return pluginThat(`says-${text.replaceAll(' ', '-')}`, (scope) => {
    scope.on('message.received', {}, (context) => {
      context.perform({ kind: 'message.send', to: { group }, text: plain(text) }, options);
    });
  });
}

describe('in the quiet hours of the community', () => {
  it('what can wait waits for their end, and an answer does not', async () => {
    const plugins = [
      says('a reply', {}),
      says('urgent', { priority: 'urgent' }),
      says('a notice', { priority: 'notice' }),
      says('in bulk', { priority: 'bulk' }),
    ];
    await using community = await testCommunity({ plugins, start: NIGHT });

    await community.says('ana', 'north-area', 'is anybody awake?');
    expect(community.group('north-area').fromBot).toEqual(['a reply', 'urgent']);
    await community.turnsTo('2027-03-02T05:59:59+03:00');
    expect(community.group('north-area').fromBot).toHaveLength(2);
    await community.turnsTo('2027-03-02T06:00+03:00');

    expect(community.group('north-area').fromBot.slice(2)).toEqual(['a notice', 'in bulk']);
  });

  it('those of the group count to which it goes, not of the one where it was asked', async () => {
    // 23:30 in Nairobi is 22:30 in Cairo and 15:30 in the Mexico of this group.
    const scene = {
      ...healthWorkers,
      groups: {
        ...healthWorkers.groups,
        oaxaca: { name: 'Oaxaca', timeZone: 'America/Mexico_City', members: ['ana'] },
      },
    };
    const plugins = [says('for oaxaca', { priority: 'notice' }, 'oaxaca')];
    await using community = await testCommunity({ plugins, scene, start: NIGHT });

    await community.says('ana', 'north-area', 'please tell the others');

    expect(community.group('oaxaca').fromBot).toEqual(['for oaxaca']);
  });

  it('a notice waits also where it was asked for before and could not go out until now', async () => {
    const plugins = [says('a notice', { priority: 'notice' })];
    await using community = await testCommunity({ plugins, start: EVENING });
    community.world.line.setOnline(false);
    // Heard before the line went down, answered after.
    await community.kit.receive({
      kind: 'message.received',
      id: 'evening',
      at: Date.parse(EVENING),
      adapter: 'playground',
      chat: { id: 'north-area', direct: false },
      from: { id: 'ana' },
      message: 'm',
      text: 'good evening',
      mentions: [],
    }).settled;

    await community.turnsTo('2027-03-02T01:00+03:00');
    await community.atOnce((world) => world.line.setOnline(true));
    await community.turnsTo('2027-03-02T05:59+03:00');
    expect(community.group('north-area').fromBot).toEqual([]);
    await community.turnsTo('2027-03-02T07:00+03:00');

    expect(community.group('north-area').fromBot).toEqual(['a notice']);
  });

  it('a notice waits also where the bot was started again in the night', async () => {
    const plugins = [
      says('a notice', { priority: 'notice', notBefore: Date.parse(EVENING) + 60_000 }),
    ];
    await using community = await testCommunity({ plugins, start: EVENING });
    await community.says('ana', 'north-area', 'good evening');

    await community.restarts(() => community.world.clock.set(Date.parse(NIGHT)));
    await community.passes('1 hour');
    expect(community.group('north-area').fromBot).toEqual([]);
    await community.turnsTo('2027-03-02T06:00+03:00');

    expect(community.group('north-area').fromBot).toEqual(['a notice']);
  });

  it('a notice that is to come later than their end keeps its time', async () => {
    const later = Date.parse('2027-03-02T09:30+03:00');
    const plugins = [says('a notice', { priority: 'notice', notBefore: later })];
    await using community = await testCommunity({ plugins, start: NIGHT });
    await community.says('ana', 'north-area', 'good night');

    await community.turnsTo(later - 1);
    expect(community.group('north-area').fromBot).toEqual([]);
    await community.turnsTo(later);

    expect(community.group('north-area').fromBot).toEqual(['a notice']);
  });
});
