import { readFileSync } from 'node:fs';
import { register as apply } from './commands/apply.js';
import { register as audit } from './commands/audit.js';
import { register as backup } from './commands/backup.js';
import { register as check } from './commands/check.js';
import { register as completion } from './commands/completion.js';
import { register as dead } from './commands/dead.js';
import { register as detectors } from './commands/detectors.js';
import { register as init } from './commands/init.js';
import { register as locales } from './commands/locales.js';
import { register as person } from './commands/person.js';
import { register as plan } from './commands/plan.js';
import { register as rehearse } from './commands/rehearse.js';
import { register as restore } from './commands/restore.js';
import { register as run } from './commands/run.js';
import { register as storage } from './commands/storage.js';
import { createProcessShell } from './terminal/process-shell.js';
import { asksForJson, runCommandLine } from './terminal/program.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const argv = process.argv.slice(2);

process.exitCode = await runCommandLine(
  argv,
  {
    version,
    commands: [
      init,
      run,
      check,
      plan,
      apply,
      rehearse,
      locales,
      detectors,
      audit,
      dead,
      person,
      backup,
      restore,
      storage,
      completion,
    ],
  },
  createProcessShell(asksForJson(argv)),
);
