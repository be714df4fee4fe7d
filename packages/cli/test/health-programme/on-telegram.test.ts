import { fileURLToPath } from 'node:url';
import { telegramAdapter } from '@kapwa/adapter-telegram';
import { type Blueprint, createKit } from '@kapwa/core';
import { conduct } from '@kapwa/plugin-conduct';
import { onboarding } from '@kapwa/plugin-onboarding';
import { recognition } from '@kapwa/plugin-recognition';
import { startFakeTelegram, type TelegramGroup, turnableClock } from '@kapwa/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { readCommunityFile } from '../../src/community-file/community-file.js';

const file = fileURLToPath(
  new URL('../../../../examples/health-groups/community.yaml', import.meta.url),
);
const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

/** The health programme with two of its groups on Telegram. */
function onTelegram(
  blueprint: Blueprint,
  chats: Readonly<Record<string, TelegramGroup>>,
): Blueprint {
  const placed = blueprint.groups.map((group) => {
    const { chat: _, ...rest } = group;
    const chat = chats[group.key];
    return chat === undefined
      ? rest
      : { ...rest, chat: { adapter: 'telegram', id: String(chat.id) } };
  });
  return { ...blueprint, groups: placed as Blueprint['groups'] };
}

async function healthProgramme(conductOptions: Readonly<Record<string, unknown>> = {}) {
  const clock = turnableClock();
  const telegram = await startFakeTelegram({ clock });
  const ana = telegram.person('Ana');
  const tala = telegram.person('Tala');
  const jun = telegram.person('Jun');
  const north = telegram.group('Area North', { owner: ana });
  north.add(tala);
  north.addBot('all');
  const { blueprint: written } = await readCommunityFile(file);
  const { community } = written;
  const plugins = { ...community.plugins, conduct: conductOptions };
  const blueprint = { ...written, community: { ...community, plugins } };
  const kit = createKit({
    communities: [onTelegram(blueprint, { north })],
    adapters: [
      telegramAdapter({ mode: 'polling', token: telegram.token, apiRoot: telegram.apiRoot }),
    ],
    plugins: [onboarding, conduct, recognition],
    clock,
  });
  await kit.start();
  toClose.push(telegram.close, () => kit.stop());
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) {
      await telegram.settled();
      await kit.idle();
    }
  };
  clock.settleWith(() => kit.idle());
  return { telegram, settle, ana, tala, jun, north };
}

describe('the health programme on Telegram', () => {
  it('welcomes a newcomer once they press Start, in the language they tap', async () => {
    const { telegram, settle, ana, jun, north } = await healthProgramme();
    north.add(jun, ana);
    await settle();
    const triedBefore = telegram.calls.filter(({ params }) => params.chat_id === jun.id);
    jun.phone.bot.starts();
    await settle();
    const [, welcome] = jun.phone.bot.messages;
    jun.phone.bot.taps('Filipino (Tagalog)');
    await settle();
    jun.phone.bot.writes('oo');
    await settle();

    expect(triedBefore).toEqual([]);
    expect(welcome).toMatchObject({
      text: expect.stringContaining('Welcome to Community Health Workers.'),
      buttons: ['English', 'Filipino (Tagalog)', 'Kiswahili', 'العربية'],
    });
    expect(jun.phone.bot.texts).toContainEqual(expect.stringMatching(/Ito po ang mga patakaran/));
    expect(jun.phone.bot.texts.at(-1)).toMatch(/^Salamat po/);
  });

  it('thanks somebody by name, so that their phone tells them', async () => {
    const { settle, tala, jun, north, ana } = await healthProgramme();
    north.add(jun, ana);
    const text = 'Salamat @Jun sa pagbuhat ng mga bakuna hanggang sa huling bahay';
    tala.phone.in(north).writes(text, { mentions: [jun] });
    await settle();

    expect(jun.phone.in(north).messages.at(-1)).toMatchObject({
      text: expect.stringContaining('Salamat, Jun!'),
      byBot: true,
      mentionsMe: true,
    });
  });

  it('takes an invite link down where the community has switched that on', async () => {
    const { settle, tala, north } = await healthProgramme({ mode: 'delete' });
    tala.phone.in(north).writes('https://chat.whatsapp.com/Bx7TqLm2RkV9sPzDw4YcHn');
    await settle();

    expect(tala.phone.in(north).texts.join()).not.toContain('chat.whatsapp.com');
  });

  it('leaves it where nobody has', async () => {
    const { settle, tala, north } = await healthProgramme();
    tala.phone.in(north).writes('https://chat.whatsapp.com/Bx7TqLm2RkV9sPzDw4YcHn');
    await settle();

    expect(tala.phone.in(north).texts.join()).toContain('chat.whatsapp.com');
  });
});
