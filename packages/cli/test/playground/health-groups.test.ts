import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Blueprint } from '@kapwa/core';
import { conduct } from '@kapwa/plugin-conduct';
import { onboarding } from '@kapwa/plugin-onboarding';
import { recognition } from '@kapwa/plugin-recognition';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCommunityFile } from '../../src/community-file/community-file.js';
import type { Entry } from '../../src/playground/chronicle/entry.js';
import type { DemoOptions } from '../../src/playground/index.js';
import { played } from './small-community.js';

const folder = fileURLToPath(new URL('../../../../examples/health-groups/', import.meta.url));
let blueprint: Blueprint;

beforeAll(async () => {
  ({ blueprint } = await readCommunityFile(`${folder}community.yaml`));
});

function scene(options: Partial<DemoOptions> = {}): Promise<string> {
  const plugins = [onboarding, conduct, recognition];
  return played(new PassThrough(), { blueprint, plugins, folder, ...options });
}

async function entries(): Promise<readonly Entry[]> {
  const lines = (await scene({ json: true })).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

describe('the health programme as it plays itself', () => {
  it('prints the transcript the docs show, to the byte', async () => {
    await expect(await scene()).toMatchFileSnapshot('./health-groups.txt');
  });

  it('prints the same again', async () => {
    expect(await scene()).toBe(await scene());
  });

  it('shows everything the bot is there for', async () => {
    const found = (await entries()).flatMap((entry) =>
      entry.kind === 'noticed' ? [`${entry.plugin}: ${entry.detector ?? entry.reason}`] : [],
    );

    expect(new Set(found)).toEqual(
      new Set([
        'onboarding: welcome',
        'onboarding: language',
        'onboarding: agreed',
        'conduct: invite-link',
        'conduct: phone-number',
        'conduct: rules',
        'conduct: reminder',
        'recognition: thanks',
        'recognition: self-thanks',
        'recognition: no-reason',
        'recognition: digest',
      ]),
    );
  });

  it('speaks with everybody in their own language, and of nothing that failed', async () => {
    const all = await entries();
    const spoken = all.flatMap((entry) => (entry.kind === 'said' ? (entry.languages ?? []) : []));
    const failures = all.filter(({ kind }) => kind === 'plugin-failed' || kind === 'not-done');

    expect(new Set(spoken)).toEqual(new Set(['en', 'fil', 'sw', 'ar']));
    expect(failures).toEqual([]);
  });
});
