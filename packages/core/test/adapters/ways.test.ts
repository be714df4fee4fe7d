import {
  type AccountRef,
  type Adapter,
  createKit,
  defineAdapter,
  type GroupChanged,
  plain,
} from '@kapwa/core';
import { blueprintOf, healthWorkers, turnableClock } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { chooseWay, type Way, waysTo } from '../../src/adapters/ways.js';
import { type Person, personSchema } from '../../src/model/person.js';
import { messageFrom, messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { pluginThat } from '../plugin-that.js';
import { type SmallPlatform, smallPlatform } from '../small-platform.js';

const HOUR = 3_600_000;
/** Like WhatsApp: hidden ids are for the groups' way alone, business-scoped ones for the other. */
const isHidden = (id: string): boolean => id.endsWith('@lid');
const isScoped = (id: string): boolean => id.startsWith('KE.');

interface TwoWays {
  readonly groups: SmallPlatform;
  readonly direct: SmallPlatform;
  readonly adapters: readonly Adapter[];
}

/** A network with a way for groups, and one for direct messages within a day of the last answer. */
function twoWays(): TwoWays {
  const clock = turnableClock();
  const [groups, direct] = [smallPlatform(clock), smallPlatform(clock, 'direct')];
  const forGroups = defineAdapter({
    ...groups.adapter,
    addressOf: ({ ids }) => ids.find((id) => !isScoped(id)),
  });
  const forDirect = defineAdapter({
    ...direct.adapter,
    network: 'playground',
    reach: ({ wroteAt, now }) =>
      wroteAt !== undefined && now < wroteAt + 24 * HOUR ? 'open' : 'template-only',
    addressOf: ({ ids, direct: isDirect }) =>
      isDirect ? ids.find((id) => !isHidden(id)) : undefined,
  });
  return { groups, direct, adapters: [forDirect, forGroups] };
}

const speaker = pluginThat('speaker', (scope) => {
  scope.on('message.received', {}, (context, { text }) => {
    const person = context.actor?.person.id ?? '';
    context.perform({ kind: 'message.send', to: { person }, text: plain(`you said ${text}`) });
  });
  scope.on('group.changed', {}, (context) => {
    const person = context.actor?.person.id ?? '';
    context.perform({ kind: 'message.send', to: { person }, text: plain('noted') });
  });
});

const wordsIn = (arrived: string): string => arrived.split(': ')[1] ?? '';

async function playing() {
  const { groups, direct, adapters } = twoWays();
  const { kit, clock, store } = await hostedKit({ plugins: [speaker], adapters });
  const tell = async (event: Parameters<typeof kit.receive>[0]): Promise<void> => {
    await kit.receive(event).settled;
    await kit.idle();
  };
  const people = async (): Promise<readonly Person[]> =>
    (await store.list('core.people', 'health-workers/'))
      .map(({ value }) => value as Person)
      .filter(({ key, mergedInto }) => key === undefined && mergedInto === undefined);
  return { kit, clock, groups, direct, tell, people };
}

function changedBy(by: AccountRef, at: number): GroupChanged {
  const chat = { id: 'north-area', direct: false };
  return { kind: 'group.changed', id: 'change', at, adapter: 'playground', chat, name: 'N', by };
}

/** Somebody in a group, by hidden id and number, and by number and scoped id where they write. */
const inGroup = { id: '77@lid', aliases: ['254700000001'] };
const directly = { id: '254700000001', aliases: ['KE.55'] };

describe('two ways to one messenger', () => {
  it('lead to one person, by whichever id each of them knows', async () => {
    const { tell, people } = await playing();

    await tell(messageIn('north-area', 'hello', { from: inGroup }));
    await tell(messageFrom('254700000001', 'hi', { from: directly, via: 'direct' }));
    await tell(messageFrom('KE.55', 'me again', { from: { id: 'KE.55' }, via: 'direct' }));

    expect(await people()).toMatchObject([
      { accounts: [{ adapter: 'playground', id: '77@lid', aliases: ['254700000001', 'KE.55'] }] },
    ]);
  });

  it('lead to one person who was met on both before anybody could know', async () => {
    const { tell, people } = await playing();
    await tell(messageIn('north-area', 'hello', { from: { id: '77@lid' } }));
    await tell(messageFrom('254700000001', 'hi', { from: directly, via: 'direct' }));
    expect(await people()).toHaveLength(2);

    await tell(messageIn('north-area', 'it is me', { from: inGroup }));

    expect(await people()).toHaveLength(1);
    expect((await people())[0]?.wroteBy).toEqual({ direct: expect.any(Number) });
  });

  it('answer where somebody writes', async () => {
    const { tell, direct, groups } = await playing();

    await tell(messageFrom('77@lid', 'here', { from: inGroup }));
    await tell(messageFrom('254700000001', 'there', { from: directly, via: 'direct' }));
    await tell(messageFrom('77@lid', 'here again', { from: inGroup }));

    expect(groups.arrived).toEqual(['77@lid: you said here', '77@lid: you said here again']);
    expect(direct.arrived).toEqual(['254700000001: you said there']);
  });

  it('answer what is said in a group by the way for direct messages, while that is open', async () => {
    const { tell, direct, groups, clock } = await playing();
    await tell(messageFrom('254700000001', 'hi', { from: directly, via: 'direct' }));

    await tell(messageIn('north-area', 'in the group', { from: inGroup }));
    await clock.advance(25 * HOUR);
    await tell(messageFrom('77@lid', 'to the device', { from: inGroup, at: clock.now() }));
    await tell(messageIn('north-area', 'later', { from: inGroup, at: clock.now() }));

    expect(direct.arrived.slice(1)).toEqual(['254700000001: you said in the group']);
    expect(groups.arrived.map(wordsIn)).toEqual(['you said to the device', 'you said later']);
  });

  it('go on by the way that has begun, so that nothing goes out twice', async () => {
    const { tell, direct, groups, clock } = await playing();
    await tell(messageFrom('254700000001', 'hi', { from: directly, via: 'direct' }));
    await clock.advance(24 * HOUR - 200);
    await tell(messageFrom('77@lid', 'here', { from: inGroup, at: clock.now() }));
    direct.answersWith([{ kind: 'unknown', reason: 'the answer was lost' }]);

    await tell(changedBy(inGroup, clock.now()));
    await clock.advance(60_000);
    expect(groups.arrived.map(wordsIn)).toEqual(['you said here']);

    // That way has closed meanwhile, so it waits there.
    const from = { from: directly, via: 'direct', at: clock.now() };
    await tell(messageFrom('254700000001', 'back', from));
    expect(direct.arrived.map(wordsIn)).toEqual(['you said hi', 'noted', 'you said back']);
    expect(groups.arrived.map(wordsIn)).toEqual(['you said here']);
  });

  it('hold up nothing of each other', async () => {
    const { tell, direct, groups } = await playing();
    const limited = {
      kind: 'retry',
      reason: 'too fast',
      retryAfter: HOUR,
      wholeAccount: true,
    } as const;
    groups.answersWith([limited]);

    await tell(messageFrom('77@lid', 'here', { from: inGroup }));
    await tell(messageFrom('254700000002', 'there', { via: 'direct' }));

    expect(groups.arrived).toEqual([]);
    expect(direct.arrived).toEqual(['254700000002: you said there']);
  });

  it('need one that stands for itself', () => {
    const adapter = defineAdapter({ ...smallPlatform(turnableClock()).adapter, network: 'other' });

    expect(() =>
      createKit({ communities: [blueprintOf(healthWorkers)], adapters: [adapter] }),
    ).toThrow('playground goes beside an adapter called "other"');
  });
});

describe('the choice of a way', () => {
  const way = (adapter: string, reach: Way['reach']): Way => ({ adapter, id: 'x', reach });

  it.each([
    [
      'an open one before a better one that is closed',
      ['a template-only', 'b open'],
      undefined,
      'b',
    ],
    ['the first of several that are open', ['a open', 'b open'], undefined, 'a'],
    ['where somebody has just written', ['a open', 'b open'], 'b', 'b'],
    ['not where they have written when that is closed', ['a open', 'b template-only'], 'b', 'a'],
    [
      'words that are approved before a cold message',
      ['a cold', 'b template-only'],
      undefined,
      'b',
    ],
    ['a cold one where there is nothing else', ['a cold'], undefined, 'a'],
  ])('takes %s', (_, given, via, expected) => {
    const ways = given.map((one) => way(...(one.split(' ') as [string, Way['reach']])));

    expect(chooseWay(ways, via)?.adapter).toBe(expected);
  });

  it('counts what was written before there were several as written by the first', () => {
    const person = personSchema.parse({
      ...{ id: 'p', name: 'Ana', hasWritten: true, wroteAt: 1 },
      accounts: [{ adapter: 'playground', id: '254700000001' }],
    });
    const { adapters } = twoWays();
    const byName = new Map(adapters.map((adapter) => [adapter.name, adapter]));

    expect(waysTo(person, byName, { network: 'playground', now: 2 })).toEqual([
      { adapter: 'direct', id: '254700000001', reach: 'template-only' },
      { adapter: 'playground', id: '254700000001', reach: 'open' },
    ]);
  });
});
