import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { applyPlan } from '../../src/plan/apply-plan.js';
import type { PlanningKit } from '../../src/plan/planned-bot.js';
import { printPlan } from '../../src/plan/print-plan.js';
import { recordChats } from '../../src/plan/record-chats.js';
import { recordedShell } from '../recorded-shell.js';
import { plannedWorld, smallCommunity } from './planned-world.js';

const gently = { yes: false, ask: undefined };

async function applied(planning: PlanningKit): Promise<string> {
  const shell = recordedShell();
  await applyPlan(planning, gently, shell);
  return shell.out;
}

async function planned({ kit, community }: PlanningKit): Promise<string> {
  const shell = recordedShell();
  printPlan(await kit.reconciler.plan(community), shell);
  return shell.out;
}

describe('applying a plan', () => {
  it('asks an admin for what only people can do, and tells where that stands when it runs again', async () => {
    const { world, planning, latest } = await plannedWorld(['posting.set', 'group.create']);
    world.setPosting('news', 'everyone', { by: 'sameer' });
    const first = await planning();

    const out = await applied(first);
    await first.close();
    const second = await planning();

    const who = ['Sameer', 'Grace'].find((name) => latest(name.toLowerCase()).includes('News'));
    expect(out).toContain(
      `asked   News: everybody can write; only admins should (${who}, by direct message)`,
    );
    expect(await applied(second)).toBe('');
    expect(await planned(second)).toContain(`  admins  everybody can write; only admins should
          ${who} was asked, and the bot waits for the answer.`);
  });

  it('takes the answer of the admin by what the messenger shows', async () => {
    const { world, planning, latest, tellsBot } = await plannedWorld(['posting.set']);
    world.setPosting('news', 'everyone', { by: 'sameer' });
    const bot = await planning();
    await applied(bot);
    const who = latest('sameer').includes('News') ? 'sameer' : 'grace';

    await tellsBot(who, 'DONE');
    expect(latest(who)).toContain('do not see it');
    world.setPosting('news', 'admins', { by: who });
    await bot.settle();

    expect(await planned(bot)).not.toContain('News');
  });

  it('makes a group once, although it was killed before it knew of it', async () => {
    const { world, planning, path } = await plannedWorld();
    const first = await planning();
    const [missing] = await first.kit.reconciler.plan(first.community);
    await first.kit.reconciler.apply(first.community, [missing?.id ?? '']);
    await first.close();

    const second = await planning();
    await applied(second);
    await recordChats(path, await second.kit.reconciler.madeChats(second.community));

    const made = world.groups().filter(({ title }) => title === 'North');
    expect(made).toHaveLength(1);
    expect(parse(await readFile(path, 'utf8')).groups.north.chat).toEqual({
      playground: made[0]?.id,
    });
  });

  it('puts everything right that a messenger lets the bot do, and then has nothing to do', async () => {
    const { world, planning } = await plannedWorld();
    world.setPosting('news', 'everyone', { by: 'sameer' });
    world.demote('grace', 'news', { by: 'sameer' });
    world.resetLink('staff', { by: 'sameer' });
    const bot = await planning();
    world.resetLink('news', { by: 'sameer' });
    await bot.settle();
    expect(await planned(bot)).toContain('its invite link was made anew');

    const out = await applied(bot);

    expect(out).toContain('done    News: let only admins write');
    expect(out).toContain('done    News: make Grace an admin');
    expect(out).toContain('done    News: read the new link');
    expect(out).toContain('done    North: make the group');
    expect(out).toContain('done    North: put it under the community');
    expect(await applied(bot)).toBe('');
  });

  it('takes the admin role from nobody while nobody can be asked', async () => {
    const { world, planning } = await plannedWorld();
    const bot = await planning();
    world.promote('ana', 'news', { by: 'sameer' });
    await bot.settle();

    const out = await applied(bot);

    expect(out).not.toContain('Ana');
    expect(await planned(bot)).toContain('take the admin role from Ana (asks first)');
  });

  it('points to a chat of the right name instead of making a second one', async () => {
    const { world, planning } = await plannedWorld();
    const bot = await planning();
    world.addGroup({ id: 'g7', title: 'north' });
    await bot.settle();

    await applied(bot);

    expect(world.groups()).toHaveLength(3);
    expect(await planned(bot)).toContain('Write "chat: { playground: "g7" }" below north');
  });
});

describe('the file of the community', () => {
  it('keeps its notes when an address is written into it', async () => {
    const { path } = await plannedWorld();

    await recordChats(path, [{ group: 'north', chat: { adapter: 'playground', id: 'g9' } }]);

    const text = await readFile(path, 'utf8');
    const changed = text.split('\n').filter((line) => !smallCommunity.split('\n').includes(line));
    expect(changed).toEqual([
      '  north: { name: North, admins: [sameer, grace], chat: { playground: g9 } } # the villages',
    ]);
    expect(text).toContain('# both of them');
  });

  it('is not touched when there is nothing to write', async () => {
    const { path } = await plannedWorld();

    await recordChats(path, []);

    expect(await readFile(path, 'utf8')).toBe(smallCommunity);
  });
});
