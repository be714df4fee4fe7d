import { type WhatsAppWebOptions, whatsappHybrid, whatsappWeb } from '@kapwa/adapter-whatsapp';
import { type Blueprint, createKit, type Kit } from '@kapwa/core';
import { blueprintOf, healthWorkers, hostKit, startFakeCloudApi } from '@kapwa/testing';
import {
  startWhatsAppWeb,
  type WhatsAppGroup,
  type WhatsAppPerson,
  type WhatsAppWeb,
} from '@kapwa/testing/whatsapp-web';
import { expect, onTestFinished, vi } from 'vitest';
import { installedPlugins } from '../../src/installed.js';

const bot = '+254700000099';
const numbers = new Map(
  Object.keys(healthWorkers.people).map((key, index) => [key, `+2547000000${10 + index}`]),
);

/** Everybody of the scene with a phone, and its groups, which Sameer has made. */
function found(whatsapp: WhatsAppWeb) {
  const people = new Map<string, WhatsAppPerson>();
  for (const [key, number] of numbers) {
    people.set(key, whatsapp.number(number, healthWorkers.people[key]?.name));
  }
  const person = (key: string): WhatsAppPerson => {
    const one = people.get(key);
    if (one === undefined) throw new Error(`There is no ${key} in the scene.`);
    return one;
  };
  const device = whatsapp.number(bot, 'Kapwa');
  const groups = new Map<string, WhatsAppGroup>();
  for (const [key, { name, admins = [], members = [] }] of Object.entries(healthWorkers.groups)) {
    const made = person('sameer').createGroup({
      subject: name ?? key,
      members: [...admins, ...members].filter((one) => one !== 'sameer').map(person),
      admins: [device],
    });
    for (const admin of admins.filter((one) => one !== 'sameer')) {
      person('sameer').promotes(made, person(admin));
    }
    groups.set(key, made);
  }
  return { person, groups, device };
}

/** The scene's blueprint with its groups and people on WhatsApp. */
function onWhatsApp(groups: ReadonlyMap<string, WhatsAppGroup>): Blueprint {
  const { community, ...blueprint } = blueprintOf({
    ...healthWorkers,
    community: {
      ...healthWorkers.community,
      quietHours: undefined,
      plugins: { conduct: { mode: 'delete' } },
    } as never,
  });
  return {
    ...blueprint,
    community,
    groups: blueprint.groups.map((group) => ({
      ...group,
      chat: { adapter: 'whatsapp', id: groups.get(group.key)?.id ?? '' },
    })),
    people: blueprint.people.map((one) => ({
      ...one,
      accounts: [{ adapter: 'whatsapp', id: numbers.get(one.key)?.replace('+', '') ?? '' }],
    })),
  };
}

/** An official number on a WhatsApp of its own, and where its webhook is served. */
async function officialNumber() {
  const cloud = await startFakeCloudApi();
  onTestFinished(() => cloud.close());
  const serve = async (kit: Kit): Promise<void> => {
    const host = await hostKit(kit);
    onTestFinished(() => host.close());
    await cloud.subscribe(`${host.url}/webhooks/whatsapp`);
  };
  return { cloud, serve };
}

/** The health workers on WhatsApp with all plugins: by a linked device, or with an official number too. */
export async function healthProgramme({ official = false } = {}) {
  const whatsapp = await startWhatsAppWeb();
  onTestFinished(() => whatsapp.close());
  const { person, groups, device } = found(whatsapp);
  const linkedDevice: WhatsAppWebOptions = {
    thread: new URL('../../bin/source-thread.js', import.meta.url),
    server: whatsapp.address,
    protection: { gap: 0, jitter: 0 },
    onPairing: ({ qr = '' }) => void device.scans(qr),
  };
  const number = official ? await officialNumber() : undefined;
  const kit = createKit({
    communities: [onWhatsApp(groups)],
    adapters:
      number === undefined
        ? [whatsappWeb(linkedDevice)]
        : whatsappHybrid({ cloud: number.cloud.settings, linkedDevice }),
    plugins: installedPlugins,
  });
  await kit.start();
  onTestFinished(() => kit.stop());
  await number?.serve(kit);
  await vi.waitFor(() => expect(kit.health().transports.whatsapp).toBe('connected'), {
    timeout: 30_000,
  });
  const rests = async (): Promise<void> => {
    for (let round = 0; round < 3; round += 1) {
      await whatsapp.settled();
      await number?.cloud.webhooks.settled();
      await kit.idle();
    }
    await whatsapp.settled();
  };
  await rests();
  const group = (key: string): WhatsAppGroup => groups.get(key) as WhatsAppGroup;
  /** What the bot has written to somebody directly. */
  const toldTo = async (key: string): Promise<readonly string[]> => {
    const seen = await person(key).phone.with(device);
    return seen.filter(({ from }) => from === device).map(({ text }) => text);
  };
  /** Somebody's phone, as the official number sees it. */
  const officially = (key: string) => {
    const { cloud } = number ?? {};
    if (cloud === undefined) throw new Error('This programme has no official number.');
    return cloud.phone(numbers.get(key)?.replace('+', '') ?? '', person(key).name);
  };
  return { kit, person, group, device, rests, toldTo, officially };
}
