import { type AnyPlugin, type LocaleFolder, listOf } from '@kapwa/core';
import { healthWorkers, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { pluginThat } from '../plugin-that.js';
import { temporaryLocales } from '../temporary-locales.js';

const strings = {
  en: { hello: 'Hello {{name}}!', plain: 'Good morning.', chosen: 'English it is.' },
  sw: { hello: 'Habari {{name}}!', plain: 'Habari za asubuhi.', chosen: 'Sawa, Kiswahili.' },
  fil: { hello: 'Kumusta {{name}}!', plain: 'Good morning.' },
  ar: { hello: 'مرحبا {{name}}!' },
};

function greeter(locales: LocaleFolder): AnyPlugin {
  return pluginThat(
    'greeter',
    (scope) => {
      scope.on('message.received', { direct: false }, (context, event) => {
        const to = { group: context.group?.key ?? '' };
        const person = context.actor?.person;
        if (person === undefined) return;
        if (event.text === 'plain') context.say(to, 'plain', {});
        else if (event.text === 'privately') {
          context.say({ person: person.id }, 'hello', { name: person.name });
        } else if (event.text === 'elsewhere') {
          context.say({ group: 'medical-supplies' }, 'hello', { name: person.name });
        } else context.say(to, 'hello', { name: listOf([context.mention(person)]) });
      });
      scope.on('message.received', { direct: true }, (context, event) => {
        const to = { person: context.actor?.person.id ?? '' };
        if (event.text !== 'hello') context.setLanguage(event.text);
        context.say(to, event.text === 'hello' ? 'plain' : 'chosen', {});
      });
    },
    locales,
  );
}

async function communityThatGreets() {
  const plugins = [greeter(await temporaryLocales('greeter', strings))];
  return testCommunity({ plugins });
}

describe('a post in a group', () => {
  it("speaks the group's two languages, and notifies a person once", async () => {
    await using community = await communityThatGreets();

    await community.says('ana', 'north-area', 'hello');

    const [post] = community.group('north-area').messages.slice(-1);
    expect(post?.text).toBe('Hello @Ana Reyes!\n\nHabari Ana Reyes!');
    expect(post?.mentions).toEqual(['ana']);
  });

  it('says once what is the same in both', async () => {
    await using community = await communityThatGreets();

    await community.says('ana', 'medical-supplies', 'plain');

    expect(community.group('medical-supplies').fromBot).toEqual(['Good morning.']);
  });

  it('never speaks the language of the member who caused it', async () => {
    await using community = await communityThatGreets();
    await community.tellsBot('baraka', 'ar');

    await community.says('baraka', 'basic-training', 'hello');

    expect(community.group('basic-training').fromBot).toEqual(['Habari @Baraka Mwangi!']);
  });

  it('speaks the languages of the group it goes to, not of the one it came from', async () => {
    await using community = await communityThatGreets();

    await community.says('ana', 'north-area', 'elsewhere');

    expect(community.group('medical-supplies').fromBot).toEqual([
      'Hello Ana Reyes!\n\nKumusta Ana Reyes!',
    ]);
  });

  it('isolates names in Arabic from outside the mention', async () => {
    await using community = await communityThatGreets();
    await community.joins('amina', 'cairo-team');

    await community.says('amina', 'cairo-team', 'hello');

    const [post] = community.group('cairo-team').messages.slice(-1);
    expect(post?.text).toBe('مرحبا \u2068@Amina Yusuf\u2069!');
    expect(post?.mentions).toEqual(['amina']);
  });
});

describe('a direct message', () => {
  it('speaks the language the person chose, from the very answer to that choice on', async () => {
    await using community = await communityThatGreets();

    await community.tellsBot('ana', 'sw');
    await community.tellsBot('ana', 'hello');
    await community.says('ana', 'medical-supplies', 'privately');

    expect(community.phone('ana').fromBot).toEqual([
      'Sawa, Kiswahili.',
      'Habari za asubuhi.',
      'Habari Ana Reyes!',
    ]);
  });

  it('speaks that of the group before they chose, else the first of the community', async () => {
    await using community = await communityThatGreets();

    await community.says('baraka', 'basic-training', 'privately');
    await community.tellsBot('ana', 'hello');

    expect(community.phone('baraka').fromBot).toEqual(['Habari Baraka Mwangi!']);
    expect(community.phone('ana').fromBot).toEqual(['Good morning.']);
  });

  it('speaks the nearest language there is where theirs has no translation', async () => {
    await using community = await communityThatGreets();

    await community.tellsBot('ana', 'ceb');
    await community.says('ana', 'north-area', 'privately');

    expect(community.phone('ana').fromBot).toEqual(['English it is.', 'Kumusta Ana Reyes!']);
  });

  it('to two people at once never mixes up their languages', async () => {
    await using community = await communityThatGreets();
    await community.tellsBot('ana', 'sw');
    await community.tellsBot('baraka', 'fil');

    await community.atOnce((world) => {
      for (let round = 0; round < 10; round += 1) {
        world.write('ana', 'north-area', 'privately');
        world.write('baraka', 'success-stories', 'privately');
      }
    });

    expect(new Set(community.phone('ana').fromBot.slice(1))).toEqual(
      new Set(['Habari Ana Reyes!']),
    );
    expect(new Set(community.phone('baraka').fromBot.slice(1))).toEqual(
      new Set(['Kumusta Baraka Mwangi!']),
    );
  });
});

describe('a language', () => {
  it('is chosen only by the person, in their direct chat', async () => {
    const plugin = pluginThat('choosing', (scope) => {
      scope.on('message.received', {}, (context) => context.setLanguage('sw'));
    });
    await using community = await testCommunity({ plugins: [plugin] });

    await community.says('ana', 'north-area', 'hello');

    expect(community.failures).toMatchObject([{ error: { code: 'turn.foreign-write' } }]);
    expect(healthWorkers.people.ana).not.toHaveProperty('language');
  });

  it('and a new name that come in one message are both kept', async () => {
    const names: unknown[] = [];
    const plugin = pluginThat('choosing', (scope) => {
      scope.on('message.received', {}, (context, { text }) => {
        if (text === 'sw') context.setLanguage('sw');
        names.push([context.actor?.person.name, context.actor?.person.language]);
      });
    });
    await using community = await testCommunity({ plugins: [plugin] });
    const chat = { id: 'zuri', direct: true };
    const write = (text: string, name: string) =>
      community.kit.receive({
        kind: 'message.received',
        id: text,
        at: 0,
        adapter: 'playground',
        chat,
        from: { id: 'zuri', name },
        message: text,
        text,
        mentions: [],
      }).settled;

    await write('hello', 'Zuri');
    await write('sw', 'Zuri Achieng');
    await write('and now?', 'Zuri Achieng');

    expect(names.at(-1)).toEqual(['Zuri Achieng', 'sw']);
  });
});
