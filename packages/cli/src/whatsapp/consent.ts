import { readFile } from 'node:fs/promises';
import { KapwaError } from '@kapwa/core';
import { changeYaml } from '../community-file/change-yaml.js';
import { type Asker, createAsker } from '../init/ask.js';
import { writeWhole } from '../setup/write-whole.js';
import type { Shell } from '../terminal/shell.js';

/** What a linked device is and what may happen, in words for whoever starts the bot first. */
const explanation = `A linked device is not an official way to WhatsApp.

The bot joins WhatsApp as one more device of a phone number, like WhatsApp Web in a
browser. It is the only way to real groups and communities, and WhatsApp's terms do not
allow programs of this kind. What that means:

  - WhatsApp may block the number, for a while or for good, without a warning.
  - It may stop working any day, when WhatsApp changes something.
  - Whoever can read the folder "data" can use the account.

So: use a number of its own that nobody's work depends on, keep a person as an admin in
every group, and let people write to the bot first. The bot never adds people in bulk and
writes to nobody who never wrote to it.

docs/whatsapp-baileys.md has the whole story.`;

const line = 'whatsapp:\n  unofficialClient: accepted';

/** Whether `community.yaml` says that all this is known and taken. */
export function isAccepted(adapters: Readonly<Record<string, unknown>>): boolean {
  const { whatsapp } = adapters;
  if (typeof whatsapp !== 'object' || whatsapp === null) return false;
  return Reflect.get(whatsapp, 'unofficialClient') === 'accepted';
}

/** Whether somebody is there who can be asked. */
export function canAsk({ stdin, isTTY }: Shell): boolean {
  return isTTY && 'isTTY' in stdin && stdin.isTTY === true;
}

async function remember(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeWhole(file, changeYaml(text, ['whatsapp', 'unofficialClient'], 'accepted'));
}

/**
 * Asks whether the risks of a linked device are taken, unless they have been. A yes is written into
 * `community.yaml`, so that it is asked once.
 */
export async function consents(
  adapters: Readonly<Record<string, unknown>>,
  file: string,
  shell: Shell,
  asker: Pick<Asker, 'confirm'>,
): Promise<boolean> {
  if (isAccepted(adapters)) return true;
  shell.note(explanation);
  if (!(await asker.confirm('\nGo on with a linked device?'))) return false;
  await remember(file);
  return true;
}

/** What is raised after a no. */
export function declined(): KapwaError {
  return new KapwaError('config.invalid', 'Nothing was started, and nothing was changed.');
}

/**
 * Has the risks of a linked device taken before it is used first. Raises `config.missing` where
 * nobody can be asked, and `config.invalid` after a no.
 */
export async function askConsent(
  adapters: Readonly<Record<string, unknown>>,
  file: string,
  shell: Shell,
): Promise<void> {
  if (isAccepted(adapters)) return;
  if (!canAsk(shell)) {
    throw new KapwaError(
      'config.missing',
      `${explanation}\n\nTo go on, write this into community.yaml and start the bot again:\n\n${line}`,
    );
  }
  const asker = createAsker(shell);
  try {
    if (!(await consents(adapters, file, shell, asker))) throw declined();
  } finally {
    asker.close();
  }
}
