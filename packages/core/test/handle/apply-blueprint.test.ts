import { type AnyPlugin, type Blueprint, createKit, createMemoryStore } from '@kapwa/core';
import { blueprintOf, healthWorkers, turnableClock } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { messageFrom, messageIn } from '../events.js';
import { pluginThat } from '../plugin-that.js';

type People = typeof healthWorkers.people;

/** The health workers, with these people said to be something in the community file. */
function withPeople(people: People): Blueprint {
  const everybody = { ...healthWorkers.people, ...people };
  return blueprintOf({ ...healthWorkers, people: everybody });
}

/** Starts one kit after the other on one store, as an operator does who changes the file. */
function kitsOnOneStore(plugins: readonly AnyPlugin[]) {
  const store = createMemoryStore();
  const clock = turnableClock();
  let stopLast = async (): Promise<void> => undefined;
  return async (blueprint: Blueprint) => {
    await stopLast();
    const kit = createKit({ communities: [blueprint], plugins, store, clock });
    await kit.start();
    stopLast = () => kit.stop();
    onTestFinished(stopLast);
    return kit;
  };
}

function watcher(seen: string[]): AnyPlugin {
  return pluginThat('watcher', (scope) => {
    scope.on('message.received', {}, async (context) => {
      const { actor, group, community } = context;
      const person = actor?.person;
      const [language] = await context.languagesFor({ person: person?.id ?? '' });
      const roles = actor?.roles.filter((role) => role !== 'member').join();
      seen.push([person?.name, roles, language, group?.name, community.name].join(' | '));
    });
  });
}

describe('a community file', () => {
  it('that is changed counts from the next start on, even within the same moment', async () => {
    const seen: string[] = [];
    const start = kitsOnOneStore([watcher(seen)]);
    const renamed = blueprintOf({
      ...healthWorkers,
      community: { ...healthWorkers.community, name: 'Health for All' },
      groups: { ...healthWorkers.groups, 'north-area': { name: 'The North', languages: ['sw'] } },
    });

    await (await start(blueprintOf(healthWorkers))).receive(messageIn('north-area', 'one')).settled;
    await (await start(renamed)).receive(messageIn('north-area', 'two')).settled;

    expect(seen).toEqual([
      'Ana Reyes |  | en | North Area | Community Health Workers',
      'Ana Reyes |  | sw | The North | Health for All',
    ]);
  });

  it('gives a role to somebody the bot knew before', async () => {
    const seen: string[] = [];
    const start = kitsOnOneStore([watcher(seen)]);
    const checker = { ana: { name: 'Ana Reyes', roles: ['fact-checker'], language: 'fil' } };

    const ana = { from: { id: 'ana', name: 'Ana Reyes' } };
    await (await start(withPeople({}))).receive(messageFrom('ana', 'one', ana)).settled;
    const kit = await start(withPeople(checker));
    await kit.receive(messageFrom('ana', 'two', ana)).settled;
    await kit.idle();

    expect(seen).toEqual([
      'Ana Reyes |  | en |  | Community Health Workers',
      'Ana Reyes | fact-checker | fil |  | Community Health Workers',
    ]);
  });

  it('takes the role from somebody who is no longer in it', async () => {
    const seen: string[] = [];
    const start = kitsOnOneStore([watcher(seen)]);
    const checker = { ana: { name: 'Ana Reyes', roles: ['fact-checker'] } };

    await (await start(withPeople(checker))).receive(messageFrom('ana', 'one')).settled;
    await (await start(withPeople({}))).receive(messageFrom('ana', 'two')).settled;

    expect(seen.map((line) => line.split(' | ')[1])).toEqual(['fact-checker', '']);
  });

  it('leaves a language somebody has chosen themselves as it is', async () => {
    const seen: string[] = [];
    const choosing = pluginThat('choosing', (scope) => {
      scope.on('message.received', { direct: true }, (context, { text }) => {
        if (text === 'swahili') context.setLanguage('sw');
      });
    });
    const start = kitsOnOneStore([choosing, watcher(seen)]);
    const filipino = { ana: { name: 'Ana Reyes', language: 'fil' } };

    await (await start(withPeople(filipino))).receive(messageFrom('ana', 'swahili')).settled;
    await (await start(withPeople(filipino))).receive(messageFrom('ana', 'and now?')).settled;

    expect(seen.at(-1)).toContain('| sw |');
  });

  it('leaves a group it does not name as it is', async () => {
    const seen: string[] = [];
    const start = kitsOnOneStore([watcher(seen)]);
    const chat = { id: 'other', direct: false, title: 'Another Group' };
    await (await start(withPeople({}))).receive(messageIn('other', 'one', { chat })).settled;

    const kit = await start(withPeople({}));
    await kit.receive(messageIn('other', 'two', { chat: { id: 'other', direct: false } })).settled;

    expect(seen.map((line) => line.split(' | ')[3])).toEqual(['Another Group', 'Another Group']);
  });
});
