import { describe, expect, it } from 'vitest';
import { lesserCommunity } from './lesser-messenger.js';

const COMMUNITY = 'health-workers';
const HOUR = 3_600_000;

describe('a group the messenger lets only people make', () => {
  const byHand = ['group.create', 'group.link'] as const;

  it('is asked of one admin, once, and the plan tells where that stands', async () => {
    const { apply, plan, latest } = await lesserCommunity({ byHand });
    expect(await plan()).toMatchObject([{ id: 'group.missing south', by: 'admins' }]);

    await apply('group.missing');
    await apply('group.missing');

    const asked = ['sameer', 'grace'].filter((who) => latest(who).includes('create the group'));
    expect(asked).toHaveLength(1);
    expect(await plan()).toMatchObject([
      { handed: { state: 'waiting', asked: [{ name: expect.any(String) }] } },
    ]);
  });

  it('becomes the group of the blueprint as soon as the bot is in it', async () => {
    const { apply, plan, world, rests, kit, latest } = await lesserCommunity({ byHand });
    await apply('group.missing');
    const who = latest('sameer') === '' ? 'grace' : 'sameer';

    const south = world.createGroup(who, { title: 'South Area' });
    world.join('kapwa', south.id);
    await rests();

    expect(await kit.reconciler.madeChats(COMMUNITY)).toEqual([
      { group: 'south', chat: { adapter: 'playground', id: south.id } },
    ]);
    expect(latest(who)).toMatch(/Thank you|done already/);
    const kinds = (await plan()).map(({ difference }) => difference.kind);
    expect(kinds).toContain('group.unlinked');
    expect(kinds).not.toContain('group.missing');
    expect(kinds).not.toContain('group.adopted');
  });

  it('is not believed to be there before the bot has seen it', async () => {
    const { apply, plan, latest, tellsBot } = await lesserCommunity({ byHand });
    await apply('group.missing');
    const who = latest('sameer') === '' ? 'grace' : 'sameer';

    await tellsBot(who, 'DONE');

    expect(latest(who)).toContain('do not see it');
    expect(await plan()).toMatchObject([{ handed: { state: 'waiting' } }]);
  });

  it('is put under the community by an admin, which is looked at too', async () => {
    const { apply, plan, latest, tellsBot, world, rests } = await lesserCommunity({
      silent: true,
      byHand: ['group.link'],
    });
    await apply('group.missing');
    await apply('group.unlinked');
    const who = latest('sameer') === '' ? 'grace' : 'sameer';
    expect(latest(who)).toContain('put the group South Area under the community');

    await tellsBot(who, 'done');
    expect(latest(who)).toContain('do not see it');
    const south = world.groups().find(({ title }) => title === 'South Area');
    world.promote(who, south?.id ?? '');
    world.setLinked(south?.id ?? '', true, { by: who });
    await rests();
    await tellsBot(who, 'done');

    expect(latest(who)).toContain('Thank you for your help');
    expect((await plan()).map(({ difference }) => difference.kind)).not.toContain('group.unlinked');
  });
});

describe('what admins were asked for', () => {
  const byHand = ['posting.set'] as const;

  it('is asked of nobody else before the one who was asked has had time', async () => {
    const { world, rests, apply, latest, restarts, plan } = await lesserCommunity({ byHand });
    world.setPosting('north', 'admins', { by: 'sameer' });
    await rests();

    await apply('posting.differs');
    await restarts();
    await apply('posting.differs');

    const asked = ['sameer', 'grace'].filter((who) => latest(who) !== '');
    expect(asked).toHaveLength(1);
    const [step] = await plan();
    expect(step?.handed).toMatchObject({ state: 'waiting' });
    expect(step?.handed?.asked).toHaveLength(1);
  });

  it('is told as refused when nobody can, and may be asked again', async () => {
    const { world, rests, apply, tellsBot, plan, latest } = await lesserCommunity({ byHand });
    world.setPosting('north', 'admins', { by: 'sameer' });
    await rests();
    await apply('posting.differs');
    const [first, second] = latest('sameer') === '' ? ['grace', 'sameer'] : ['sameer', 'grace'];

    await tellsBot(first ?? '', "can't");
    await tellsBot(second ?? '', "can't");
    expect((await plan())[0]?.handed).toMatchObject({ state: 'refused' });
    await apply('posting.differs');

    expect((await plan())[0]?.handed).toMatchObject({ state: 'waiting' });
  });

  it('is forgotten when it has been over for a month, and not before', async () => {
    const { world, rests, apply, passes, plan } = await lesserCommunity({ byHand });
    world.setPosting('north', 'admins', { by: 'sameer' });
    await rests();
    await apply('posting.differs');

    await passes(25 * HOUR);
    expect((await plan())[0]?.handed).toMatchObject({ state: 'expired' });
    await passes(29 * 24 * HOUR);
    expect((await plan())[0]?.handed).toBeDefined();
    await passes(3 * 24 * HOUR);

    expect((await plan())[0]?.handed).toBeUndefined();
  });
});
