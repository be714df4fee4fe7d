import { type AuditNote, definePlugin, plain } from '@kapwa/core';
import { blueprintOf, healthWorkers, type TestCommunity, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pluginThat } from '../plugin-that.js';

async function notesOf({ kit }: TestCommunity): Promise<AuditNote[]> {
  const notes: AuditNote[] = [];
  for await (const { entries } of kit.audit.links()) notes.push(...entries.map((one) => one.note));
  return notes;
}

const NORTH = 'north-area';

/** Deletes what is bad, removes whoever is worse. */
const sheriff = pluginThat('sheriff', (kit) => {
  kit.on('message.received', { direct: false }, (context, { text, message }) => {
    const { actor, group } = context;
    if (actor === undefined || group === undefined) return;
    const target = { group: group.key, message };
    if (text === 'bad') context.perform({ kind: 'message.delete', target }, { reason: 'bad' });
    const person = actor.person.id;
    if (text === 'worse') {
      context.perform({ kind: 'member.remove', group: group.key, person }, { reason: 'worse' });
    }
    if (text === 'no reason') context.perform({ kind: 'message.delete', target });
  });
});

describe('the audit', () => {
  it('has an entry for what was done to people and groups, with its reason', async () => {
    await using community = await testCommunity({ plugins: [sheriff] });

    await community.says('ana', NORTH, 'good morning');
    await community.says('ana', NORTH, 'bad');
    await community.says('baraka', NORTH, 'worse');

    const notes = await notesOf(community);
    const about = { community: 'health-workers', actor: 'bot:sheriff', result: 'done' };
    expect(notes).toContainEqual(
      expect.objectContaining({ ...about, what: 'message.delete', target: NORTH, reason: 'bad' }),
    );
    expect(notes).toContainEqual(
      expect.objectContaining({
        ...about,
        what: 'member.remove',
        target: expect.stringMatching(/^north-area\/p_[\w-]{12}$/),
        reason: 'worse',
      }),
    );
    expect(notes.map(({ what }) => what)).not.toContain('message.send');
  });

  it('names nobody, and keeps no words', async () => {
    await using community = await testCommunity({ plugins: [sheriff] });

    await community.says('baraka', NORTH, 'worse');
    await community.tellsBot('ana', '/pause');

    const written = JSON.stringify(await notesOf(community));
    expect(written).not.toMatch(/baraka|ana|Mwangi|Reyes|person_/i);
  });

  it('knows the same person again by one pseudonym', async () => {
    await using community = await testCommunity({ plugins: [sheriff] });

    await community.promotes('ana', NORTH);
    await community.demotes('ana', NORTH);

    const targets = (await notesOf(community)).map(({ target }) => target);
    expect(targets).toHaveLength(2);
    expect(new Set(targets).size).toBe(1);
  });

  it('has an entry for whoever was refused what they may not do', async () => {
    await using community = await testCommunity();

    await community.tellsBot('ana', '/pause');

    expect(await notesOf(community)).toEqual([
      expect.objectContaining({
        what: 'command.refuse',
        actor: expect.stringMatching(/^p_/),
        target: 'core.pause',
        reason: 'no-permission',
      }),
    ]);
  });

  it('has entries for a pause and its end, a role given and taken', async () => {
    await using community = await testCommunity({
      community: { roles: [{ name: 'checker', scope: 'community', permissions: ['fact.check'] }] },
    });

    await community.says('sameer', NORTH, '/role give @Ana checker', { mentions: ['ana'] });
    await community.tellsBot('sameer', 'pause');
    await community.tellsBot('sameer', 'resume');

    const notes = await notesOf(community);
    expect(notes.map(({ what, reason = '' }) => [what, reason])).toEqual([
      ['role.give', 'checker'],
      ['bot.pause', ''],
      ['bot.resume', ''],
    ]);
    expect(new Set(notes.map(({ actor }) => actor)).size).toBe(1);
  });

  it('has entries for what admins were asked to do by hand', async () => {
    await using community = await testCommunity({ plugins: [sheriff] });
    await community.tellsBot('grace', 'hello');
    await community.tellsBot('sameer', 'hello');
    await community.demotes('kapwa', NORTH);

    await community.says('ana', NORTH, 'bad');
    await community.passes('40 minutes');
    await community.passes('2 days');

    const whats = (await notesOf(community)).map(({ what, result }) => `${what} ${result ?? ''}`);
    expect(whats).toContain('assist.ask ');
    expect(whats).toContain('assist.escalate ');
    expect(whats).toContain('assist.settle expired');
    expect(whats).toContain('message.delete assisted, expired');
  });

  it('says which settings a new blueprint changed, and not to what', async () => {
    await using community = await testCommunity();
    const before = blueprintOf(healthWorkers);
    const quietHours = { from: '20:00', to: '07:00' };

    await community.kit.communities.add(before);
    await community.kit.communities.add({
      ...before,
      community: { ...before.community, quietHours },
      people: before.people.slice(1),
    });

    const notes = await notesOf(community);
    expect(notes).toEqual([
      expect.objectContaining({
        what: 'settings.change',
        actor: 'operator',
        target: 'quietHours people',
      }),
    ]);
  });

  it('says that a plugin was cut off', async () => {
    const wild = pluginThat('wild', (kit) => {
      kit.on('message.received', {}, (context) => {
        for (let index = 0; index < 3_000; index += 1) {
          context.perform({ kind: 'message.send', to: { group: NORTH }, text: plain('!') });
        }
      });
    });
    await using community = await testCommunity({
      plugins: [wild],
      runTwice: false,
      mayFail: true,
    });

    await community.says('ana', NORTH, 'hello');

    expect(await notesOf(community)).toContainEqual(
      expect.objectContaining({ what: 'plugin.cut-off', actor: 'bot:core', target: 'wild' }),
    );
  });

  it('lets nothing destructive be done without a reason', async () => {
    await using community = await testCommunity({ plugins: [sheriff] });

    await community.says('ana', NORTH, 'no reason');

    expect(community.group(NORTH).removed).toEqual([]);
    expect(community.failures[0]?.error.message).toContain('message.delete needs a reason');
  });

  it('takes entries of plugins about people', async () => {
    const judge = definePlugin({
      name: 'judge',
      options: z.strictObject({}),
      setup(kit) {
        kit.on('message.received', {}, (context) => {
          const person = context.actor?.person.id;
          if (person === undefined) return;
          context.audit({ what: 'appeal.decline', by: person, person, reason: 'late' });
        });
      },
    });
    await using community = await testCommunity({ plugins: [judge] });

    await community.tellsBot('ana', 'hello');

    const [entry] = await notesOf(community);
    expect(entry).toMatchObject({ what: 'appeal.decline', reason: 'late' });
    expect(entry?.actor).toBe(entry?.target);
  });
});

describe('the seal of the audit', () => {
  it('is posted to the admins each morning after something was added, and can be verified', async () => {
    await using community = await testCommunity({ plugins: [sheriff] });
    await community.says('ana', NORTH, 'bad');

    await community.passes('1 day');
    await community.passes('1 day');

    const posts = community.group('admin-only').fromBot;
    expect(posts).toHaveLength(1);
    const seal = /: ([\w-]{16})$/.exec(posts[0] ?? '')?.[1] ?? '';
    expect(await community.kit.audit.verify(seal)).toMatchObject({ ok: true });
    expect((await community.kit.audit.head()).hash.startsWith(seal)).toBe(true);
  });
});
