import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { telegramAdapter } from '@kapwa/adapter-telegram';
import { whatsappWeb } from '@kapwa/adapter-whatsapp';
import { botFrameworkAdapter } from '@kapwa/bridge-botkit';
import { startFakeTelegram } from '@kapwa/testing';
import { startWhatsAppWeb } from '@kapwa/testing/whatsapp-web';
import { WebAdapter } from 'botbuilder-adapter-web';
import { expect, it, onTestFinished, vi } from 'vitest';
import WebSocket from 'ws';
import { communityEverywhere } from '../everywhere.js';
import { startChannel } from './bot-framework-channel.js';
import { openSocket } from './own-socket.js';

// Real sockets on four sides: slow where many tests run side by side.
vi.setConfig({ testTimeout: 90_000 });

/** Waits until something holds, as long as a busy machine may take. */
const soon = (holds: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(holds, { timeout: 20_000 });

const CHANNEL = '19:hospital@thread.tacv2';

/** A page in which somebody chats with the bot. */
async function openPage(port: number) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  const texts: string[] = [];
  socket.on('message', (data) => {
    const { type, text } = JSON.parse(String(data)) as { type: string; text: string };
    if (type === 'message') texts.push(text);
  });
  await once(socket, 'open');
  return {
    texts,
    writes: (text: string) =>
      socket.send(JSON.stringify({ type: 'message', user: 'sameer-at-home', text })),
  };
}

async function everywhere() {
  const whatsapp = await startWhatsAppWeb();
  onTestFinished(() => whatsapp.close());
  const telegram = await startFakeTelegram({ rates: { perChat: 300 } });
  onTestFinished(() => telegram.close());
  const teams = await startChannel(CHANNEL);
  onTestFinished(() => teams.close());
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });

  const phone = whatsapp.number('+254700000099', 'Kapwa');
  const sameer = whatsapp.number('+254700000001', 'Sameer');
  const juma = whatsapp.number('+254700000002', 'Juma');
  const north = sameer.createGroup({ subject: 'Area North', members: [juma], admins: [phone] });
  const onTelegram = telegram.person('Sameer K.');
  const zawadi = telegram.person('Zawadi');
  const coast = telegram.group('Area Coast', { owner: zawadi });
  coast.add(onTelegram);
  coast.addBot('all');

  const socket = openSocket(whatsapp, phone);
  const kit = communityEverywhere(
    [
      whatsappWeb({ socket: socket.give, protection: { gap: 0, jitter: 0 } }),
      telegramAdapter({ mode: 'polling', token: telegram.token, apiRoot: telegram.apiRoot }),
      botFrameworkAdapter({ adapter: teams.adapter, platform: 'teams' }),
      botFrameworkAdapter({ adapter: new WebAdapter(), server }),
    ],
    {
      whatsapp: north.id,
      telegram: String(coast.id),
      teams: CHANNEL,
      sameer: '254700000001',
    },
  );
  await kit.start();
  onTestFinished(() => kit.stop());
  socket.connect();
  onTestFinished(() => socket.end());
  await soon(() => expect(kit.health().transports).toMatchObject({ whatsapp: 'connected' }));
  // A channel of Teams can be written to once somebody has written there.
  await kit.fetch(teams.posts('Good morning'));
  const page = await openPage((server.address() as AddressInfo).port);
  /** What the bot wrote to Sameer on WhatsApp. */
  const toldOnWhatsApp = async (): Promise<readonly string[]> =>
    (await sameer.phone.with(phone)).filter(({ from }) => from === phone).map(({ text }) => text);
  return {
    ...{ kit, phone, sameer, juma, north, onTelegram, zawadi, coast, teams, page },
    toldOnWhatsApp,
  };
}

const codeIn = (text: string): string => /\d{10}/.exec(text)?.[0] ?? '';

it('one community is on four messengers: people are one person on them, and everybody is told', async () => {
  const {
    kit,
    phone,
    sameer,
    juma,
    north,
    onTelegram,
    zawadi,
    coast,
    teams,
    page,
    toldOnWhatsApp,
  } = await everywhere();
  const chat = onTelegram.phone.bot;

  // On Telegram nobody knows yet that he heads the programme.
  chat.starts();
  chat.writes('/announce Vaccination day is on Saturday.');
  await soon(() => expect(chat.texts.at(-1)).toContain('you cannot use /announce here'));
  expect(zawadi.phone.in(coast).texts).toEqual([]);

  // A code of one account, sent by the other, and a yes.
  sameer.says(phone, '/link account');
  const { text } = await sameer.phone.until(phone, (message) => codeIn(message.text) !== '');
  chat.writes(`/link account ${codeIn(text)}`);
  await soon(() => expect(chat.texts.at(-1)).toContain('Is Sameer on whatsapp you as well?'));
  chat.writes('yes');
  const said = 'Your accounts on whatsapp and telegram are one person to me now.';
  await soon(() => expect(chat.texts.at(-1)).toContain(said));
  await soon(async () => expect((await toldOnWhatsApp()).at(-1)).toContain(said));

  // So does the page at home, with a code the page asks for.
  page.writes('/link account');
  await soon(() => expect(codeIn(page.texts.at(-1) ?? '')).not.toBe(''));
  chat.writes(`/link account ${codeIn(page.texts.at(-1) ?? '')}`);
  await soon(() => expect(chat.texts.at(-1)).toContain('you as well?'));
  chat.writes('yes');
  await soon(() => expect(page.texts.at(-1)).toContain('are one person to me now'));

  // His role follows him: what he announces from Telegram goes to every group, and within what each
  // messenger takes: long words in several messages, on Telegram no faster than it allows.
  const words = `Vaccination day is on Saturday. ${'Tell every family. '.repeat(300)}Be there at eight.`;
  chat.writes(`/announce ${words}`);
  const there = await juma.phone.until(north, 'Be there at eight.');
  expect(there.from).toBe(phone);
  await soon(() => expect(zawadi.phone.in(coast).texts.at(-1)).toContain('Be there at eight.'));
  await soon(() => expect(teams.texts.at(-1)).toContain('Be there at eight.'));
  for (const texts of [zawadi.phone.in(coast).texts, teams.texts]) {
    expect(texts.length).toBeGreaterThan(1);
    expect(Math.max(...texts.map((one) => one.length))).toBeLessThanOrEqual(4096);
    expect(texts.filter((one) => one.includes('Vaccination day'))).toHaveLength(1);
  }

  // The page asks for the same from home, and is answered on the page.
  page.writes('/announce Bring water.');
  await soon(() => expect(page.texts.at(-1)).toBe('It goes to 3 groups.'));
  await juma.phone.until(north, 'Bring water.');
  await kit.idle();

  // And it can be undone: on Telegram he is a member like others again.
  chat.writes('/unlink account telegram');
  await soon(() => expect(chat.texts.at(-1)).toContain('are two people to me again'));
  chat.writes('/announce Once more');
  await soon(() => expect(chat.texts.at(-1)).toContain('you cannot use /announce here'));
});
