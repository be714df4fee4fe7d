import type { AnyPlugin, MessageReceived, Person, PersonMerged, Store } from '@kapwa/core';
import { type TestCommunity, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { messageFrom, messageIn } from '../events.js';
import { pluginThat } from '../plugin-that.js';

/** Keeps the last words of everybody, and sets a language for who asks. */
function memory(told: PersonMerged[] = [], seen: string[] = []): AnyPlugin {
  return pluginThat('memory', (kit) => {
    const words = kit.collection('words', { lane: 'person', schema: z.string() });
    kit.on('message.received', { direct: true }, (context, event) => {
      if (event.text.startsWith('speak ')) context.setLanguage(event.text.slice(6));
      else context.records(words).set(event.text.split(' ')[0] ?? '', event.text);
    });
    kit.on('message.received', { direct: false }, (context) => {
      seen.push(context.actor?.person.id ?? 'nobody');
    });
    kit.on('person.merged', {}, (_, event) => void told.push(event));
    kit.posted('later', (context) => {
      seen.push(`later ${context.actor?.person.id}`);
    });
  });
}

let count = 0;

/** What Juma writes, under one or both of the ids the platform has for him. */
async function hears(community: TestCommunity, event: MessageReceived): Promise<void> {
  count += 1;
  const at = event.at + count * 1000;
  await community.kit.receive({ ...event, at, id: `${event.id} ${count}` }).settled;
  await community.kit.idle();
}

const phone = { id: 'juma', name: 'Juma' };
const hidden = { id: 'lid:juma', name: 'Juma O.' };
const both = { ...phone, aliases: ['lid:juma'] };

async function people(store: Store): Promise<readonly Person[]> {
  const records = await store.list('core.people', 'health-workers/');
  return records.map(({ value }) => value as Person);
}

async function jumas(store: Store): Promise<readonly Person[]> {
  const isJuma = ({ accounts }: Person): boolean =>
    accounts.some(({ id, aliases }) => [id, ...(aliases ?? [])].some((one) => /juma$/.test(one)));
  return (await people(store)).filter(isJuma);
}

async function members(store: Store, group: string): Promise<readonly string[]> {
  const records = await store.list('core.memberships', `health-workers/${group}/`);
  return records.map(({ value }) => (value as { person: string }).person);
}

describe('somebody whom the messenger knows by two ids', () => {
  it('is one person as soon as the messenger shows that both are theirs', async () => {
    const seen: string[] = [];
    await using community = await testCommunity({ plugins: [memory([], seen)] });
    await hears(community, messageIn('north-area', 'hello', { from: phone }));
    await hears(community, messageIn('north-area', 'hello again', { from: hidden }));
    expect(await jumas(community.store)).toHaveLength(2);

    await hears(community, messageIn('north-area', 'it is me', { from: both }));
    await hears(community, messageIn('north-area', 'and me', { from: hidden }));

    const [juma, ...others] = await jumas(community.store);
    expect(others).toEqual([]);
    expect(juma?.accounts).toEqual([{ adapter: 'playground', id: 'juma', aliases: ['lid:juma'] }]);
    expect(seen[0]).toBe(juma?.id);
    expect(seen.at(-1)).toBe(juma?.id);
  });

  it('keeps the older id, whichever of the two the message names first', async () => {
    await using community = await testCommunity({ plugins: [memory()] });
    await hears(community, messageIn('north-area', 'first', { from: hidden }));
    const [older] = await jumas(community.store);
    await hears(community, messageIn('north-area', 'second', { from: phone }));

    await hears(community, messageIn('north-area', 'it is me', { from: both }));

    expect((await jumas(community.store)).map(({ id }) => id)).toEqual([older?.id]);
  });

  it('has the language, memberships and roles of both, and what plugins kept of them', async () => {
    const told: PersonMerged[] = [];
    await using community = await testCommunity({ plugins: [memory(told)] });
    await hears(community, messageIn('north-area', 'hello', { from: phone }));
    await hears(community, messageFrom('juma', 'tea please', { from: phone }));
    await hears(community, messageFrom('juma', 'rice for one', { from: phone }));
    await hears(community, messageIn('basic-training', 'hello', { from: hidden }));
    await hears(community, messageFrom('lid:juma', 'speak sw', { from: hidden }));
    await hears(community, messageFrom('lid:juma', 'rice for two', { from: hidden }));
    await hears(community, messageFrom('lid:juma', 'fish too', { from: hidden }));

    await hears(community, messageIn('cairo-team', 'it is me', { from: both }));

    const [juma] = await jumas(community.store);
    const id = juma?.id ?? '';
    expect(juma).toMatchObject({ name: 'Juma', language: 'sw', hasWritten: true });
    for (const group of ['north-area', 'basic-training', 'cairo-team']) {
      const inGroup = (await members(community.store, group)).filter((one) => one === id);
      expect(inGroup).toHaveLength(1);
    }
    const kept = await community.store.list('memory.words', 'health-workers/');
    expect(kept.map(({ key, value }) => [key, value])).toEqual([
      [`health-workers/${id}/fish`, 'fish too'],
      [`health-workers/${id}/rice`, 'rice for one'],
      [`health-workers/${id}/tea`, 'tea please'],
    ]);
    expect(told.map(({ into }) => into)).toEqual([id, id]);
    expect(told[0]?.records).toContainEqual({
      collection: 'memory.words',
      key: 'rice',
      value: 'rice for two',
    });
  });

  it('is somebody the community file names, even when the bot met them before', async () => {
    await using community = await testCommunity({ plugins: [memory()] });
    await hears(community, messageIn('north-area', 'hello', { from: { id: 'lid:sameer' } }));

    const from = { id: 'lid:sameer', aliases: ['sameer'] };
    await hears(community, messageIn('north-area', 'it is me', { from }));

    const named = (await people(community.store)).find(({ key }) => key === 'sameer');
    expect(named).toMatchObject({ name: 'Sameer Khan', roles: ['community-admin'] });
    expect(named?.accounts[0]?.aliases).toEqual(['lid:sameer']);
    expect(await members(community.store, 'north-area')).toContain(named?.id);
  });

  it('is not made one with another whom the community file names', async () => {
    await using community = await testCommunity({ plugins: [memory()] });

    const from = { id: 'sameer', aliases: ['grace'] };
    await hears(community, messageIn('north-area', 'hello', { from }));

    const named = (await people(community.store)).filter(({ roles }) => roles.length > 0);
    expect(named.map(({ key }) => key)).toEqual(['sameer']);
    const grace = (await people(community.store)).find(({ key }) => key === 'grace');
    expect(grace?.mergedInto).toBeUndefined();
  });

  it('gets what was left for them under the id that is gone', async () => {
    const seen: string[] = [];
    const plan = pluginThat('planner', (kit) => {
      kit.on('message.received', { direct: true }, (context) => {
        const person = context.actor?.person.id ?? '';
        context.post({ person }, 'remind', {}, { at: context.now + 3_600_000 });
      });
      kit.posted('remind', (context) => {
        const person = context.actor?.person.id ?? '';
        seen.push(person);
        context.perform({
          kind: 'message.send',
          to: { person },
          text: [{ kind: 'plain', text: 'tea' }],
        });
      });
    });
    await using community = await testCommunity({ plugins: [plan] });
    await hears(community, messageIn('north-area', 'hello', { from: phone }));
    await hears(community, messageFrom('lid:juma', 'remind me', { from: hidden }));
    await hears(community, messageIn('north-area', 'it is me', { from: both }));

    await community.passes('2 hours');

    const [juma] = await jumas(community.store);
    expect(seen).toEqual([juma?.id]);
    expect(community.phone('juma').fromBot).toEqual(['tea']);
  });

  it('goes on where a number is learned that nobody had', async () => {
    await using community = await testCommunity({ plugins: [memory()] });
    await hears(community, messageIn('north-area', 'hello', { from: phone }));

    await hears(community, messageIn('north-area', 'hidden now', { from: both }));
    await hears(community, messageIn('north-area', 'hidden', { from: hidden }));

    expect(await jumas(community.store)).toHaveLength(1);
  });
});
