import {
  type Adapter,
  createKit,
  createMemoryStore,
  defineBlueprint,
  definePlugin,
  type Person,
  plain,
  type Store,
} from '@kapwa/core';
import { type FakeCloudApi, hostKit, startFakeCloudApi } from '@kapwa/testing';
import { startWhatsAppWeb, type WhatsAppWeb } from '@kapwa/testing/whatsapp-web';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { webhookPath } from '../src/cloud/webhook.js';
import { whatsappHybrid } from '../src/index.js';
import { threadFile } from './baileys/thread-file.js';

// Real sockets and threads: slow where many tests run side by side.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

const community = defineBlueprint({
  community: { name: 'Health workers', purpose: 'Work together', timeZone: 'Africa/Nairobi' },
});

/** Answers in private what is said, whatever the place. */
const confidant = definePlugin({
  name: 'confidant',
  options: z.object({}),
  setup(scope) {
    scope.on('message.received', {}, (context, { text }) => {
      const person = context.actor?.person.id ?? '';
      const delivery = text.startsWith('once') ? 'at-most-once' : 'at-least-once';
      const said = plain(`In private: ${text}`);
      context.perform({ kind: 'message.send', to: { person }, text: said }, { delivery });
    });
    scope.on('message.received', {}, (context, { mentionsBot }) => {
      const group = context.group?.key;
      if (group === undefined || mentionsBot !== true) return;
      context.perform({ kind: 'message.send', to: { group }, text: plain('To all of you') });
    });
  },
});

interface Worlds {
  readonly web: WhatsAppWeb;
  readonly cloud: FakeCloudApi;
}

async function worlds(): Promise<Worlds> {
  const [web, cloud] = [await startWhatsAppWeb(), await startFakeCloudApi()];
  toClose.push(cloud.close, () => web.close());
  return { web, cloud };
}

async function bothWays({ web, cloud }: Worlds): Promise<readonly Adapter[]> {
  const device = web.number('+254700000099', 'Kapwa');
  return whatsappHybrid({
    cloud: cloud.settings,
    linkedDevice: {
      server: web.address,
      thread: await threadFile(),
      protection: { gap: 0, jitter: 0 },
      onPairing: ({ qr = '' }) => void device.scans(qr).catch(() => undefined),
    },
  });
}

async function start(both: Worlds, store: Store) {
  const { web, cloud } = both;
  const adapters = await bothWays(both);
  const kit = createKit({ communities: [community], adapters, plugins: [confidant], store });
  await kit.start();
  const host = await hostKit(kit);
  const stop = async (): Promise<void> => {
    await host.close();
    await kit.stop();
  };
  toClose.push(stop);
  await vi.waitFor(() => expect(kit.health().transports.whatsapp).toBe('connected'), {
    timeout: 30_000,
  });
  await cloud.subscribe(host.url + webhookPath);
  const rests = async (): Promise<void> => {
    for (let round = 0; round < 3; round += 1) {
      await web.settled();
      await cloud.webhooks.settled();
      await kit.idle();
    }
  };
  await rests();
  return { kit, rests, stop };
}

/** A bot with two numbers; Ana and Ben are in a group with the linked one, and Ana has both. */
async function scene() {
  const both = await worlds();
  const { web, cloud } = both;
  const store = createMemoryStore();
  const bot = await start(both, store);
  const device = web.number('+254700000099');
  const ana = web.number('+254700000001', 'Ana');
  const ben = web.number('+254700000002', 'Ben');
  const group = ana.createGroup({ subject: 'Managers', members: [ben, device] });
  await bot.rests();
  const anaOfficial = cloud.phone('254700000001', 'Ana');
  const people = async (): Promise<readonly Person[]> =>
    (await store.list('core.people', ''))
      .map(({ value }) => value as Person)
      .filter(({ mergedInto }) => mergedInto === undefined);
  const told = async (): Promise<readonly string[]> =>
    (await ana.phone.with(device)).filter(({ from }) => from === device).map(({ text }) => text);
  return { ...bot, both, store, device, ana, ben, group, anaOfficial, people, told };
}

const texts = (messages: readonly { readonly text: string }[]) => messages.map(({ text }) => text);

describe('a bot with an official number and a linked device', () => {
  it('knows somebody as one person, however their ids come in', async () => {
    const { ana, anaOfficial, group, people, rests } = await scene();

    ana.says(group, 'hello');
    await rests();
    anaOfficial.writes('hello from another chat');
    await rests();
    anaOfficial.hidesNumber();
    anaOfficial.writes('and without my number');
    await rests();

    const number = '254700000001';
    const known = await people();
    const [found, ...others] = known.filter(({ name }) => name === 'Ana');
    expect(others).toEqual([]);
    const [account, ...more] = found?.accounts ?? [];
    expect(more).toEqual([]);
    expect(account?.adapter).toBe('whatsapp');
    const ids = [account?.id, ...(account?.aliases ?? [])];
    expect(new Set(ids)).toEqual(new Set([ana.lid, number, anaOfficial.userId]));
  });

  it('answers each chat where it is, and what is said in a group by the official number', async () => {
    const { ana, device, group, anaOfficial, told, rests } = await scene();

    ana.says(device, 'to the device');
    await rests();
    anaOfficial.writes('to the official number');
    await rests();
    ana.says(group, 'in the group');
    await rests();

    expect(await told()).toEqual(['In private: to the device']);
    expect(texts(anaOfficial.received)).toEqual([
      'In private: to the official number',
      'In private: in the group',
    ]);
  });

  it('answers by the device whoever has written only there', async () => {
    const { ana, ben, device, group, both, told, rests } = await scene();
    ana.says(device, 'hello');
    await rests();
    ana.says(group, 'in the group');
    ben.says(group, 'I never wrote to anybody');
    await rests();

    expect(await told()).toEqual(['In private: hello', 'In private: in the group']);
    expect(both.cloud.phone('254700000002').received).toEqual([]);
    expect(await ben.phone.with(device)).toEqual([]);
  });

  it('goes on in private when the device is logged out', async () => {
    const { kit, device, anaOfficial, rests } = await scene();
    device.linkedDevices[0]?.getsUnlinked();
    await vi.waitFor(() => expect(kit.health().transports.whatsapp).toBe('stopped'), 30_000);

    anaOfficial.writes('are you there?');
    await rests();

    expect(texts(anaOfficial.received)).toEqual(['In private: are you there?']);
  });

  it('answers by the official number while the device has to be quiet for some minutes', async () => {
    const { ana, device, anaOfficial, both, told } = await scene();
    both.web.failSends(1, 429);
    ana.says(device, 'to the device');
    await both.web.settled();
    await both.web.settled();

    anaOfficial.writes('to the official number');

    await vi.waitFor(
      () => expect(texts(anaOfficial.received)).toEqual(['In private: to the official number']),
      20_000,
    );
    expect(await told()).toEqual([]);
  });

  it('goes on in groups when the official number is out of order', async () => {
    const { ana, device, group, both, anaOfficial, rests } = await scene();
    anaOfficial.writes('hello');
    await rests();
    both.cloud.fail(50, { status: 401, code: 190 });
    ana.says(group, `${device.mention} are you there?`, { mentions: [device] });
    await both.web.settled();

    await ana.phone.until(group, 'To all of you');
  });

  it('does not send by one what may have gone out by the other', async () => {
    const { kit, ana, device, group, anaOfficial, both, told, rests } = await scene();
    anaOfficial.writes('hello');
    ana.says(device, 'hello');
    await rests();
    both.cloud.fail(1, 'answer-lost');
    ana.says(group, 'once only');
    await both.web.settled();
    await kit.idle();

    expect(texts(anaOfficial.received)).toContain('In private: once only');
    expect(await told()).toEqual(['In private: hello']);
  });

  it('goes on where it was after a restart, with the same person', async () => {
    const { both, store, stop, ana, device, group, anaOfficial, people, told } = await scene();
    anaOfficial.writes('hello');
    ana.says(device, 'hello');
    await vi.waitFor(async () => expect(await told()).toHaveLength(1), 10_000);
    await stop();
    ana.says(group, 'while you were away');

    const again = await start(both, store);
    await vi.waitFor(
      () => expect(texts(anaOfficial.received)).toContain('In private: while you were away'),
      20_000,
    );
    await again.rests();

    expect((await people()).filter(({ name }) => name === 'Ana')).toHaveLength(1);
    expect(await told()).toEqual(['In private: hello']);
  });
});

describe('the settings of both', () => {
  it('are checked before anything starts', () => {
    const cloud = { token: '', phoneNumberId: '1', appSecrets: ['s'], verifyToken: 'v' };

    expect(() => whatsappHybrid({ cloud, linkedDevice: {} })).toThrow('"token" is missing');
  });
});
