import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { whatsappWeb } from '@kapwa/adapter-whatsapp';
import { type Blueprint, createKit } from '@kapwa/core';
import { blueprintOf, healthWorkers } from '@kapwa/testing';
import {
  startWhatsAppWeb,
  type WhatsAppGroup,
  type WhatsAppPerson,
  type WhatsAppWeb,
} from '@kapwa/testing/whatsapp-web';
import { build } from 'tsup';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { installedPlugins } from '../src/installed.js';

const root = new URL('../../../', import.meta.url);

/** The adapter's thread as it is installed: sources alone run in no thread. */
async function builtThread(): Promise<URL> {
  const cache = fileURLToPath(new URL('node_modules/.cache/', root));
  await mkdir(cache, { recursive: true });
  const outDir = await mkdtemp(join(cache, 'health-programme-'));
  process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));
  await build({
    entry: {
      thread: fileURLToPath(new URL('packages/adapter-whatsapp/src/whatsapp-web.worker.ts', root)),
    },
    outDir,
    config: false,
    format: ['esm'],
    outExtension: () => ({ js: '.mjs' }),
    silent: true,
    target: 'node20',
    noExternal: [/^@kapwa\//],
    external: ['baileys'],
    esbuildOptions(options) {
      options.conditions = ['@kapwa/source'];
    },
  });
  return pathToFileURL(join(outDir, 'thread.mjs'));
}

let thread: URL;
beforeAll(async () => {
  thread = await builtThread();
});

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

async function programme() {
  const whatsapp = await startWhatsAppWeb();
  onTestFinished(() => whatsapp.close());
  const { person, groups, device } = found(whatsapp);
  const kit = createKit({
    communities: [onWhatsApp(groups)],
    adapters: [
      whatsappWeb({
        thread,
        server: whatsapp.address,
        protection: { gap: 0, jitter: 0 },
        onPairing: ({ qr = '' }) => void device.scans(qr),
      }),
    ],
    plugins: installedPlugins,
  });
  await kit.start();
  onTestFinished(() => kit.stop());
  await vi.waitFor(() => expect(kit.health().transports).toEqual({ whatsapp: 'connected' }), {
    timeout: 15_000,
  });
  const rests = async (): Promise<void> => {
    await whatsapp.settled();
    await kit.idle();
    await whatsapp.settled();
  };
  await rests();
  const group = (key: string): WhatsAppGroup => groups.get(key) as WhatsAppGroup;
  /** What the bot has written to somebody directly. */
  const toldTo = async (key: string): Promise<readonly string[]> => {
    const seen = await person(key).phone.with(device);
    return seen.filter(({ from }) => from === device).map(({ text }) => text);
  };
  return { person, group, device, rests, toldTo };
}

describe('the health programme on a linked device', () => {
  it('greets whoever writes to it, in the language they choose', async () => {
    const { person, device, rests, toldTo } = await programme();
    person('juma').says(device, 'Habari');
    await rests();
    person('juma').says(device, 'Kiswahili');
    await rests();

    const told = await toldTo('juma');
    expect(told[0]).toContain('Community Health Workers');
    expect(told.at(-1)).toContain('Kuwa mwema na heshimu kila mtu.');
  }, 60_000);

  it('writes nothing to a newcomer who never wrote to it', async () => {
    const { person, group, rests, toldTo } = await programme();
    person('juma').joins(group('north-area'));
    await rests();

    expect(await toldTo('juma')).toEqual([]);
  }, 60_000);

  it('thanks good work by a mention that rings', async () => {
    const { person, group, device, rests } = await programme();
    person('ana').says(group('north-area'), 'Thank you @Baraka for the long walk', {
      mentions: [person('baraka')],
    });
    await rests();

    const seen = await person('baraka').phone.in(group('north-area'));
    expect(seen.find(({ from }) => from === device)).toMatchObject({
      mentions: expect.arrayContaining([person('baraka')]),
    });
  }, 60_000);

  it('takes an invite link out of a group', async () => {
    const { person, group, rests } = await programme();
    const link = 'Join us: https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv';
    const message = person('baraka').says(group('north-area'), link);
    await rests();

    const seen = await person('ana').phone.in(group('north-area'));
    expect(seen.find(({ id }) => id === message.id)?.isDeleted).toBe(true);
  }, 60_000);
});
