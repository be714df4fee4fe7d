import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { KapwaError } from '@kapwa/core';
import { writeWhole } from './write-whole.js';

const PLAIN = /^[\w.+:/=,@%-]*$/;

/** A value as it has to stand in `.env`. */
function written(name: string, value: string): string {
  if (PLAIN.test(value)) return value;
  const quote = ["'", '"', '`'].find((mark) => !value.includes(mark));
  if (quote !== undefined && !/[\r\n]/.test(value)) return `${quote}${value}${quote}`;
  throw new KapwaError(
    'config.invalid',
    `This cannot be a value of ${name}: write it on one line.`,
  );
}

/**
 * The text of a `.env` with one setting changed: where it stands, where it is named in a note, or at
 * the end. Everything else stays as it is. Pure. Raises `config.invalid` for what cannot stand there.
 */
export function changeEnv(text: string, name: string, value: string): string {
  const line = `${name}=${written(name, value)}`;
  const lines = text.split('\n');
  const isSet = (one: string): boolean => one.trimStart().startsWith(`${name}=`);
  const isNamed = (one: string): boolean => one.trim() === `#${name}=`;
  // The last one counts where a name stands twice.
  const at = Math.max(lines.findLastIndex(isSet), -1);
  const place = at === -1 ? lines.findIndex(isNamed) : at;
  if (place !== -1) return lines.with(place, line).join('\n');
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return `${before}${line}\n`;
}

/** The text of a `.env` without a setting; everything else stays as it is. Pure. */
export function withoutEnv(text: string, name: string): string {
  const others = text.split('\n').filter((one) => !one.trimStart().startsWith(`${name}=`));
  return others.join('\n');
}

const head = `# Settings that nobody else may see. Keep this file to yourself: never send it on, never put it
# on a website.
`;

/** Writes settings into the `.env` of a folder, which only its owner may read. */
export async function rememberSettings(
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const path = join(folder, '.env');
  const before = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return head;
    throw error;
  });
  const after = Object.entries(settings).reduce(
    (text, [name, value]) => changeEnv(text, name, value),
    before,
  );
  const read = parseEnv(after);
  for (const [name, value] of Object.entries(settings)) {
    if (read[name] === value) continue;
    throw new KapwaError(
      'config.invalid',
      `${name} could not be written into .env; write it yourself.`,
    );
  }
  await writeWhole(path, after, 0o600);
}

/** Takes a setting back out of the `.env` of a folder. */
export async function forgetSetting(folder: string, name: string): Promise<void> {
  const path = join(folder, '.env');
  await writeWhole(path, withoutEnv(await readFile(path, 'utf8'), name), 0o600);
}
