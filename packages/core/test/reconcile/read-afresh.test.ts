import { describe, expect, it } from 'vitest';
import { lesserCommunity } from './lesser-messenger.js';

const COMMUNITY = 'health-workers';

describe('reading the groups afresh', () => {
  it('finds what the messenger has not told', async () => {
    const { world, kit, plan, rests } = await lesserCommunity({ silent: true });
    world.setPosting('north', 'admins', { by: 'sameer' });
    await rests();
    expect((await plan()).map(({ difference }) => difference.kind)).toEqual(['group.missing']);

    const readings = await kit.reconciler.read(COMMUNITY);

    expect(readings).toEqual([{ group: 'north', name: 'North Area' }]);
    expect((await plan()).map(({ difference }) => difference.kind)).toEqual([
      'posting.differs',
      'group.missing',
    ]);
  });

  it('says which groups cannot be asked, and why', async () => {
    const { kit } = await lesserCommunity({ cannot: ['group.read'] });

    expect(await kit.reconciler.read(COMMUNITY)).toEqual([
      { group: 'north', name: 'North Area', problem: 'This messenger cannot do this.' },
    ]);
  });

  it('says so when the bot has been put out of a group', async () => {
    const { kit, world, rests } = await lesserCommunity({});
    world.remove('kapwa', 'north', { by: 'sameer' });
    await rests();

    const [reading] = await kit.reconciler.read(COMMUNITY);

    expect(reading?.problem).toMatch(/not in North Area/);
  });

  it('does not wait longer than half a minute for a messenger that does not answer', async () => {
    const { kit, world, passes } = await lesserCommunity({});
    world.line.setOnline(false);

    const reading = kit.reconciler.read(COMMUNITY);
    await passes(31_000);

    expect(await reading).toMatchObject([{ group: 'north', problem: expect.any(String) }]);
  });

  it('can be asked twice at once', async () => {
    const { kit } = await lesserCommunity({});

    const both = await Promise.all([
      kit.reconciler.read(COMMUNITY),
      kit.reconciler.read(COMMUNITY),
    ]);

    expect(both).toEqual([
      [{ group: 'north', name: 'North Area' }],
      [{ group: 'north', name: 'North Area' }],
    ]);
  });
});
