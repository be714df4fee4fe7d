import { type Difference, plainText, type TurnReport } from '@kapwa/core';
import { healthWorkers, type TestCommunity, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';

const COMMUNITY = 'health-workers';

type Told = Pick<Difference, 'kind' | 'group'>;

async function planOf(community: TestCommunity): Promise<readonly string[]> {
  const steps = await community.kit.reconciler.plan(COMMUNITY);
  return steps.map(
    ({ difference }: { difference: Told }) => `${difference.group}: ${difference.kind}`,
  );
}

/** Asks for everything the plan can do by itself, or only for these steps. */
async function apply(community: TestCommunity, only?: readonly string[]): Promise<void> {
  const steps = await community.kit.reconciler.plan(COMMUNITY);
  const ids = steps.filter(({ action }) => action !== undefined).map(({ id }) => id);
  await community.kit.reconciler.apply(COMMUNITY, only ?? ids);
  await community.passes('1 second');
}

describe('the plan of a community', () => {
  it('has nothing to say of a community that is as it should be', async () => {
    await using community = await testCommunity();

    // Success Stories has the bot as a plain member from the beginning.
    expect(await planOf(community)).toEqual(['success-stories: bot.not-admin']);
  });

  it('tells what is not as the blueprint wants it', async () => {
    await using community = await testCommunity();
    community.forget();

    await community.atOnce((world) => {
      world.setPosting('announcements', 'everyone', { by: 'sameer' });
      world.promote('ana', 'north-area', { by: 'sameer' });
      world.demote('grace', 'north-area', { by: 'sameer' });
      world.leave('grace', 'basic-training');
      world.addGroup({ id: 'football', title: 'Football' });
    });

    const plan = await planOf(community);
    expect(plan.filter((line) => !line.startsWith('group_'))).toEqual([
      'announcements: posting.differs',
      'north-area: admin.missing',
      'north-area: admin.extra',
      'basic-training: admin.outside',
      'success-stories: bot.not-admin',
    ]);
    expect(plan.at(-1)).toMatch(/: group\.adopted$/);
  });

  it('says nothing of what a messenger has not told', async () => {
    const { 'north-area': north, ...groups } = healthWorkers.groups;
    const unseen = { ...north, bot: 'absent' as const };
    await using community = await testCommunity({
      scene: { ...healthWorkers, groups: { ...groups, 'north-area': unseen } },
    });

    expect(await planOf(community)).toContain('north-area: group.unseen');
  });
});

describe('applying the plan', () => {
  it('closes what the bot can close, and leaves the rest', async () => {
    await using community = await testCommunity();
    await community.atOnce((world) => {
      world.setPosting('announcements', 'everyone', { by: 'sameer' });
      world.promote('ana', 'north-area', { by: 'sameer' });
      world.demote('grace', 'north-area', { by: 'sameer' });
    });

    await apply(community);

    expect(await planOf(community)).toEqual(['success-stories: bot.not-admin']);
    const { world } = community;
    expect(world.group('announcements')?.posting).toBe('admins');
    const roles = new Map(
      world.group('north-area')?.members.map(({ account, role }) => [account, role]),
    );
    expect([roles.get('ana'), roles.get('grace')]).toEqual(['member', 'admin']);
  });

  it('does only what is left when it is asked again', async () => {
    await using community = await testCommunity();
    await community.atOnce((world) => {
      world.setPosting('announcements', 'everyone', { by: 'sameer' });
      world.promote('ana', 'north-area', { by: 'sameer' });
    });
    const [first] = await community.kit.reconciler.plan(COMMUNITY);
    await apply(community, [first?.id ?? '']);
    community.forget();

    await apply(community);

    const asked = community.actions.filter(
      ({ plugin, reason }) => plugin === 'core' && reason !== 'drift',
    );
    expect(asked.map(({ kind }) => kind)).toEqual(['member.demote']);
  });

  it('says of everything that takes something away that it needs a yes', async () => {
    await using community = await testCommunity();
    await community.atOnce((world) => {
      world.setPosting('announcements', 'everyone', { by: 'sameer' });
      world.promote('ana', 'north-area', { by: 'sameer' });
    });

    const steps = await community.kit.reconciler.plan(COMMUNITY);

    expect(steps.map(({ difference, destructive }) => [difference.kind, destructive])).toEqual([
      ['posting.differs', false],
      ['admin.extra', true],
      ['bot.not-admin', false],
    ]);
  });
});

describe('who may do what in a group', () => {
  const { 'north-area': north, ...groups } = healthWorkers.groups;
  const strict = { ...north, editing: 'admins', adding: 'admins', approval: true } as const;
  const scene = { ...healthWorkers, groups: { ...groups, 'north-area': strict } };
  const open = (community: TestCommunity) =>
    community.atOnce((world) => {
      world.setEditing('north-area', 'everyone', { by: 'sameer' });
      world.setAdding('north-area', 'everyone', { by: 'sameer' });
      world.setApproval('north-area', false, { by: 'sameer' });
    });

  it('is as the blueprint says, once the plan is applied', async () => {
    await using community = await testCommunity({ scene });
    await open(community);
    expect(await planOf(community)).toEqual([
      'success-stories: bot.not-admin',
      'north-area: editing.differs',
      'north-area: adding.differs',
      'north-area: approval.differs',
    ]);

    await apply(community);

    expect(await planOf(community)).toEqual(['success-stories: bot.not-admin']);
    expect(community.world.group('north-area')).toMatchObject({
      editing: 'admins',
      adding: 'admins',
      approval: true,
    });
  });

  it('is left to the admins where the blueprint does not say', async () => {
    await using community = await testCommunity();
    await open(community);

    expect(await planOf(community)).toEqual(['success-stories: bot.not-admin']);
    expect(community.group('admin-only').fromBot).toEqual([]);
  });

  it('is told to the admins once when somebody changes it', async () => {
    await using community = await testCommunity({ scene });
    await open(community);
    await community.restarts();

    expect(community.group('admin-only').fromBot).toEqual([
      `Something has changed that is not as the community was set up:
Everybody can now change the name, description and picture of North Area.
Everybody in North Area can now add people to it.
People now come into North Area without being let in by an admin.
If it was meant so, nothing has to be done. Otherwise an admin can change it back.`,
    ]);
  });
});

describe('what somebody changes later', () => {
  it('is told to the admins once, in their own group', async () => {
    await using community = await testCommunity();

    await community.atOnce((world) => {
      world.setPosting('announcements', 'everyone', { by: 'sameer' });
    });
    await community.says('ana', 'north-area', 'good morning');
    await community.restarts();

    expect(community.group('admin-only').fromBot).toEqual([
      `Something has changed that is not as the community was set up:
Everybody can now write in Announcements.
If it was meant so, nothing has to be done. Otherwise an admin can change it back.`,
    ]);
  });

  it('is told when it happens again after it was put right', async () => {
    await using community = await testCommunity();
    for (const act of ['promote', 'demote', 'promote'] as const) {
      await community.atOnce((world) => void world[act]('ana', 'north-area', { by: 'sameer' }));
    }

    const told = community.group('admin-only').fromBot;
    expect(told.map((text) => text.split('\n')[1])).toEqual([
      'Ana Reyes is now an admin of North Area.',
      'Ana Reyes is now an admin of North Area.',
    ]);
  });

  it('is told once, and not again on the days it stays so', async () => {
    await using community = await testCommunity();
    await community.atOnce((world) => {
      world.setPosting('announcements', 'everyone', { by: 'sameer' });
    });

    for (let day = 0; day < 3; day += 1) {
      await community.passes('1 day');
      await community.kit.reconciler.read(COMMUNITY);
      await community.restarts();
    }

    const told = community.group('admin-only').fromBot.filter((text) => text.includes('changed'));
    expect(told).toHaveLength(1);
  });

  it('is told when it happened while the bot was not running', async () => {
    await using community = await testCommunity();

    await community.restarts(() => {
      community.world.setPosting('announcements', 'everyone', { by: 'sameer' });
    });

    expect(community.group('admin-only').fromBot.at(-1)).toContain('Everybody can now write');
  });

  it('waits for the morning', async () => {
    await using community = await testCommunity();
    await community.turnsTo('2027-03-01T23:00+03:00');

    await community.demotes('grace', 'north-area');
    expect(community.group('admin-only').fromBot).toEqual([]);
    await community.turnsTo('2027-03-02T07:00+03:00');

    expect(community.group('admin-only').fromBot).toHaveLength(1);
  });

  it('is no news when the community file is changed to say the same', async () => {
    const reports: TurnReport[] = [];
    await using community = await testCommunity();
    community.kit.events.on('turn.finished', (report) => reports.push(report));

    await community.says('ana', 'north-area', 'nothing has changed');

    expect(
      reports.flatMap(({ actions }) =>
        actions.map(({ action }) => 'text' in action && plainText(action.text)),
      ),
    ).toEqual([]);
  });
});
