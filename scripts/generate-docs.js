// Writes the pages of docs/ that are made from code. `--check` only says what is out of date.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Each page with the program that prints it; programs run on our sources. */
const pages = {
  'docs/capabilities.md': 'scripts/docs/capabilities.ts',
  'docs/errors.md': 'scripts/docs/errors.ts',
};

const root = new URL('..', import.meta.url);
const check = process.argv.includes('--check');
let stale = 0;

for (const [page, program] of Object.entries(pages)) {
  const made = execFileSync(
    process.execPath,
    ['--conditions=@kapwa/source', '--import', 'tsx', program],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const path = new URL(page, root);
  if (existsSync(path) && readFileSync(path, 'utf8') === made) continue;
  stale += 1;
  if (check) console.error(`${page} is out of date; run node scripts/generate-docs.js.`);
  else writeFileSync(path, made);
}
if (check && stale > 0) process.exitCode = 1;
