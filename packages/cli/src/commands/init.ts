import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { InitOptions } from '../init/init-community.js';
import type { Shell } from '../terminal/shell.js';

const help = `
Asks what your community is for and a few more questions, proposes groups for it, and writes
community.yaml and .env. Everything can be changed afterwards in a text editor. Files that
are there are not written over without asking.

Examples:
  $ kapwa init
  $ kapwa init my-community
  $ kapwa init . --yes --name "River Farmers" --purpose "Farmers learn from each other"`;

/** Adds `kapwa init`. */
export function register(program: Command, shell: Shell): void {
  program
    .command('init')
    .description('begin a community: a few questions, then community.yaml')
    .argument('[dir]', 'the folder to write to', '.')
    .option('--purpose <text>', 'what the community is for')
    .option('--name <name>', 'what it is called')
    .option('--languages <codes>', 'the languages of its members, the main one first')
    .option('--time-zone <zone>', 'such as Asia/Manila')
    .option('--admins <names>', 'who looks after it: "Sameer +63 917 000 0001, Grace"')
    .option('--yes', 'ask nothing; take the usual where nothing is said')
    .addHelpText('after', help)
    .action((place: string, options: InitOptions) => init(place, options, shell));
}

async function init(place: string, options: InitOptions, shell: Shell): Promise<void> {
  const { initCommunity } = await import('../init/init-community.js');
  const { checkCommunity } = await import('../community-file/check-community.js');
  const path = await initCommunity(resolve(shell.cwd, place), options, shell);
  const { findings } = await checkCommunity(path);
  const open = findings.filter(({ level }) => level !== 'ok');
  const shown = relative(shell.cwd, path);
  shell.data({ path, findings: open });
  shell.print(`${shown} is written.`);
  for (const { message, fix } of open) shell.print(`  still to do: ${message} ${fix}`);
  shell.print();
  shell.print('Look at it, change what you like, and then:');
  shell.print('  npx kapwa check        is everything right?');
  shell.print('  npx kapwa run --demo   see the bot at work');
  shell.print('  npx kapwa run          connect it to WhatsApp or Telegram, step by step');
}
