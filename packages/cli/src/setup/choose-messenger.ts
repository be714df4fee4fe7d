import { randomBytes } from 'node:crypto';
import type { Shell } from '../terminal/shell.js';
import { whatIs } from '../whatsapp/cloud-settings.js';
import type { Asking, Unclear } from './asking.js';
import { rememberSettings } from './env-file.js';

const ways = `How shall the bot reach your community?

  1  Not yet: show it on this screen, without any account
  2  WhatsApp groups and communities, as a linked device of a phone. Not official: WhatsApp may
     block the number
  3  WhatsApp's official Cloud API: direct messages. Takes a business account and a server
  4  Both: the official API for direct messages, a linked device for groups
  5  Telegram: groups and direct messages, with a bot of its own
`;

/** How the bot is to reach its community. */
export type Way = 'demo' | 'linked-device' | 'cloud' | 'hybrid' | 'telegram';

const numbered: readonly Way[] = ['demo', 'linked-device', 'cloud', 'hybrid', 'telegram'];

/** Reads the number of a way, or its name. Pure. */
function readWay(said: string): Way | Unclear {
  const word = said.trim().toLowerCase();
  const named = numbered.find((way) => way === word) ?? numbered[Number(word) - 1];
  return named ?? { why: 'Please type a number from 1 to 5.' };
}

function readToken(said: string): string | Unclear {
  const isToken = /^\d{5,}:[\w-]{20,}$/.test(said.trim());
  return isToken ? said.trim() : { why: 'A token looks like 123456789:AAH... with no spaces.' };
}

/** Asks how the bot is to reach people, and remembers it. */
export async function chooseMessenger(folder: string, ask: Asking, shell: Shell): Promise<Way> {
  shell.print(ways);
  const way = await ask.until('Which one?', readWay);
  if (way === 'demo') return way;
  if (way !== 'telegram') {
    await rememberSettings(folder, { WHATSAPP_DRIVER: way });
    return way;
  }
  shell.print(
    '\nIn Telegram write /newbot to @BotFather. It answers with a token; docs/telegram.md has more.',
  );
  const token = await ask.until('The token:', readToken);
  await rememberSettings(folder, { TELEGRAM_TOKEN: token });
  return way;
}

/** Asks for what the official API still needs; each answer is kept at once. */
export async function askForCloud(
  missing: readonly string[],
  folder: string,
  ask: Asking,
  shell: Shell,
): Promise<void> {
  shell.print('\nThe official API. docs/whatsapp-cloud.md shows where each of these is found.');
  for (const name of missing) {
    const isOwn = name === 'WHATSAPP_VERIFY_TOKEN';
    const value = await ask.until(
      `${name}, ${whatIs(name)}:`,
      (said) => readSetting(name, said),
      isOwn ? randomBytes(12).toString('base64url') : undefined,
    );
    await rememberSettings(folder, { [name]: value });
  }
}

/** Reads one setting of the official API. Pure. */
export function readSetting(name: string, said: string): string | Unclear {
  const value = said.trim();
  if (value === '') return { why: 'Please write something, or press Ctrl+C to stop.' };
  if (/\s/.test(value)) return { why: 'It has no spaces.' };
  if (name === 'WHATSAPP_PHONE_NUMBER_ID' && !/^\d+$/.test(value)) {
    return { why: 'The id is a long number; it is not the phone number itself.' };
  }
  return value;
}
