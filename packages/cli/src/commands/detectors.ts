import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Measure, WrongText } from '../detectors/measure.js';
import type { Shell } from '../terminal/shell.js';

const help = `
Reads messages of which it is known what is in them, one JSON object a line:

  {"text":"Call 0712 345 678","lang":"en","country":"KE","expect":["phone-number"]}
  {"text":"0.5 ml, twice a day","lang":"en","expect":[]}

and says for every detector and language how many it found (recall), and how many of those it
reported were right (precision). Nothing is sent anywhere.

Examples:
  $ kapwa detectors measure corpus.jsonl
  $ kapwa detectors measure corpus/*.jsonl --json`;

/** More would scroll away; --json has them all. */
const MOST_SHOWN = 20;

/** Adds `kapwa detectors` with its part. */
export function register(program: Command, shell: Shell): void {
  program
    .command('detectors')
    .description('how well the bot notices phone numbers and invite links')
    .command('measure')
    .description('measure the detectors on messages of your own')
    .argument('<files...>', 'messages with what is in them, as JSON lines')
    .addHelpText('after', help)
    .action((files: readonly string[]) => measure(files, shell));
}

async function measure(files: readonly string[], shell: Shell): Promise<void> {
  const { readCorpus } = await import('../detectors/read-corpus.js');
  const { measureDetectors } = await import('../detectors/measure.js');
  const lines = [];
  for (const file of files) lines.push(...(await readCorpus(resolve(shell.cwd, file))));
  const measured = measureDetectors(lines);
  const { measures, missed, falseAlarms, unmeasured } = measured;
  shell.data(measured);
  for (const row of table(measures)) shell.print(row);
  showWrong('Missed', missed, shell);
  showWrong('False alarms', falseAlarms, shell);
  if (unmeasured.length > 0) {
    shell.note(`There is no detector yet for ${unmeasured.join(', ')}: that was not measured.`);
  }
}

function table(measures: readonly Measure[]): readonly string[] {
  const head = ['detector', 'language', 'texts', 'found', 'false alarms', 'precision', 'recall'];
  const rows = measures.map((one) => [
    one.detector,
    one.lang ?? 'all',
    String(one.texts),
    `${one.found} of ${one.expected}`,
    String(one.falseAlarms),
    percent(one.precision),
    percent(one.recall),
  ]);
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function percent(share: number | null): string {
  return share === null ? '-' : `${(share * 100).toFixed(1)} %`;
}

function showWrong(title: string, wrong: readonly WrongText[], shell: Shell): void {
  if (wrong.length === 0) return;
  shell.print(`\n${title}:`);
  for (const { detector, lang, text, file, line } of wrong.slice(0, MOST_SHOWN)) {
    const place = `${relative(shell.cwd, file)}:${line}`;
    const words = text
      .replace(/\s+/g, ' ')
      .replace(/\p{Cc}/gu, '·')
      .slice(0, 100);
    shell.print(`  ${place}  ${detector}, ${lang}: ${words}`);
  }
  if (wrong.length > MOST_SHOWN) shell.print(`  … and ${wrong.length - MOST_SHOWN} more`);
}
