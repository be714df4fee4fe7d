import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEmbeddedStore, type Logger } from '@kapwa/core';
import { healthWorkers, type Scene, type TestCommunity, testCommunity } from '@kapwa/testing';
import { installedPlugins } from '../../src/installed.js';

/** Somebody whose address and name stand out in every file. */
export const ZURI = '254700777888@s.example.net';

/** By what they could be recognised. */
export const who: readonly string[] = ['254700777888', 'Zuri', 'Kanari'];

/** What nobody may find once it was handled: words of messages, numbers and links in them. */
export const words = {
  talk: 'the quokka sleeps at noon',
  number: '+254 722 000111',
  link: 'https://chat.whatsapp.com/CanaryCanaryCanary12345',
  thanks: 'for the tireless zebra crossing duty',
  private: 'my private wombat worry',
  edited: 'the amended axolotl sentence',
} as const;

const NORTH = 'north-area';
const northArea = healthWorkers.groups[NORTH];

const scene: Scene = {
  ...healthWorkers,
  people: { ...healthWorkers.people, [ZURI]: { name: 'Zuri Kanari' } },
  groups: {
    ...healthWorkers.groups,
    [NORTH]: { name: 'North Area', ...northArea, members: ['ana', 'baraka', ZURI] },
  },
};

/** What the log says, as lines. */
function loggedTo(lines: string[]): Logger {
  const line = (message: string, fields: object = {}): void =>
    void lines.push(`${message} ${JSON.stringify(fields)}`);
  return { debug: line, info: line, warn: line, error: line };
}

/** A morning in the community, with everything in it that must not stay. */
export async function aMorning(folder: string, log: string[] = []): Promise<TestCommunity> {
  const community = await testCommunity({
    scene,
    plugins: installedPlugins,
    options: { conduct: { detectors: { 'invite-link': 'delete', 'phone-number': 'observe' } } },
    store: (clock) => createEmbeddedStore(folder, { clock }),
    log: loggedTo(log),
  });
  await community.tellsBot(ZURI, 'hello');
  await community.tellsBot(ZURI, words.private);
  await community.tellsBot(ZURI, '1');
  const message = await community.says(ZURI, NORTH, words.talk);
  await community.edits(ZURI, message, words.edited);
  await community.says(ZURI, NORTH, `call me at ${words.number}`);
  await community.says(ZURI, NORTH, `join ${words.link}`);
  await community.says(ZURI, NORTH, `thank you @Ana Reyes ${words.thanks}`, { mentions: ['ana'] });
  await community.says('ana', NORTH, `thank you @Zuri Kanari ${words.thanks}`, {
    mentions: [ZURI],
  });
  await community.tellsBot(ZURI, '/pause');
  return community;
}

/** Where any of these is found in the files of a folder, however deep. */
export async function foundIn(folder: string, wanted: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder, { recursive: true })) {
    // A running bot takes its files away while they are looked at; in those there is nothing left.
    const bytes = await readFile(join(folder, name)).catch(() => Buffer.alloc(0));
    const content = bytes.toString('latin1');
    for (const word of wanted) if (content.includes(word)) found.push(`${name}: ${word}`);
  }
  return found;
}
