import { createMemoryStore, peopleOfStore, plain, type Store } from '@kapwa/core';
import type { WhatsAppPerson } from '@kapwa/testing/whatsapp-web';
import { describe, expect, it, vi } from 'vitest';
import { createSeal } from '../../src/baileys/seal.js';
import { sessionTraces } from '../../src/baileys/session-traces.js';
import { scene } from './scene.js';

// Real sockets: slow where many tests run side by side.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const SPACE = 'whatsapp:baileys';
const sessionKey = 'a random secret of more than 32 characters';

const numberOf = ({ number }: WhatsAppPerson): string => number.replace('+', '');
const lidOf = ({ lid }: WhatsAppPerson): string => lid.split('@')[0] ?? '';

/** Every value of the session in which somebody stands, by its name or what is in it. */
async function tracesOf(person: WhatsAppPerson, store: Store): Promise<readonly string[]> {
  const seal = createSeal(sessionKey);
  const space = store.session(SPACE);
  const words = [numberOf(person), lidOf(person)];
  const found: string[] = [];
  for (const name of await space.keys()) {
    const value = (await space.get([name])).get(name) ?? new Uint8Array();
    const isMessage = name.startsWith('sent/') || name.startsWith('media/');
    const isSealed = name.startsWith('key/') || name === 'creds';
    const open = (): Uint8Array => {
      if (isMessage) return value.length > 8 ? seal.open(name, value.subarray(8)) : value;
      return isSealed ? seal.open(name, value) : value;
    };
    const text = Buffer.from(open()).toString('latin1');
    const bytes = [...text.matchAll(/"data":"([^"]+)"/g)].map(([, data = '']) =>
      Buffer.from(data, 'base64').toString('latin1'),
    );
    const all = [name, text, ...bytes].join('\n');
    if (words.some((word) => new RegExp(`(?<!\\d)${word}(?!\\d)`).test(all))) found.push(name);
  }
  return found;
}

/** A bot that has talked with Ana and Ben, alone and in their group, and thanked Ana there. */
async function talked() {
  const world = await scene({ adapter: { sessionKey } });
  const { ana, ben, group, bot, rests, reacts } = world;
  reacts((context, { text }) => {
    const { actor } = context;
    if (actor === undefined || text !== 'thanks?') return;
    const to = { group: context.group?.key ?? '' };
    const { id, name } = actor.person;
    const mention = { kind: 'mention', person: id, name } as const;
    context.perform({ kind: 'message.send', to, text: [...plain('Thank you '), mention] });
    context.perform({
      kind: 'message.send',
      to: { person: id },
      text: plain('I mean it'),
    });
  });
  ana.says(bot, 'hello');
  ben.says(bot, 'hello');
  await rests();
  ana.says(group, 'thanks?');
  await rests();
  return world;
}

describe('somebody who is erased', () => {
  it('stands nowhere in the session of the linked device, by number or hidden id', async () => {
    const { kit, store, ana, ben } = await talked();
    const before = await tracesOf(ana, store);
    const ofBen = await tracesOf(ben, store);
    // The names Baileys really gives: devices by number or hidden id, lists, and what was sent.
    expect(before).toContain(`key/lid-mapping/${numberOf(ana)}`);
    expect(before).toContain(`key/lid-mapping/${lidOf(ana)}_reverse`);
    expect(before.some((name) => name.startsWith(`key/session/${lidOf(ana)}_1.`))).toBe(true);
    expect(before.some((name) => name.includes(`::${lidOf(ana)}_1::`))).toBe(true);
    expect(before.some((name) => name.startsWith('key/sender-key-memory/'))).toBe(true);
    expect(before.some((name) => name.startsWith('sent/'))).toBe(true);

    const [person = 'nobody'] = await kit.people.find(ana.number);
    expect(await kit.people.erase(person)).toBe(true);

    expect(await tracesOf(ana, store)).toEqual([]);
    const lists = ofBen.filter((name) => !before.includes(name) || name.includes('memory'));
    expect(await tracesOf(ben, store)).toEqual(expect.arrayContaining(lists));
  });

  it('can write to the bot again, as somebody new', async () => {
    const { kit, ana, bot, rests, words } = await talked();
    const [person = 'nobody'] = await kit.people.find(ana.number);
    await kit.people.erase(person);

    ana.says(bot, 'it is me');
    await rests();

    expect(words()).toContain('it is me');
    expect(await kit.people.find(ana.number)).toHaveLength(1);
  });

  it('is found by one address, where the session knows the other', async () => {
    const { store, ana } = await talked();
    const space = store.session(SPACE);
    const seal = createSeal(sessionKey);

    const byNumber = await sessionTraces([numberOf(ana)], space, seal);
    const byLid = await sessionTraces([ana.lid], space, seal);
    const byDevice = await sessionTraces([`${numberOf(ana)}:3@s.whatsapp.net`], space, seal);

    for (const { aliases } of [byNumber, byLid, byDevice]) {
      expect(aliases).toEqual(expect.arrayContaining([numberOf(ana), ana.lid]));
    }
    const names = [...byNumber.values.keys()].sort();
    expect([...byLid.values.keys()].sort()).toEqual(names);
    expect([...byDevice.values.keys()].sort()).toEqual(names);
  });

  it('is found in the store of a stopped bot as well', async () => {
    const { kit, store, adapter, ana } = await talked();
    await kit.stop();
    const { sessionSearch } = adapter;
    const searches = sessionSearch === undefined ? [] : [sessionSearch];
    const people = await peopleOfStore(store, [], undefined, searches);
    const [person = 'nobody'] = await people.find(ana.number);

    expect(await people.erase(person)).toBe(true);

    expect(await tracesOf(ana, store)).toEqual([]);
  });
});

describe('values of nobody', () => {
  it('stay, although their names hold the same digits', async () => {
    const store = createMemoryStore();
    const space = store.session(SPACE);
    const seal = createSeal(undefined);
    const names = [
      'key/pre-key/1000',
      'key/session/1000.0',
      'key/session/10001_1.0',
      'key/app-state-sync-key/AAAAAM1000',
      'key/sender-key/120363000000001000@g.us::2000_1::0',
    ];
    await space.set(new Map(names.map((name) => [name, seal.close(name, Buffer.from('{}'))])));

    const { values } = await sessionTraces(['1000@lid'], space, seal);

    expect([...values]).toEqual([['key/session/1000.0', null]]);
  });
});
