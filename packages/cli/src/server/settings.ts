import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { KapwaError, messageOf } from '@kapwa/core';
import type { ListenOptions } from './http-server.js';

/** Settings by name, as `.env` and the environment give them. They hold secrets: never print values. */
export type Settings = Readonly<Record<string, string | undefined>>;

async function readEnvFile(path: string): Promise<Settings> {
  try {
    return parseEnv(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new KapwaError('config.invalid', `${path} cannot be read: ${messageOf(error)}`);
  }
}

/** Reads `.env` in a folder; the environment wins where both have a setting. */
export async function readSettings(folder: string, env: Settings): Promise<Settings> {
  const file = await readEnvFile(join(folder, '.env'));
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
  return { ...file, ...Object.fromEntries(given) };
}

/** A setting without the spaces around it; empty where it is not set. */
export function setting(settings: Settings, name: string): string {
  return settings[name]?.trim() ?? '';
}

/** A setting that may be several with a comma between, as two secrets while one is exchanged. */
export function listIn(settings: Settings, name: string): readonly string[] {
  return setting(settings, name)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Where to listen: PORT (3000 unless set) and HOST (every address of the machine unless set). */
export function listenOptions(settings: Settings): ListenOptions {
  const port = setting(settings, 'PORT') || '3000';
  const host = setting(settings, 'HOST');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new KapwaError('config.invalid', 'PORT must be a number from 0 to 65535, such as 3000.');
  }
  return { port: Number(port), ...(host && { host }) };
}
