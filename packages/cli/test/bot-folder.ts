import { EventEmitter } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type FakeCloudApi, type FakePhone, startFakeCloudApi } from '@kapwa/testing';
import { expect, onTestFinished, vi } from 'vitest';
import type { SignalSource } from '../src/server/stop-signals.js';
import { createShell, type Shell } from '../src/terminal/shell.js';
import { folderWith } from './temporary-folder.js';

/** A small community, as its file says it. */
export const communityYaml = `
community:
  name: Health workers
  purpose: Care for families together
  languages: [en, sw]
  timeZone: Africa/Nairobi
rules:
  - key: be-kind
    text: { en: Be kind to one another., sw: Kuwa mwema. }
  - key: privacy
    text: { en: No names of patients here., sw: Usitaje mgonjwa. }
groups:
  announcements: { kind: announcement }
`;

type Settings = Readonly<Record<string, string>>;

/** Runs one process of a bot until it is asked to stop. */
type Begin = (folder: string, shell: Shell, signals: SignalSource) => Promise<void>;

/** What a process of a bot has said once it runs. */
interface Running {
  readonly said: { readonly url: string };
  /** Everything on stdout, and on stderr. */
  readonly out: readonly string[];
  readonly err: readonly string[];
  stop(): Promise<void>;
}

/** A folder of a bot; it is gone once the test has ended. */
export interface BotFolder {
  readonly folder: string;
  /** What its `.env` says. */
  readonly settings: Settings;
  /** Writes its files, with these settings or its own. */
  write(settings?: Settings): Promise<void>;
  /** A shell that keeps what is written, with nothing else set in its environment. */
  shell(env?: Shell['env']): {
    readonly shell: Shell;
    readonly out: readonly string[];
    readonly err: readonly string[];
  };
  /** Starts a process of it, which is ended as a signal would end it, at the latest with the test. */
  start(begin: Begin): Promise<Running>;
}

/** Makes a folder for a bot; its files are to be written. */
export async function botFolder(own: Settings, community = communityYaml): Promise<BotFolder> {
  const folder = await folderWith();
  const settings = { PORT: '0', HOST: '127.0.0.1', ...own };

  const recording: BotFolder['shell'] = (env = {}) => {
    const out: string[] = [];
    const err: string[] = [];
    const shell = createShell({
      stdin: Readable.from([]),
      stdout: { write: (chunk) => out.push(chunk) },
      stderr: { write: (chunk) => err.push(chunk) },
      ...{ cwd: folder, env, json: true },
    });
    return { shell, out, err };
  };

  return {
    folder,
    settings,
    async write(given = settings) {
      await writeFile(join(folder, 'community.yaml'), community);
      const lines = Object.entries(given).map(([name, value]) => `${name}=${value}`);
      await writeFile(join(folder, '.env'), lines.join('\n'));
    },
    shell: recording,
    async start(begin) {
      const { shell, out, err } = recording();
      const signals = Object.assign(new EventEmitter(), { exit: () => undefined });
      const ended = begin(folder, shell, signals);
      const speaks = vi.waitFor(() => expect(out).not.toEqual([]), { timeout: 20_000 });
      await Promise.race([ended, speaks]);
      const stop = async (): Promise<void> => {
        signals.emit('SIGTERM');
        await ended;
      };
      onTestFinished(stop);
      return { said: JSON.parse(out[0] ?? ''), out, err, stop };
    },
  };
}

/** Makes a folder for a bot on a Cloud API of its own, which is closed once the test has ended. */
export async function folderOnCloud(
  more: Settings = {},
): Promise<BotFolder & { readonly fake: FakeCloudApi }> {
  const fake = await startFakeCloudApi();
  onTestFinished(() => fake.close());
  const bot = await botFolder({
    WHATSAPP_TOKEN: fake.token,
    WHATSAPP_PHONE_NUMBER_ID: fake.phoneNumberId,
    WHATSAPP_APP_SECRET: `${fake.appSecret},one-for-later`,
    WHATSAPP_VERIFY_TOKEN: fake.verifyToken,
    WHATSAPP_API_BASE: fake.baseUrl,
    ...more,
  });
  return { ...bot, fake };
}

/** Waits until somebody has got the rules of the community, once. */
export function hearsRules(phone: FakePhone): Promise<FakePhone['received'][number] | undefined> {
  return vi.waitFor(() => {
    const rules = phone.received.filter(({ text }) => text.includes('Be kind to one another.'));
    expect(rules).toHaveLength(1);
    return rules[0];
  });
}
