import {
  type AccountRef,
  type AnyPlugin,
  membershipSchema,
  type Person,
  personSchema,
} from '@kapwa/core';
import { type TestCommunity, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { MORNING, messageFrom, messageIn } from '../events.js';
import { pluginThat } from '../plugin-that.js';

/** Shows, at every message, who the bot thinks wrote it and what they may do. */
function watcher(seen: string[]): AnyPlugin {
  return pluginThat('watcher', (scope) => {
    scope.on('message.received', {}, ({ actor, group }) => {
      const may = actor?.can('message.delete') === true ? 'an admin' : 'a member';
      seen.push(`${actor?.person.name} is ${may} of ${group?.key ?? 'nothing'}`);
    });
  });
}

async function people(community: TestCommunity): Promise<readonly Person[]> {
  const records = await community.store.list('core.people', '');
  return records.map(({ value }) => personSchema.parse(value));
}

async function members(community: TestCommunity, group: string) {
  const records = await community.store.list('core.memberships', `health-workers/${group}/`);
  const all = await people(community);
  return records.map(({ value }) => {
    const { person, role, since } = membershipSchema.parse(value);
    return { name: all.find(({ id }) => id === person)?.name, role, since };
  });
}

describe('who is in a group', () => {
  it('is known from the start, with the roles the messenger gives them', async () => {
    await using community = await testCommunity();

    const north = await members(community, 'north-area');

    expect(north.map(({ name, role }) => `${name}: ${role}`).sort()).toEqual([
      'Ana Reyes: member',
      'Baraka Mwangi: member',
      'Grace Wanjiru: admin',
      'Sameer Khan: admin',
    ]);
  });

  it('follows those who come and go', async () => {
    await using community = await testCommunity();

    await community.joins('juma', 'north-area');
    await community.leaves('ana', 'north-area');

    const names = (await members(community, 'north-area')).map(({ name }) => name);
    expect(names).toContain('Juma Otieno');
    expect(names).not.toContain('Ana Reyes');
  });

  it('follows those who came and went while the bot was down', async () => {
    await using community = await testCommunity();

    await community.restarts(() => {
      community.world.leave('grace', 'north-area');
      community.world.join('juma', 'north-area');
    });

    const names = (await members(community, 'north-area')).map(({ name }) => name);
    expect(names).toContain('Juma Otieno');
    expect(names).not.toContain('Grace Wanjiru');
  });

  it('follows those who went without a word, once the messenger lists who is there', async () => {
    const seen: string[] = [];
    await using community = await testCommunity({ plugins: [watcher(seen)] });
    const grace = { from: { id: 'grace', name: 'Grace Wanjiru' } };

    await community.kit.receive({
      kind: 'group.reported',
      id: 'report',
      at: MORNING,
      adapter: 'playground',
      chat: { id: 'north-area', direct: false },
      members: [{ account: { id: 'ana', name: 'Ana Reyes' }, role: 'admin' }],
    }).settled;
    await community.kit.receive(messageIn('north-area', 'hello', grace)).settled;

    const north = await members(community, 'north-area');
    expect(seen).toEqual(['Grace Wanjiru is a member of north-area']);
    expect(north.map(({ name }) => name).sort()).toEqual(['Ana Reyes', 'Grace Wanjiru']);
  });

  it('remembers since when, over restarts and promotions', async () => {
    await using community = await testCommunity();
    await community.joins('juma', 'north-area');

    await community.passes('3 days');
    await community.promotes('juma', 'north-area');
    await community.restarts();

    const juma = (await members(community, 'north-area')).find(
      ({ name }) => name === 'Juma Otieno',
    );
    expect(juma).toMatchObject({ role: 'admin', since: MORNING });
  });
});

describe('what somebody may do', () => {
  it('follows the role the messenger gives them in that group', async () => {
    const seen: string[] = [];
    await using community = await testCommunity({ plugins: [watcher(seen)] });

    await community.says('ana', 'north-area', 'before');
    await community.promotes('ana', 'north-area');
    await community.says('ana', 'north-area', 'now');
    await community.says('ana', 'medical-supplies', 'elsewhere');
    await community.demotes('ana', 'north-area');
    await community.says('ana', 'north-area', 'after');

    expect(seen).toEqual([
      'Ana Reyes is a member of north-area',
      'Ana Reyes is an admin of north-area',
      'Ana Reyes is a member of medical-supplies',
      'Ana Reyes is a member of north-area',
    ]);
  });

  it('ends where they have left and come back', async () => {
    const seen: string[] = [];
    await using community = await testCommunity({ plugins: [watcher(seen)] });
    await community.promotes('ana', 'north-area');

    await community.leaves('ana', 'north-area');
    await community.joins('ana', 'north-area');
    await community.says('ana', 'north-area', 'I am back');

    expect(seen).toEqual(['Ana Reyes is a member of north-area']);
  });

  it('does not come from a name', async () => {
    const seen: string[] = [];
    await using community = await testCommunity({ plugins: [watcher(seen)] });

    const from = { id: 'stranger', name: 'Sameer Khan' };
    await community.kit.receive(messageIn('north-area', 'trust me', { from })).settled;

    expect(seen).toEqual(['Sameer Khan is a member of north-area']);
  });
});

describe('somebody', () => {
  const phone = '+254 700 000001';

  it('is one person, by whichever id the messenger names them', async () => {
    const ids = new Set<string | undefined>();
    const plugin = pluginThat('watcher', (scope) => {
      scope.on('message.received', {}, ({ actor }) => void ids.add(actor?.person.id));
    });
    await using community = await testCommunity({ plugins: [plugin] });
    const writes = async (text: string, from: AccountRef): Promise<void> => {
      await community.kit.receive(messageFrom(from.id, text, { from })).settled;
      await community.kit.idle();
    };

    await writes('one', { id: phone });
    await writes('two', { id: 'lid-1', aliases: [phone] });
    await writes('three', { id: 'lid-1' });
    await writes('four', { id: phone });

    expect(ids.size).toBe(1);
  });

  it('is known by the name they give themselves now', async () => {
    const seen: string[] = [];
    await using community = await testCommunity({ plugins: [watcher(seen)] });
    const as = (name: string) => ({ from: { id: 'zuri', name } });

    await community.kit.receive(messageFrom('zuri', 'one', as('Zuri'))).settled;
    await community.kit.receive(messageFrom('zuri', 'two', as('Zuri Achieng'))).settled;
    await community.kit.receive(messageFrom('zuri', 'three', as('Zuri Achieng'))).settled;

    expect(seen.at(-1)).toBe('Zuri Achieng is a member of nothing');
  });

  it('is known once they were mentioned, before they ever wrote', async () => {
    await using community = await testCommunity();
    const mentions = [{ id: 'zuri', name: 'Zuri' }];

    await community.kit.receive(messageIn('north-area', 'Ask @Zuri', { mentions })).settled;

    expect((await people(community)).map(({ name }) => name)).toContain('Zuri');
  });

  it('has written to the bot once they did so directly', async () => {
    await using community = await testCommunity();
    const hasAna = async () => (await people(community)).find(({ name }) => name === 'Ana Reyes');

    await community.says('ana', 'north-area', 'in a group');
    expect((await hasAna())?.hasWritten).toBe(false);
    await community.tellsBot('ana', 'directly');

    expect((await hasAna())?.hasWritten).toBe(true);
  });
});

describe('the bot itself', () => {
  const asksItself = (answers: string[]) =>
    pluginThat('asking', (scope) => {
      scope.on('message.received', {}, async (context) => {
        answers.push((await context.capability('message.delete', 'north-area')).level);
      });
    });

  it('knows what it may do in a group, and what it no longer may', async () => {
    const answers: string[] = [];
    await using community = await testCommunity({ plugins: [asksItself(answers)] });

    await community.tellsBot('ana', 'as an admin');
    await community.demotes('kapwa', 'north-area');
    await community.tellsBot('ana', 'as a member');
    await community.promotes('kapwa', 'north-area');
    await community.tellsBot('ana', 'as an admin again');
    await community.leaves('kapwa', 'north-area');
    await community.tellsBot('ana', 'out of the group');

    expect(answers).toEqual(['native', 'assisted', 'native', 'assisted']);
  });
});
