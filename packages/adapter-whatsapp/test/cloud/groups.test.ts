import {
  type Action,
  dataOf,
  defineBlueprint,
  definePlugin,
  type EventKind,
  type KapwaEvent,
  type Outcome,
  plain,
} from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startBot } from './running-bot.js';

const community = defineBlueprint({
  community: { name: 'Health workers', purpose: 'Work together', timeZone: 'Africa/Nairobi' },
  groups: { nurses: { name: 'Nurses', purpose: 'For nurses', kind: 'topic' } },
});

/** A bot that does, in turn, what a test wants, whenever Amina writes to it. */
async function botWithGroups(official = true) {
  let next: ((person: string) => Action) | undefined;
  const doer = definePlugin({
    name: 'doer',
    options: z.object({}),
    setup(scope) {
      scope.on('message.received', { direct: true }, async (context) => {
        const { id } = await context.personOf({ id: '254700000002' });
        if (next !== undefined) context.perform(next(id), { reason: 'test' });
      });
    },
  });
  const { fake, kit, settle } = await startBot({
    plugins: [doer],
    blueprint: community,
    settings: { groups: official },
    api: { statuses: false, official },
  });
  const outcomes: Outcome[] = [];
  const events: KapwaEvent[] = [];
  kit.events.on('action.settled', ({ item, outcome }) => {
    if (item.plugin === 'doer') outcomes.push(outcome);
  });
  kit.events.on('turn.finished', ({ event }) => void events.push(event));
  const amina = fake.phone('254700000001', 'Amina');
  const does = async (action: (person: string) => Action): Promise<Outcome | undefined> => {
    next = action;
    amina.writes('go');
    await settle();
    return outcomes.at(-1);
  };
  return { fake, does, settle, events };
}

const group = 'nurses';

/** The bot with the group of the nurses made. */
async function botWithNurses() {
  const bot = await botWithGroups();
  await bot.does(() => ({ kind: 'group.create', group, adapter: 'whatsapp' }));
  const [nurses] = bot.fake.groups();
  if (nurses === undefined) throw new Error('no group was made');
  return { ...bot, nurses, juma: bot.fake.phone('254700000002', 'Juma') };
}

const kinds = (events: readonly KapwaEvent[], kind: EventKind) =>
  events.filter((event) => event.kind === kind);

describe('a group of the official API', () => {
  it('is made as the blueprint has it, and is that group from then on', async () => {
    const { nurses, events, does } = await botWithNurses();

    expect(nurses.settings()).toMatchObject({ subject: 'Nurses', description: 'For nurses' });
    expect(kinds(events, 'group.created')).toMatchObject([{ chat: { id: nurses.id }, group }]);
    const outcome = await does(() => ({ kind: 'group.read', group }));
    expect(outcome && dataOf('group.read', outcome)).toMatchObject({
      name: 'Nurses',
      description: 'For nurses',
      approval: false,
      botRole: 'owner',
    });
  });

  it('has a link, which can be made anew', async () => {
    const { nurses, does } = await botWithNurses();
    const first = nurses.link();

    expect(await does(() => ({ kind: 'invite.get', group }))).toMatchObject({
      kind: 'done',
      data: { link: first },
    });
    await does(() => ({ kind: 'invite.reset', group }));
    expect(nurses.link()).not.toBe(first);
  });

  it('is called otherwise, and somebody is removed from it', async () => {
    const { nurses, does, juma, settle, events } = await botWithNurses();
    nurses.follows(juma, nurses.link());
    await settle();
    expect(kinds(events, 'member.joined')).toHaveLength(1);
    await does(() => ({ kind: 'group.describe', group, name: 'All nurses' }));
    await does((person) => ({ kind: 'member.remove', group, person }));
    await settle();

    expect(nurses.settings().subject).toBe('All nurses');
    expect(nurses.participants).toEqual([]);
    expect(kinds(events, 'member.left')).toHaveLength(1);
  });

  it('lets in who asked, where it was made so', async () => {
    const bot = await botWithGroups();
    const { fake, does, settle } = bot;
    await does(() => ({ kind: 'group.create', group, adapter: 'whatsapp' }));
    const [nurses] = fake.groups();
    nurses?.changes({ approval: true } as never);
    const juma = fake.phone('254700000002', 'Juma');
    nurses?.follows(juma, nurses.link());
    await settle();
    expect(kinds(bot.events, 'join.requested')).toHaveLength(1);
    expect(nurses?.participants).toEqual([]);
    await does((person) => ({ kind: 'join.approve', group, person }));

    expect(nurses?.participants).toEqual(['254700000002']);
  });

  it('is none of a number that Meta has not opened groups to', async () => {
    const { does, fake } = await botWithGroups(false);
    const outcome = await does(() => ({ kind: 'group.create', group, adapter: 'whatsapp' }));

    expect(outcome).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('verified business accounts'),
    });
    expect(fake.groups()).toEqual([]);
  });
});

describe('a group that WhatsApp suspends', () => {
  it('gets nothing until that is over', async () => {
    const { fake, does, settle } = await botWithGroups();
    await does(() => ({ kind: 'group.create', group, adapter: 'whatsapp' }));
    const [nurses] = fake.groups();
    nurses?.suspends();
    await settle();
    const send = { kind: 'message.send', to: { group }, text: plain('Hello') } as const;

    expect(await does(() => send)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('suspended the group "Nurses"'),
    });
    nurses?.restores();
    await settle();
    expect(await does(() => send)).toMatchObject({ kind: 'sent' });
  });

  it('is seen to be when the group is read, where the webhook did not come', async () => {
    const { fake, does, settle, events } = await botWithGroups();
    await does(() => ({ kind: 'group.create', group, adapter: 'whatsapp' }));
    const [nurses] = fake.groups();
    nurses?.changesPicture();
    await settle();
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'group.changed', picture: true }),
    );
    fake.webhooks.hold();
    nurses?.suspends();
    await fake.webhooks.release({ copies: 0 });

    const outcome = await does(() => ({ kind: 'group.read', group }));
    expect(outcome).toMatchObject({ kind: 'done', data: { suspended: true } });
  });
});
