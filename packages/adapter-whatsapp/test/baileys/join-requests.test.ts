import type { WhatsAppPerson } from '@kapwa/testing/whatsapp-web';
import { describe, expect, it, vi } from 'vitest';
import { createSeal } from '../../src/baileys/seal.js';
import { sessionTraces } from '../../src/baileys/session-traces.js';
import { type RunningBot, startBot } from './running-bot.js';
import { closing, scene, world } from './scene.js';

// Real sockets and threads: slow where many tests run side by side.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Who was told to ask, and of whom it was told that they do not any more. */
function told({ heard }: Pick<RunningBot, 'heard'>) {
  const ids = (kind: 'join.requested' | 'join.withdrawn') =>
    heard(kind).map(({ member }) => member.id);
  return { asked: ids('join.requested'), over: ids('join.withdrawn') };
}

/** A group in which people have to be let in, with Joana and Noor who are not in it. */
async function closedGroup(isAdmin: boolean) {
  const all = await scene();
  const { whatsapp, sameer, bot, group, rests } = all;
  const joana = whatsapp.number('+254700000003', 'Joana');
  const noor = whatsapp.number('+254700000004', 'Noor');
  sameer.sets(group, { joinApproval: true });
  if (!isAdmin) sameer.demotes(group, bot);
  await rests();
  return { ...all, joana, noor };
}

type Closed = Awaited<ReturnType<typeof closedGroup>>;

/** Stops the bot, lets something happen, and starts it again with what it kept. */
async function whileStopped({ kit, whatsapp, store, bot }: Closed, happens: () => void) {
  await kit.stop();
  happens();
  await whatsapp.settled();
  const again = await startBot({ whatsapp, store });
  closing(() => again.kit.stop());
  await again.until(() => expect(bot.linkedDevices.map((one) => one.isOnline)).toEqual([true]));
  await again.until(() => expect(again.kit.health().transports.whatsapp).toBe('connected'));
  await again.rests();
  return again;
}

/** Lets the listing that follows a connection come in: nothing waits for it. */
async function untilAsked(bot: RunningBot, ...people: readonly WhatsAppPerson[]): Promise<void> {
  const ids = people.map(({ lid }) => lid);
  await bot.until(() => expect(told(bot).asked).toEqual(ids));
  await bot.rests();
}

describe('somebody who asks to be let in', () => {
  it('is told once the bot becomes an admin, where they asked before, and once only', async () => {
    const all = await closedGroup(false);
    const { sameer, bot, group, joana, noor, rests } = all;
    joana.joins(group);
    noor.joins(group);
    noor.withdraws(group);
    await rests();
    expect(told(all)).toEqual({ asked: [], over: [] });

    sameer.promotes(group, bot);
    await untilAsked(all, joana);
    sameer.demotes(group, bot);
    sameer.promotes(group, bot);
    await rests();
    await rests();

    expect(all.heard('join.requested')).toMatchObject([
      { chat: { id: group.id, direct: false }, member: { id: joana.lid } },
    ]);
    expect(told(all)).toEqual({ asked: [joana.lid], over: [] });
  });

  it('is told when the bot starts, where they asked before it was ever linked', async () => {
    const whatsapp = await world();
    const sameer = whatsapp.number('+254700000000', 'Sameer');
    const number = whatsapp.number('+254700000099', 'Kapwa');
    const joana = whatsapp.number('+254700000003', 'Joana');
    const early = sameer.createGroup({ subject: 'Early', members: [number], admins: [number] });
    sameer.sets(early, { joinApproval: true });
    joana.joins(early);

    const bot = await scene({ whatsapp });

    await untilAsked(bot, joana);
  });

  it('is told once, where they asked while the bot was stopped, and not if they took it back', async () => {
    const all = await closedGroup(true);
    const { group, joana, noor } = all;

    const again = await whileStopped(all, () => {
      joana.joins(group);
      noor.joins(group);
      noor.withdraws(group);
    });

    await again.until(() => expect(told(again).asked).toContain(joana.lid));
    await again.rests();
    const { asked, over } = told(again);
    expect(asked.filter((id) => id === joana.lid)).toHaveLength(1);
    // Where WhatsApp tells late that Noor asked, it tells as well that it is over.
    expect(asked.filter((id) => id === noor.lid)).toEqual(over);
  });

  it('is not told again when the bot connects or starts again', async () => {
    const all = await closedGroup(true);
    const { whatsapp, bot, group, joana, rests, until, kit } = all;
    joana.joins(group);
    await rests();
    expect(told(all).asked).toEqual([joana.lid]);

    bot.linkedDevices[0]?.drops();
    await until(() => expect(kit.health().transports.whatsapp).not.toBe('connected'));
    await until(() => expect(kit.health().transports.whatsapp).toBe('connected'));
    await rests();
    const again = await whileStopped(all, () => undefined);
    await whatsapp.settled();
    await again.rests();

    expect(told(all).asked).toEqual([joana.lid]);
    expect(told(again).asked).toEqual([]);
  });

  it('is told anew when they took it back, or were declined, and ask once more', async () => {
    const all = await closedGroup(true);
    const { sameer, group, joana, noor, rests } = all;
    joana.joins(group);
    joana.withdraws(group);
    joana.joins(group);
    noor.joins(group);
    sameer.rejects(group, noor);
    noor.joins(group);
    await rests();

    expect(told(all)).toEqual({
      asked: [joana.lid, joana.lid, noor.lid, noor.lid],
      over: [joana.lid, noor.lid],
    });
    expect(all.heard('join.withdrawn')).toMatchObject([{}, { by: { id: sameer.lid } }]);
    expect(all.heard('join.withdrawn')[0]).not.toHaveProperty('by');
  });

  it('is told of all whom a member brings at once', async () => {
    const all = await closedGroup(true);
    const { sameer, ana, group, joana, noor, rests } = all;
    sameer.sets(group, { memberAddMode: 'all_member_add' });
    ana.adds(group, joana, noor);
    await rests();

    await all.until(() => expect(new Set(told(all).asked)).toEqual(new Set([joana.lid, noor.lid])));
    await rests();
    expect(told(all).asked).toHaveLength(2);
  });

  it('is told of a whole community in its announcement group, once the bot runs it', async () => {
    const all = await scene();
    const { whatsapp, sameer, bot, rests } = all;
    const joana = whatsapp.number('+254700000003', 'Joana');
    const community = sameer.createCommunity({ subject: 'Programme', members: [bot] });
    joana.joins(community);
    await rests();
    expect(told(all).asked).toEqual([]);

    sameer.promotes(community, bot);
    await untilAsked(all, joana);

    expect(all.heard('join.requested')[0]?.chat.id).not.toBe(community.id);
  });
});

describe('what is kept of who asks', () => {
  it('is found when somebody is erased', async () => {
    const { store, group, joana, rests } = await closedGroup(true);
    joana.joins(group);
    await rests();
    const session = store.session('whatsapp:baileys');

    const { values } = await sessionTraces(
      [joana.lid, joana.number],
      session,
      createSeal(undefined),
    );

    const asked = await session.keys('asked/');
    expect(asked.length).toBeGreaterThan(0);
    expect([...values.keys()]).toEqual(expect.arrayContaining([...asked]));
  });

  it('is gone once they are in', async () => {
    const all = await closedGroup(true);
    const { store, sameer, group, joana, rests } = all;
    const asked = () => store.session('whatsapp:baileys').keys('asked/');
    joana.joins(group);
    await rests();
    expect(await asked()).not.toEqual([]);

    sameer.approves(group, joana);
    await rests();

    expect(await asked()).toEqual([]);
  });
});
