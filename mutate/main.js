import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { areas } from './areas.js';

const HELP = `Changes the code in small ways, one at a time, and looks whether a test notices.

  npm run mutate                      every area, one after the other
  npm run mutate -- journal           only that area
  npm run mutate -- --file role.ts    only files whose path ends so
  npm run mutate -- --at-once 4       so many test runs side by side (1 unless given)
  npm run mutate -- --list            only says what there is

Ends with 0 when every area has its score, with 1 when one has not, with 2 for wrong usage. Install
it first: npm install --prefix mutate
`;

// Where the machine's own clock is the one of UTC, nobody notices that it was asked for the time.
process.env.TZ = 'Pacific/Auckland';

/** A test that runs for ever has noticed as well; on a slow machine it must not just look so. */
const timeouts = { timeoutMS: 20_000, timeoutFactor: 4 };

async function mutantsOf(area, files, atOnce) {
  const { Stryker } = await import('@stryker-mutator/core');
  process.env.KAPWA_MUTATED = area;
  const stryker = new Stryker({
    mutate: files,
    plugins: ['@stryker-mutator/*', fileURLToPath(new URL('./log-lines.js', import.meta.url))],
    ignorers: ['log-lines'],
    testRunner: 'vitest',
    vitest: { configFile: 'mutate/vitest.config.js', related: false },
    coverageAnalysis: 'perTest',
    reporters: ['progress-append-only'],
    concurrency: atOnce,
    tempDirName: await mkdtemp(join(tmpdir(), 'kapwa-mutate-')),
    cleanTempDir: 'always',
    ignorePatterns: ['bench', 'docs', 'torture', 'coverage', 'dist', 'mutate/node_modules'],
    allowConsoleColors: false,
    ...timeouts,
  });
  return stryker.runMutationTest();
}

/** In per cent, of the mutants that can be run at all. */
function scoreOf(mutants) {
  const count = (...wanted) => mutants.filter(({ status }) => wanted.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const all = noticed + count('Survived', 'NoCoverage');
  return { noticed, timeouts: count('Timeout'), all, score: (100 * noticed) / Math.max(1, all) };
}

function lineOf({ fileName, location, mutatorName, replacement, status }) {
  const path = fileName.slice(fileName.indexOf('packages/'));
  const text = String(replacement).replace(/\s+/g, ' ').slice(0, 80);
  return `  ${path}:${location.start.line}:${location.start.column} ${status}, ${mutatorName}: ${text}`;
}

function readWishes() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      file: { type: 'string', default: '' },
      'at-once': { type: 'string', default: '1' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.find((name) => !(name in areas));
  if (unknown !== undefined) throw new Error(`There is no area called ${unknown}.`);
  const atOnce = Number(values['at-once']);
  if (!Number.isSafeInteger(atOnce) || atOnce < 1) throw new Error('--at-once takes a number.');
  const names = positionals.length === 0 ? Object.keys(areas) : positionals;
  const wanted = names.flatMap((name) => {
    const { least, mutate } = areas[name];
    const files = mutate.filter((path) => path.endsWith(values.file));
    return files.length === 0 ? [] : [{ name, least, files }];
  });
  if (wanted.length === 0) throw new Error(`No file that is mutated ends in ${values.file}.`);
  return { ...values, atOnce, wanted };
}

async function tryArea({ name, least, files }, atOnce) {
  const mutants = await mutantsOf(name, files, atOnce);
  const left = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  process.stdout.write(`\n${name}: not noticed\n${left.map(lineOf).join('\n')}\n`);
  const { score, noticed, all, timeouts: slow } = scoreOf(mutants);
  const holds = score >= least;
  const verdict = holds ? 'holds' : `BELOW ${least} %`;
  const counts = `${noticed} of ${all} noticed (${slow} by running for ever)`;
  return {
    holds,
    line: `${name.padEnd(14)} ${score.toFixed(1).padStart(5)} %  ${counts}  ${verdict}`,
  };
}

async function main() {
  const { help, list, wanted, atOnce } = readWishes();
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (list) {
    for (const { name, least, files } of wanted) {
      process.stdout.write(`${name}, at least ${least} %\n  ${files.join('\n  ')}\n`);
    }
    return 0;
  }
  const rows = [];
  // One after the other: each starts test runs of its own.
  for (const area of wanted) rows.push(await tryArea(area, atOnce));
  process.stdout.write(`\n${rows.map(({ line }) => line).join('\n')}\n`);
  return rows.every(({ holds }) => holds) ? 0 : 1;
}

// Whoever reads has seen enough, as `| head` has.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  process.exitCode = 2;
}
