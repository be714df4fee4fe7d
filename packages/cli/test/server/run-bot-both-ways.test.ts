import { startFakeCloudApi } from '@kapwa/testing';
import { startWhatsAppWeb } from '@kapwa/testing/whatsapp-web';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { runBot } from '../../src/server/run-bot.js';
import { botFolder } from '../bot-folder.js';

// Real sockets and threads: slow where many tests run side by side.
vi.setConfig({ testTimeout: 90_000 });

const community = (chat: string): string => `
community:
  name: Health workers
  purpose: Care for families together
  timeZone: Africa/Nairobi
rules:
  - key: be-kind
    text: { en: Be kind to one another. }
groups:
  north: { name: Area North, kind: general, purpose: Visits, chat: { whatsapp: ${chat} } }
whatsapp:
  unofficialClient: accepted
plugins:
  conduct: { mode: delete }
  onboarding: {}
`;

const soon = { timeout: 30_000, interval: 50 };

/** A folder of a bot with two numbers, and WhatsApp on both sides of it. */
async function twoNumbers() {
  const [web, cloud] = [await startWhatsAppWeb(), await startFakeCloudApi()];
  onTestFinished(async () => {
    await web.close();
    await cloud.close();
  });
  const device = web.number('+254700000099', 'Kapwa');
  const ana = web.number('+254700000001', 'Ana');
  const sameer = web.number('+254700000000', 'Sameer');
  const subject = 'Area North';
  const group = sameer.createGroup({ subject, members: [ana, device], admins: [device] });
  const settings = {
    WHATSAPP_DRIVER: 'hybrid',
    WHATSAPP_TOKEN: cloud.token,
    WHATSAPP_PHONE_NUMBER_ID: cloud.phoneNumberId,
    WHATSAPP_APP_SECRET: cloud.appSecret,
    WHATSAPP_VERIFY_TOKEN: cloud.verifyToken,
    WHATSAPP_API_BASE: cloud.baseUrl,
    WHATSAPP_WEB_SERVER: `'${JSON.stringify(web.address)}'`,
    WHATSAPP_PAIR_NUMBER: '+254700000099',
  };
  const bot = await botFolder(settings, community(group.id));
  await bot.write();
  return { cloud, device, ana, group, bot };
}

describe('kapwa run with an official number and a linked device', () => {
  it('answers in private by the one and looks after groups by the other', async () => {
    const { cloud, device, ana, group, bot } = await twoNumbers();
    const { out, err } = await bot.start(runBot);
    const told = (status: string) =>
      vi.waitFor(() => {
        const line = out.map((text) => JSON.parse(text)).find((one) => one.status === status);
        expect(line).toBeDefined();
        return line;
      }, soon);
    await device.types((await told('pairing')).code);
    await device.linkedDevices[0]?.online();
    await cloud.subscribe(`${(await told('running')).url}/webhooks/whatsapp`);

    const official = cloud.phone('254700000001', 'Ana');
    official.writes('rules');
    const link = ana.says(group, 'Come in: https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv');

    await vi.waitFor(
      () =>
        expect(official.received.map(({ text }) => text).join()).toContain(
          'Be kind to one another.',
        ),
      soon,
    );
    await vi.waitFor(async () => {
      const seen = await ana.phone.in(group);
      expect(seen.find(({ id }) => id === link.id)?.isDeleted).toBe(true);
    }, soon);
    expect(await ana.phone.with(device)).toEqual([]);
    expect([...out, ...err].join('')).not.toContain(cloud.token);
  });
});
