import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { folderWith } from '../temporary-folder.js';

/** The files of a folder of locales, each a value or, where it is to be broken, the text itself. */
export type LocaleTree = Readonly<Record<string, object | string>>;

/** English with a text for every rule, and what is said of them. */
export const english = {
  hello: 'Hello {{name}}, welcome to {{group}}!',
  thanks: 'Thank you, {{member}}!',
  visits_one: '{{count}} visit today',
  visits_other: '{{count}} visits today',
  leave: 'Send STOP or /help, or read https://example.org/rules.',
  bold: 'This is *important* today.',
  tagged: 'This is <b>important</b> today.',
  button: { yes: 'Yes, please', no: 'No, thanks' },
  brand: 'WhatsApp',
  words: { stop: 'stop|quit', help: 'help' },
};

export const notes = {
  hello: { critical: true, vars: { name: { kind: 'name', max: 64, example: 'Ana' } } },
  thanks: { vars: { member: { kind: 'mention', max: 25, example: 'Ana' } } },
  visits: { limit: 'wa.text' },
  'button.yes': { limit: 'wa.button', group: 'yesno' },
  'button.no': { limit: 'wa.button', group: 'yesno' },
  'words.stop': { group: 'keywords' },
  'words.help': { group: 'keywords' },
};

/** A translation of all of it in which nothing is wrong. */
export const kiswahili = {
  hello: 'Karibu {{group}}, {{name}}!',
  thanks: 'Asante, {{member}}!',
  visits_one: 'Ziara moja leo',
  visits_other: 'Ziara {{count}} leo',
  leave: 'Tuma STOP au /help, au soma https://example.org/rules.',
  bold: 'Hii ni *muhimu* leo.',
  tagged: 'Hii ni <b>muhimu</b> leo.',
  button: { yes: 'Ndiyo', no: 'Hapana' },
  brand: 'WhatsApp',
  words: { stop: 'acha', help: 'msaada' },
};

/** A folder with English, its notes, and what a test puts beside or over it. */
export async function localeFolder(tree: LocaleTree = {}): Promise<string> {
  const folder = await folderWith();
  const all: LocaleTree = { 'en/bot.json': english, '_meta/bot.json': notes, ...tree };
  for (const [name, content] of Object.entries(all)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
    await writeFile(path, text);
  }
  return folder;
}
