import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { definePlugin, localesIn } from '@kapwa/core';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type SpokenLanguages,
  spokenLanguages,
} from '../../../src/playground/chronicle/spoken-languages.js';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function speaking(locales: Record<string, Record<string, string>>): Promise<SpokenLanguages> {
  const folder = await mkdtemp(join(tmpdir(), 'kapwa-locales-'));
  folders.push(folder);
  for (const [tag, strings] of Object.entries(locales)) {
    await mkdir(join(folder, tag));
    await writeFile(join(folder, tag, 'welcome.json'), JSON.stringify(strings));
  }
  const url = pathToFileURL(`${folder}/`);
  const options = z.object({});
  return spokenLanguages([
    definePlugin({ name: 'welcome', options, locales: localesIn(url), setup: () => undefined }),
    definePlugin({ name: 'silent', options, setup: () => undefined }),
  ]);
}

const locales = {
  en: { hello: 'Welcome to {{group}}.', option: '{{number}}. {{name}}', brand: 'WhatsApp group' },
  sw: {
    hello: 'Karibu kwenye {{group}}.',
    option: '{{number}}. {{name}}',
    brand: 'WhatsApp group',
  },
};

describe('the languages the bot speaks', () => {
  it('are found by the words of the locale files, whatever is put into them', async () => {
    const languages = await speaking(locales);

    expect(languages('Karibu kwenye Area (North).')).toEqual(['sw']);
    expect(languages('Karibu kwenye Area North.\nWelcome to Area North.')).toEqual(['sw', 'en']);
  });

  it('are not guessed from words that several languages share', async () => {
    const languages = await speaking(locales);

    expect(languages('1. Kiswahili')).toEqual([]);
    expect(languages('WhatsApp group')).toEqual([]);
    expect(languages('Something nobody translated')).toEqual([]);
  });
});
