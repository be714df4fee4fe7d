import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { kapwa } from '../kapwa.js';
import type { Output, Place } from '../places.js';
import { filesIn, type Stage } from '../stage.js';

const about = 'command about the community';

/** What somebody may ask a stopped bot, and where the answer counts as having gone. */
const questions: readonly (readonly [Place, readonly string[]])[] = [
  [about, ['check']],
  ['list of dead letters', ['dead', 'list']],
  ['audit', ['audit', 'list']],
  ['audit', ['audit', 'verify']],
  ['what is kept of somebody', ['person', 'export']],
];

/** Runs a command as people and as programs do; what it says on both channels counts. */
async function asked(
  folder: string,
  stage: Stage,
  place: Place,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Output[]> {
  const both = await Promise.all(
    [args, [...args, '--json']].map(async (words) => {
      const { out, err } = await kapwa(folder, stage, words, env);
      return [
        { place, of: `kapwa ${words.join(' ')}`, text: out },
        { place, of: `kapwa ${words.join(' ')}, stderr`, text: err },
      ];
    }),
  );
  return both.flat();
}

/** Asks a stopped bot everything, looks at its files, and makes a backup. */
export async function askStopped(
  folder: string,
  stage: Stage,
  person: string,
): Promise<readonly Output[]> {
  const outputs: Output[] = [];
  for (const [place, words] of questions) {
    const args = words.includes('export') ? [...words, person] : words;
    outputs.push(...(await asked(folder, stage, place, args)));
  }
  const backups = join(folder, 'backups');
  await mkdir(backups);
  const made = await kapwa(folder, stage, ['backup', '.', join(backups, 'bot.kapwa')]);
  outputs.push({ place: 'log', of: 'kapwa backup', text: made.out + made.err });
  const kept = 'file of a stopped bot';
  outputs.push(...(await filesIn(join(folder, 'data'), kept)), ...(await filesIn(backups, kept)));
  const erased = await kapwa(folder, stage, ['person', 'erase', person, '--yes']);
  const text = erased.out + erased.err;
  outputs.push({ place: 'what is kept of somebody', of: 'kapwa person erase', text });
  if (erased.code !== 0) throw new Error(`nobody was erased: ${erased.err}`);
  outputs.push(...(await filesIn(join(folder, 'data'), 'file after an erasure')));
  return outputs;
}
