import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { parseArgs } from 'node:util';

const HELP = `Measures Kapwa beside other frameworks and beside floors:

  npm run bench                          all suites, once each: some 15 minutes
  npm run bench -- dispatch              one of them
  npm run bench -- --repeats 5 --write   writes docs/benchmarks.md

Peers are installed in this folder alone: npm install --prefix bench, once.
`;

function readWishes() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      repeats: { type: 'string', default: '1' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (/^[1-9]\d?$/.test(values.repeats)) return { values, positionals };
  throw new Error(`--repeats takes a number from 1 to 99, not "${values.repeats}".`);
}

function wronglyCalled(why) {
  console.error(`${why}\n\n${HELP}`);
  process.exit(2);
}

let wishes;
try {
  wishes = readWishes();
} catch (error) {
  wronglyCalled(error.message);
}
const { values, positionals } = wishes;

const suites = readdirSync(new URL('./suites/', import.meta.url)).map((file) =>
  file.replace(/\.js$/, ''),
);
if (values.help) {
  console.log(`${HELP}\nSuites: ${suites.join(', ')}`);
  process.exit(0);
}
const unknown = positionals.filter((name) => !suites.includes(name));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(', ')}. These are: ${suites.join(', ')}.`);
  process.exit(2);
}

if (!existsSync(new URL('./node_modules', import.meta.url))) {
  console.error('The other frameworks are not installed: run npm install --prefix bench first.');
  process.exit(2);
}

const names = suites.filter((name) => positionals.length === 0 || positionals.includes(name));

const told = (what) => process.stderr.write(`${what}\n`);

function table({ title, note, head, rows }) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}`,
    ...(note === undefined ? [] : ['', note]),
    '',
    line(head),
    line(head.map((_, at) => (at === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ].join('\n');
}

const parts = [];
for (const name of names) {
  const { run } = await import(`./suites/${name}.js`);
  for (const section of await run({ repeats: Number(values.repeats), told })) {
    parts.push(table(section));
  }
}

const where = `Measured on ${new Date().toISOString().slice(0, 10)} with Node ${process.version} on ${cpus().length} cores (${cpus()[0].model.trim()}, Linux ${release()}). ${values.repeats === '1' ? 'One run of each' : `Medians of ${values.repeats} runs`}, every one in a fresh process, in turns. Compare within one table only: another machine has other numbers.`;
const page = `# Benchmarks

${where}

Repeat it: \`npm install --prefix bench\` once, then \`npm run bench\`. The sources of every subject
are in \`bench/\`.

What we want to hold is in the tables, and what we miss is called missed. Kapwa keeps every message,
takes it once, puts it in order, commits what comes of it, enters it in a ledger and sends within
limits. Bare grammY does none of that; \`grammy-same-work\` takes messages once, in order, with a
session.

${parts.join('\n\n')}
`;
if (values.write) writeFileSync(new URL('../docs/benchmarks.md', import.meta.url), page);
else console.log(page);
