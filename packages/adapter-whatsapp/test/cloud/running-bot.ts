import {
  type AnyPlugin,
  type Blueprint,
  createKit,
  defineBlueprint,
  type Kit,
  type Logger,
  type Store,
} from '@kapwa/core';
import {
  type FakeCloudApi,
  type FakeCloudApiOptions,
  hostKit,
  startFakeCloudApi,
  type TurnableClock,
  turnableClock,
} from '@kapwa/testing';
import { onTestFinished } from 'vitest';
import { webhookPath } from '../../src/cloud/webhook.js';
import { type CloudSettings, whatsappAdapter } from '../../src/index.js';

/** A bot on WhatsApp's official API, between the Graph API and people's phones. */
export interface RunningBot {
  readonly fake: FakeCloudApi;
  readonly kit: Kit;
  readonly clock: TurnableClock;
  /** Where the bot is served; Meta posts below it. */
  readonly url: string;
  /** Lets everything written so far be answered. */
  settle(): Promise<void>;
}

export interface BotOptions {
  readonly plugins: readonly AnyPlugin[];
  readonly blueprint?: Blueprint;
  readonly settings?: Partial<CloudSettings>;
  readonly api?: FakeCloudApiOptions;
  readonly store?: Store;
  readonly log?: Logger;
}

const community = defineBlueprint({
  community: { name: 'Health workers', purpose: 'Work together', timeZone: 'Africa/Nairobi' },
});

/** Starts a bot; it is stopped when the test is over. */
export async function startBot(options: BotOptions): Promise<RunningBot> {
  const { plugins, blueprint = community, settings, api, ...more } = options;
  const clock = turnableClock();
  const fake = await startFakeCloudApi({ clock, ...api });
  const whatsapp = whatsappAdapter({ driver: 'cloud', ...fake.settings, ...settings });
  const kit = createKit({
    communities: [blueprint],
    adapters: [whatsapp],
    plugins,
    clock,
    ...more,
  });
  await kit.start();
  const host = await hostKit(kit);
  onTestFinished(async () => {
    await host.close();
    await kit.stop();
    await fake.close();
  });
  await fake.subscribe(host.url + webhookPath);
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) {
      await fake.webhooks.settled();
      await kit.idle();
    }
  };
  clock.settleWith(settle);
  return { fake, kit, clock, url: host.url, settle };
}
