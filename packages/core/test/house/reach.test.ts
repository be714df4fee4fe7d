import { type ActionOptions, type AnyPlugin, plain } from '@kapwa/core';
import { healthWorkers, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { pluginThat } from '../plugin-that.js';

const LINK = 'https://wa.me/254700000099?text=START';

/** Writes to whoever joins, in private; and again, with `more`, at everything said in a group. */
function greeter(options: ActionOptions = {}, more: readonly string[] = []): AnyPlugin {
  return pluginThat('greeter', (scope) => {
    scope.on('member.joined', {}, (context) => {
      const person = context.actor?.person.id ?? '';
      const to = { person };
      context.perform({ kind: 'message.send', to, text: plain('Hello') }, options);
      for (const text of more) {
        context.perform({ kind: 'message.send', to, text: plain(text) }, options);
      }
    });
  });
}

const strict = { mustWriteFirst: true, startLink: LINK } as const;

/** Three who are in no group yet, in whatever group is named. */
const newcomers = ['juma', 'amina', 'ravi'] as const;

describe('somebody who never wrote to the bot', () => {
  it('is asked for START by one post in the group, without a name and without a reason', async () => {
    const plugins = [greeter({ reason: 'welcome' })];
    await using community = await testCommunity({ ...strict, plugins });
    await community.joins('juma', 'north-area');
    const { fromBot } = community.group('north-area');

    expect(fromBot).toHaveLength(1);
    expect(fromBot[0]).toContain(`Please send me START in private`);
    expect(fromBot[0]).toContain(LINK);
    expect(fromBot[0]).toContain('Tafadhali nitumie ANZA');
    expect(fromBot[0]).not.toMatch(/Juma|Otieno|Hello|welcome_/);
    expect(community.phone('juma').fromBot).toEqual([]);
  });

  it('is one of many for whom there is one post an hour, and none once all have written', async () => {
    await using community = await testCommunity({ ...strict, plugins: [greeter()] });
    const posts = () => community.group('north-area').fromBot.length;
    await community.joins('juma', 'north-area');
    expect(posts()).toBe(1);
    await community.passes('10 minutes');
    await community.joins('amina', 'north-area');
    await community.joins('ravi', 'north-area');
    await community.passes('49 minutes');
    expect(posts()).toBe(1);
    await community.passes('2 minutes');
    expect(posts()).toBe(2);

    for (const person of newcomers) await community.tellsBot(person, 'START');
    await community.passes('3 hours');
    expect(posts()).toBe(2);
  });

  it('causes no second post where they wrote before it was due', async () => {
    await using community = await testCommunity({ ...strict, plugins: [greeter()] });
    await community.joins('juma', 'north-area');
    await community.passes('10 minutes');
    await community.joins('amina', 'north-area');
    await community.tellsBot('amina', 'START');
    await community.passes('2 hours');

    expect(community.group('north-area').fromBot).toHaveLength(1);
  });

  it.each(['START', 'start', '/start hello', 'anza', 'Simulan', 'ابدأ', 'Good morning!'])(
    'gets all that waits, in order, when they first write, be it "%s"',
    async (word) => {
      const plugins = [greeter({}, ['second', 'third'])];
      await using community = await testCommunity({ ...strict, plugins });
      await community.joins('juma', 'north-area');
      await community.passes('3 hours');
      await community.tellsBot('juma', word);

      expect(community.phone('juma').fromBot).toEqual(['Hello', 'second', 'third']);
      await community.tellsBot('juma', 'thanks');
      expect(community.phone('juma').fromBot).toHaveLength(3);
    },
  );

  it('gets the answer to a command behind what waits', async () => {
    await using community = await testCommunity({ ...strict, plugins: [greeter()] });
    await community.joins('juma', 'north-area');
    await community.tellsBot('juma', 'help');
    const [first, second, ...more] = community.phone('juma').fromBot;

    expect(first).toBe('Hello');
    expect(second).toContain('What you can do here');
    expect(more).toEqual([]);
  });

  it('gets notices at once although it is night, as they are awake', async () => {
    const plugins = [greeter({ priority: 'notice' }, ['second'])];
    await using community = await testCommunity({
      ...strict,
      plugins,
      start: '2027-03-01T20:00+03:00',
    });
    await community.joins('juma', 'north-area');
    await community.turnsTo('2027-03-01T23:00+03:00');
    await community.tellsBot('juma', 'START');

    expect(community.phone('juma').fromBot).toEqual(['Hello', 'second']);
  });

  it('is asked in the morning where they came in the night', async () => {
    await using community = await testCommunity({
      ...strict,
      plugins: [greeter()],
      start: '2027-03-01T23:00+03:00',
    });
    await community.joins('juma', 'north-area');
    await community.joins('amina', 'north-area');
    await community.turnsTo('2027-03-02T05:59+03:00');
    expect(community.group('north-area').fromBot).toEqual([]);
    await community.turnsTo('2027-03-02T06:01+03:00');

    expect(community.group('north-area').fromBot).toHaveLength(1);
  });

  it('still gets what waits after the bot was started again', async () => {
    await using community = await testCommunity({ ...strict, plugins: [greeter()] });
    await community.joins('juma', 'north-area');
    await community.restarts();
    await community.passes('2 days');
    await community.restarts();
    expect(community.group('north-area').fromBot).toHaveLength(1);
    await community.tellsBot('juma', 'START');

    expect(community.phone('juma').fromBot).toEqual(['Hello']);
  });

  it('gets nothing that is older than seven days, and admins see that it was dropped', async () => {
    await using community = await testCommunity({ ...strict, plugins: [greeter({}, ['second'])] });
    await community.tellsBot('sameer', 'START');
    await community.joins('juma', 'north-area');
    await community.passes('167 hours');
    expect(community.actions.filter(({ outcome }) => outcome?.kind === 'expired')).toEqual([]);
    await community.passes('2 hours');
    await community.tellsBot('juma', 'START');

    expect(community.phone('juma').fromBot).toEqual([
      expect.stringContaining('Hello, and welcome'),
    ]);
    const line = community.group('admin-only').fromBot.at(-1);
    expect(line).toContain('To Juma Otieno: 2 dropped');
    await community.tellsBot('sameer', 'undelivered');
    expect(community.phone('sameer').latest).toContain('Juma Otieno: 2 dropped');
  });

  it('is asked for by an admin who can be written to, where they are in no group', async () => {
    const plugins = [
      pluginThat('teller', (scope) => {
        scope.on('message.received', { direct: true }, async (context) => {
          const { id } = await context.personOf({ id: 'ana' });
          context.perform({ kind: 'message.send', to: { person: id }, text: plain('Hello') });
        });
      }),
    ];
    const scene = { ...healthWorkers, people: { ...healthWorkers.people, ana: { name: 'Ana' } } };
    await using community = await testCommunity({ ...strict, plugins, scene });
    await community.says('ana', 'north-area', 'here I am');
    for (const { id, members } of community.world.groups()) {
      if (members.some(({ account }) => account === 'ana')) await community.leaves('ana', id);
    }
    await community.tellsBot('sameer', 'Please tell Ana');

    const asked = community.phone('sameer').latest;
    expect(asked).toContain('I have something to tell Ana');
    expect(asked).toContain(LINK);
  });

  it('is asked for by an admin a day later, where the post did not help', async () => {
    await using community = await testCommunity({ ...strict, plugins: [greeter()] });
    await community.tellsBot('grace', 'START');
    await community.joins('juma', 'north-area');
    await community.passes('23 hours');
    expect(community.phone('grace').latest).not.toContain('Juma');
    await community.passes('2 hours');

    expect(community.phone('grace').latest).toContain('Juma Otieno');
    expect(community.group('north-area').fromBot).toHaveLength(1);
  });

  it('leaves nothing that waits when they are erased', async () => {
    await using community = await testCommunity({ ...strict, plugins: [greeter()] });
    await community.joins('juma', 'north-area');
    const [waiting] = await community.store.outgoing();
    const to = waiting?.action.kind === 'message.send' ? waiting.action.to : undefined;
    const id = to !== undefined && 'person' in to ? to.person : '';
    expect(id).not.toBe('');
    await community.kit.people.erase(id);

    expect(await community.store.outgoing()).toEqual([]);
    for (const name of await community.store.collections()) {
      const kept = JSON.stringify(await community.store.list(name, ''));
      if (name.startsWith('core.') && /waiting|undelivered|first-word/.test(name)) {
        expect(kept).not.toContain(id);
      }
    }
    await community.tellsBot('juma', 'START');
    expect(community.phone('juma').fromBot).not.toContain('Hello');
  });
});

describe('a warning that somebody cannot get yet', () => {
  const warned = [greeter({ tellAdmins: true, reason: 'phone-number' })];

  it('is shown to admins as not delivered, together with others of the hour', async () => {
    await using community = await testCommunity({ ...strict, plugins: warned });
    await community.joins('juma', 'north-area');
    await community.joins('amina', 'north-area');
    await community.joins('ravi', 'north-area');
    const lines = community.group('admin-only').fromBot.filter((text) => text.includes('notice'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('An important notice to Juma Otieno waits');
    await community.passes('61 minutes');
    const later = community.group('admin-only').fromBot.filter((text) => text.includes('notice'));

    expect(later).toHaveLength(2);
    expect(later[1]).toContain('Amina Yusuf');
    expect(later[1]).toContain('Ravi Patel');
  });

  it('is listed for admins who ask, and for nobody else', async () => {
    await using community = await testCommunity({ ...strict, plugins: warned });
    await community.joins('juma', 'north-area');
    await community.tellsBot('sameer', 'undelivered');
    expect(community.phone('sameer').latest).toBe(
      'Not delivered:\n- Juma Otieno: 1 waiting since 2027-03-01, until they write to me\n  important among them: 1',
    );
    await community.tellsBot('baraka', 'undelivered');
    expect(community.phone('baraka').latest).not.toContain('Juma');
    await community.tellsBot('juma', 'START');
    await community.tellsBot('sameer', 'undelivered');
    expect(community.phone('sameer').latest).toContain('Nothing waits for anybody');
  });

  it('counts in the answer to STATUS', async () => {
    await using community = await testCommunity({ ...strict, plugins: warned });
    await community.tellsBot('sameer', 'START');
    await community.joins('juma', 'north-area');
    await community.tellsBot('sameer', 'status');

    expect(community.phone('sameer').latest).toContain('until somebody writes to me first: 1');
  });

  it('is shown as lost where they have blocked the bot', async () => {
    await using community = await testCommunity({ plugins: warned });
    await community.atOnce((world) => void world.setBlocked('juma', true));
    await community.joins('juma', 'north-area');

    expect(community.group('admin-only').fromBot.at(-1)).toContain(
      'An important notice to Juma Otieno could not be delivered',
    );
  });
});

describe('where only approved words are taken', () => {
  const DAY = 86_400_000;
  const waiting = { name: 'message_waiting', languages: { en: 'en_US', sw: 'sw' } };
  const templates = [
    { ...waiting, parameters: ['community' as const], serves: ['everything'] },
    {
      name: 'welcome_text',
      languages: { en: 'en_US' },
      parameters: ['person' as const, 'text' as const],
      serves: ['greeter.welcome'],
    },
  ];

  it('somebody is told by one that something waits, and gets it when they answer', async () => {
    const plugins = [greeter({}, ['second'])];
    const community = { templates };
    await using kit = await testCommunity({ window: DAY, plugins, community });
    await kit.joins('juma', 'north-area');
    expect(kit.phone('juma').fromBot).toEqual([
      'message_waiting (en_US): Community Health Workers',
    ]);
    expect(kit.group('north-area').fromBot).toEqual([]);
    await kit.tellsBot('juma', 'START');

    expect(kit.phone('juma').fromBot.slice(1)).toEqual(['Hello', 'second']);
  });

  it('one that holds the words themselves goes out in their place', async () => {
    const plugins = [greeter({ reason: 'welcome' })];
    const community = { templates };
    await using kit = await testCommunity({ window: DAY, plugins, community });
    await kit.joins('juma', 'north-area');

    expect(kit.phone('juma').fromBot).toEqual(['welcome_text (en_US): Juma Otieno: Hello']);
    expect(await kit.store.outgoing()).toEqual([]);
  });

  it('nothing goes out freely a day after they last wrote, and they are asked in the group', async () => {
    await using community = await testCommunity({ window: DAY, plugins: [greeter()] });
    await community.tellsBot('juma', 'START');
    await community.passes('23 hours');
    await community.joins('juma', 'north-area');
    expect(community.phone('juma').latest).toBe('Hello');
    await community.leaves('juma', 'north-area');
    await community.passes('3 hours');
    await community.joins('juma', 'north-area');
    expect(community.phone('juma').fromBot).toHaveLength(2);
    expect(community.group('north-area').fromBot).toHaveLength(1);
    await community.tellsBot('juma', 'hello');

    expect(community.phone('juma').fromBot).toHaveLength(3);
  });
});

describe('START', () => {
  it('is answered where nothing waits and nobody else answers', async () => {
    await using community = await testCommunity({ plugins: [] });
    await community.tellsBot('juma', 'START');

    expect(community.phone('juma').fromBot).toEqual([
      'Hello, and welcome! I am the bot of Community Health Workers. Send HELP to see what I can do for you.',
    ]);
  });
});
