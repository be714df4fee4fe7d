import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Shell } from '../terminal/shell.js';

interface RunOptions {
  readonly demo?: boolean;
  readonly role: 'all' | 'web' | 'worker';
}

const help = `
Runs the bot of the community.yaml in this folder, or in the folder you name. It speaks on
WhatsApp by the settings in the file .env beside it, keeps what it has to remember in the
folder data, and stops with Ctrl+C.

At a terminal it asks for what is not set up yet: which messenger, its settings, linking it,
and which of its groups is which. Each answer is kept, so you can stop and go on later.

Settings of the official Cloud API: WHATSAPP_TOKEN, WHATSAPP_PHONE_NUMBER_ID,
WHATSAPP_APP_SECRET, WHATSAPP_VERIFY_TOKEN. Of a linked device, for real groups:
WHATSAPP_DRIVER=linked-device, and WHATSAPP_SESSION_KEY to seal its session,
WHATSAPP_PAIR_NUMBER to be linked by a code instead of a QR code. Of both at once:
WHATSAPP_DRIVER=hybrid and all of these. Of Telegram: TELEGRAM_TOKEN. If needed, PORT (3000)
and HOST, and ALERT_WEBHOOK, an address that is told when a messenger has stopped for good.
To keep the data in PostgreSQL instead of the folder data: KAPWA_DATABASE_URL.

On PostgreSQL the work can be shared. One process with --role web has the messengers, takes
everything in and sends; as many as you like with --role worker decide what is to be done,
on the same machine or on others. A second one with --role web waits to take over.

Examples:
  $ kapwa run --demo
  $ kapwa run my-community
  $ PORT=8080 kapwa run
  $ kapwa run --role worker`;

/** Adds `kapwa run`. */
export function register(program: Command, shell: Shell): void {
  program
    .command('run')
    .description('run the bot, or see it at work with --demo')
    .argument('[dir]', 'the folder with community.yaml (this folder)')
    .option('--demo', 'play it here, without any account and without reaching anybody')
    .addOption(
      new Option('--role <role>', 'what this process does, where several share the work')
        .choices(['all', 'web', 'worker'])
        .default('all'),
    )
    .addHelpText('after', help)
    .action((place: string | undefined, options: RunOptions) => run(place, options, shell));
}

async function run(place: string | undefined, options: RunOptions, shell: Shell): Promise<void> {
  const path = resolve(shell.cwd, place ?? '.');
  if (options.demo) {
    const { runDemo } = await import('../server/run-demo.js');
    await runDemo(path, place !== undefined, shell);
    return;
  }
  const { isOnDatabase, runBot } = await import('../server/run-bot.js');
  const { role } = options;
  if (role !== 'all' && !(await isOnDatabase(path, shell))) await refuseRole(role);
  if (role === 'worker') {
    const { runWorker } = await import('../server/run-worker.js');
    await runWorker(path, shell, process);
    return;
  }
  await runBot(path, shell, process, role);
}

async function refuseRole(role: string): Promise<never> {
  const { KapwaError } = await import('@kapwa/core');
  throw new KapwaError(
    'config.missing',
    `"--role ${role}" shares the work between several processes, and a folder belongs to one. Keep the data in PostgreSQL (KAPWA_DATABASE_URL in .env; "kapwa storage migrate" moves it there), or leave --role out.`,
  );
}
