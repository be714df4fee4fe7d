import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { telegramAdapter } from '@kapwa/adapter-telegram';
import type { Adapter, Blueprint } from '@kapwa/core';
import { checkCommunity } from '../community-file/check-community.js';
import { listed } from '../community-file/checks/finding.js';
import { readCommunityFile } from '../community-file/community-file.js';
import { printFindings } from '../community-file/print-findings.js';
import { storeOfBot } from '../kept-data/database.js';
import { readSettings, type Settings, setting } from '../server/settings.js';
import { stderrLog } from '../server/stderr-log.js';
import type { SignalSource } from '../server/stop-signals.js';
import { telegramOptions } from '../telegram/telegram-settings.js';
import type { Shell } from '../terminal/shell.js';
import { consents, declined } from '../whatsapp/consent.js';
import { whatsappAdapters, whatsappFor } from '../whatsapp/whatsapp-settings.js';
import { type Asking, createAsking, type Unclear } from './asking.js';
import { askForCloud, chooseMessenger } from './choose-messenger.js';
import { forgetSetting, rememberSettings } from './env-file.js';
import { type LookingBot, lookAround } from './look-around.js';
import { mapGroups } from './map-groups.js';
import { nextStep, type Step } from './next-step.js';
import type { SeenChat } from './propose-mapping.js';
import { verifyCloud } from './verify-cloud.js';

/** What setting up came to. */
export type SetUp = 'ready' | 'demo';

interface Place {
  readonly file: string;
  readonly folder: string;
  readonly ask: Asking;
  readonly shell: Shell;
}

const sessionOfDevice = 'whatsapp:baileys';

/** Whether a device has been linked here, or was begun to be. */
async function hasSession(folder: string, settings: Settings): Promise<boolean> {
  const store = await storeOfBot(folder, settings);
  await store.open();
  try {
    return (await store.sessions()).includes(sessionOfDevice);
  } finally {
    await store.close();
  }
}

/** Reads the number of a phone that is to be linked; empty for a QR code. Pure. */
export function readPairNumber(said: string): string | Unclear {
  const digits = said.replace(/[\s().+\-/]/g, '');
  if (digits === '') return '';
  return /^[1-9]\d{6,14}$/.test(digits)
    ? `+${digits}`
    : { why: 'Write the number with + and the code of the country, such as +63 917 000 0000.' };
}

/** Before a device is linked: how, and a secret that seals what is kept of it. */
async function prepareLinking(settings: Settings, { folder, ask, shell }: Place): Promise<void> {
  if (await hasSession(folder, settings)) return;
  if (setting(settings, 'WHATSAPP_SESSION_KEY') === '') {
    await rememberSettings(folder, { WHATSAPP_SESSION_KEY: randomBytes(32).toString('base64') });
    shell.print(
      '\nA secret was written into .env: without it, nobody can use a copy of the folder data.',
    );
  }
  if (setting(settings, 'WHATSAPP_PAIR_NUMBER') !== '') return;
  shell.print('\nNow the bot is linked to its phone, like WhatsApp Web. A QR code is shown here.');
  const number = await ask.until(
    'Press Enter for that, or type the number of the phone to get a code to type instead:',
    readPairNumber,
  );
  if (number !== '') await rememberSettings(folder, { WHATSAPP_PAIR_NUMBER: number });
}

async function adaptersFor(
  adapter: 'whatsapp' | 'telegram',
  blueprint: Blueprint,
  place: Place,
): Promise<readonly Adapter[]> {
  const settings = await readSettings(place.folder, place.shell.env);
  if (adapter === 'telegram') return [telegramAdapter(telegramOptions(settings))];
  return whatsappAdapters(await whatsappFor(settings, blueprint, place.file, place.shell));
}

const addIt = {
  whatsapp:
    'The bot is in no group yet. On a phone, add its number to your groups and make it an admin.',
  telegram:
    'The bot has seen no group yet. In Telegram add it to your groups, make it an admin, and write a word there.',
} as const;

/** Looks until there is a group, or the person goes on without. */
async function lookForChats(
  looking: LookingBot,
  adapter: 'whatsapp' | 'telegram',
  { ask, shell }: Place,
): Promise<readonly SeenChat[]> {
  for (;;) {
    const chats = await looking.chats();
    if (chats.length > 0) return chats;
    shell.print(`\n${addIt[adapter]}`);
    const answer = await ask.line('Press Enter to look again, or type s to go on without:');
    if (/^s/i.test(answer)) return [];
  }
}

function nameOf(adapter: string): string {
  return adapter === 'whatsapp' ? 'WhatsApp' : 'Telegram';
}

async function tieGroups(adapter: 'whatsapp' | 'telegram', place: Place): Promise<void> {
  const { file, folder, ask, shell } = place;
  const { blueprint } = await readCommunityFile(file);
  const answer = await ask.line(
    `\nNone of your groups is tied to a group on ${nameOf(adapter)} yet. Do that now?`,
    'yes',
  );
  if (!/^y/i.test(answer)) return;
  if (adapter === 'whatsapp') await prepareLinking(await readSettings(folder, shell.env), place);
  const adapters = await adaptersFor(adapter, blueprint, place);
  shell.print('\nConnecting ...');
  const log = stderrLog(shell);
  const store = await storeOfBot(folder, await readSettings(folder, shell.env), log);
  const looked = lookAround(store, blueprint, adapters, adapter, log);
  const looking = await Promise.race([looked, ask.stopped]).catch(async (error: unknown) => {
    void looked.then((one) => one.close()).catch(() => undefined);
    throw error;
  });
  try {
    const chats = await lookForChats(looking, adapter, place);
    const open = blueprint.groups.filter(({ chat }) => chat === undefined);
    if (chats.length === 0 || open.length === 0) return;
    const { chats: tied } = await mapGroups(file, open, chats, ask, shell);
    const mute = [...tied.values()].filter(({ isAdmin }) => !isAdmin).map(({ name }) => name);
    if (mute.length > 0) shell.print(`\nMake the bot an admin of: ${listed(mute)}.`);
  } finally {
    await looking.close();
  }
}

/** After a no the choice is taken back, so that another way can be chosen. */
async function takeRisks({ file, folder, ask, shell }: Place): Promise<void> {
  const { blueprint } = await readCommunityFile(file);
  if (await consents(blueprint.adapters, file, shell, ask)) return;
  // Where the environment or community.yaml asks for a linked device, only they can take it back.
  const { WHATSAPP_DRIVER: chosen } = await readSettings(folder, {});
  if (chosen === undefined || shell.env.WHATSAPP_DRIVER !== undefined) throw declined();
  await forgetSetting(folder, 'WHATSAPP_DRIVER');
  shell.print('\nThen not as a linked device.\n');
}

async function take(step: Step, place: Place): Promise<'demo' | undefined> {
  const { folder, ask, shell } = place;
  switch (step.kind) {
    case 'messenger':
      return (await chooseMessenger(folder, ask, shell)) === 'demo' ? 'demo' : undefined;
    case 'cloud':
      await askForCloud(step.missing, folder, ask, shell);
      await verifyCloud(place.file, folder, ask, shell);
      return undefined;
    case 'consent':
      await takeRisks(place);
      return undefined;
    case 'groups':
      await tieGroups(step.adapter, place);
  }
}

/** Admins whose account on a messenger stands nowhere, so that the bot does not know them there. */
function unknownAdmins(blueprint: Blueprint, adapter: string): readonly string[] {
  const tied = blueprint.groups.filter(({ chat }) => chat?.adapter === adapter);
  const admins = new Set(tied.flatMap((group) => group.admins));
  return blueprint.people
    .filter(
      ({ key, accounts }) => admins.has(key) && !accounts.some((one) => one.adapter === adapter),
    )
    .map(({ name }) => name);
}

/** What `kapwa check` says, and which groups wait for a chat. */
async function report({ file, folder, shell }: Place): Promise<void> {
  shell.print();
  const settings = await readSettings(folder, shell.env);
  printFindings(await checkCommunity(file, [], settings), file, shell);
  const { blueprint } = await readCommunityFile(file);
  for (const adapter of ['whatsapp', 'telegram']) {
    const unknown = unknownAdmins(blueprint, adapter);
    if (unknown.length === 0) continue;
    shell.print(`\nThe bot does not know these admins on ${nameOf(adapter)}: ${listed(unknown)}.`);
    shell.print(`Write their accounts into community.yaml, below "people:", as "${adapter}".`);
  }
  const without = blueprint.groups.filter(({ chat }) => chat === undefined);
  if (without.length === 0) return;
  shell.print(
    `\nWithout a group on a messenger so far: ${listed(without.map(({ name }) => name))}.`,
  );
  shell.print('"kapwa plan" shows what is missing, and "kapwa apply" makes it.');
}

/**
 * Walks somebody at a terminal through what a bot needs that is not there yet: a messenger, its
 * settings, its risks, linking it, and which of its groups is which. What is answered is kept at
 * once, so that it can be stopped with Ctrl+C and taken up again. Raises `config.missing` when somebody goes away.
 */
export async function setUp(file: string, shell: Shell, signals: SignalSource): Promise<SetUp> {
  const folder = dirname(file);
  const decided = new Set<string>();
  let ask: Asking | undefined;
  try {
    for (;;) {
      const { blueprint } = await readCommunityFile(file);
      const settings = await readSettings(folder, shell.env);
      const step = nextStep({ settings, blueprint, decided });
      if (step === undefined) break;
      ask ??= createAsking(shell, signals);
      if ((await take(step, { file, folder, ask, shell })) === 'demo') return 'demo';
      if (step.kind === 'groups') decided.add(step.adapter);
    }
    if (ask !== undefined) await report({ file, folder, ask, shell });
    return 'ready';
  } finally {
    ask?.close();
  }
}
