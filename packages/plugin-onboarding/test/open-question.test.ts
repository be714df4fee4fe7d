import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { definePlugin, localesIn } from '@kapwa/core';
import { readWording, testCommunity, type Wording } from '@kapwa/testing';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { onboarding } from '../src/index.js';

let say: Wording;
beforeAll(async () => {
  say = await readWording(new URL('../locales/', import.meta.url), 'onboarding');
});

const begin = (options: Readonly<Record<string, unknown>> = {}, more = {}) =>
  testCommunity({ plugins: [onboarding], options: { onboarding: options }, ...more });

describe('an open question', () => {
  it('does not catch what is meant for another: the question stays open', async () => {
    await using community = await testCommunity({ plugins: [onboarding, await guide()] });
    await community.joins('juma', 'north-area');

    await community.tellsBot('juma', 'guide');
    // The question comes back behind the answer, once.
    expect(community.phone('juma').fromBot.at(-2)).toBe('Here is the guide.');
    await community.tellsBot('juma', '3');
    expect(community.phone('juma').latest).toContain(say('sw', 'rules.ask'));
    await community.tellsBot('juma', '/guide');
    expect(community.phone('juma').fromBot.at(-2)).toBe('Here is the guide.');
    await community.tellsBot('juma', '/guide');

    expect(community.phone('juma').latest).toBe('Here is the guide.');
  });

  it('is answered in private only, not by what somebody says in a group', async () => {
    await using community = await begin();
    await community.joins('juma', 'north-area');

    await community.says('juma', 'north-area', '3');

    expect(community.phone('juma').fromBot).toHaveLength(1);
    expect(community.group('north-area').fromBot).toEqual([]);
  });

  it('of one person is not answered by another', async () => {
    await using community = await begin();
    await community.joins('juma', 'north-area');
    await community.joins('amina', 'north-area');

    await community.tellsBot('amina', 'العربية');

    expect(community.phone('amina').latest).toContain(say('ar', 'language.set'));
    expect(community.phone('juma').fromBot).toHaveLength(1);
  });
});

/** A plugin with a command of its own, as any other plugin may have. */
async function guide() {
  const folder = await mkdtemp(join(tmpdir(), 'kapwa-guide-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'en'));
  const strings = { words: { guide: 'guide' }, answer: 'Here is the guide.' };
  await writeFile(join(folder, 'en', 'guide.json'), JSON.stringify(strings));
  return definePlugin({
    name: 'guide',
    options: z.object({}),
    locales: localesIn(pathToFileURL(`${folder}/`)),
    setup(scope) {
      scope.command('guide', { words: 'words.guide' }, (context) => {
        context.say({ person: context.actor?.person.id ?? '' }, 'answer', {});
        return 'handled';
      });
    },
  });
}
