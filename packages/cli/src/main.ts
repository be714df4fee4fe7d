import { readFileSync } from 'node:fs';
import { register as apply } from './commands/apply.js';
import { register as check } from './commands/check.js';
import { register as init } from './commands/init.js';
import { register as plan } from './commands/plan.js';
import { register as rehearse } from './commands/rehearse.js';
import { register as run } from './commands/run.js';
import { createProcessShell } from './terminal/process-shell.js';
import { asksForJson, runCommandLine } from './terminal/program.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const argv = process.argv.slice(2);

process.exitCode = await runCommandLine(
  argv,
  { version, commands: [init, run, check, plan, apply, rehearse] },
  createProcessShell(asksForJson(argv)),
);
