// Puts what `npm start` prints without a terminal into the README, where a test holds the two equal.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../README.md', import.meta.url);
const printed = execFileSync(
  process.execPath,
  ['packages/cli/bin/kapwa.js', 'run', 'examples/health-groups', '--demo'],
  {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, KAPWA_SOURCE: '1', NO_COLOR: '1' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const readme = readFileSync(path, 'utf8');
writeFileSync(
  path,
  readme.replace(/```text\n[\s\S]*?\n```/, () => `\`\`\`text\n${printed.trimEnd()}\n\`\`\``),
);
