import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Shell } from '../terminal/shell.js';

interface ApplyFlags {
  readonly demo?: boolean;
  readonly yes?: boolean;
}

const help = `
Puts right what "kapwa plan" lists, where the messenger lets the bot do it. For what the bot cannot
do, it asks an admin by direct message, with the taps to make; the rest is said here. Before anything
is taken from somebody or written over, it asks. Stop a running bot first. Run it again at any time:
only what is left is done, and it tells where the requests to admins stand.

Examples:
  $ kapwa apply
  $ kapwa apply --yes      do not ask
  $ kapwa apply --demo     see it on a community in memory, without any account`;

/** Adds `kapwa apply`. */
export function register(program: Command, shell: Shell): void {
  program
    .command('apply')
    .description('put the groups right, as community.yaml wants them')
    .argument('[dir]', 'the folder with community.yaml', '.')
    .option('--yes', 'do not ask before something is taken from somebody')
    .option('--demo', 'with a community in memory, without reaching anybody')
    .addHelpText('after', help)
    .action((place: string, options: ApplyFlags) => apply(place, options, shell));
}

async function apply(place: string, flags: ApplyFlags, shell: Shell): Promise<void> {
  const { planningKit } = await import('../plan/planning-kit.js');
  const { applyPlan } = await import('../plan/apply-plan.js');
  const { recordChats } = await import('../plan/record-chats.js');
  const { printPlan, stepData, summaryOf } = await import('../plan/print-plan.js');
  const { noteUnread, readGroups } = await import('../plan/read-groups.js');
  const { createAsker } = await import('../init/ask.js');
  const kind = { demo: flags.demo === true, changes: true };
  const planning = await planningKit(resolve(shell.cwd, place), kind, shell);
  const ask = shell.isTTY && flags.yes !== true ? createAsker(shell) : undefined;
  try {
    const unread = await readGroups(planning);
    noteUnread(unread, planning, shell);
    const applied = await applyPlan(planning, { yes: flags.yes === true, ask }, shell);
    const { reconciler } = planning.kit;
    const made = planning.isDemo ? [] : await reconciler.madeChats(planning.community);
    await recordChats(planning.path, made);
    const path = relative(shell.cwd, planning.path);
    for (const { group } of made) shell.print(`The address of ${group} is in ${path} now.`);
    const left = await reconciler.plan(planning.community);
    const done = applied.map(({ step, outcome, asked }) => ({
      ...stepData(step),
      outcome: outcome?.kind ?? (asked?.state === 'waiting' ? 'asked' : 'open'),
    }));
    shell.data({ ok: left.length === 0, done, left: left.map(stepData), unread });
    if (applied.length > 0) shell.print();
    printPlan(left, shell);
    if (left.length > 0) shell.print();
    shell.print(left.length === 0 ? summaryOf(left) : `What is left: ${summaryOf(left)}`);
    if (ask === undefined && left.some(({ by, destructive }) => by !== 'people' && destructive)) {
      shell.print('Nobody could be asked about what takes something away: kapwa apply --yes.');
    }
    if (left.some(({ handed }) => handed?.state === 'waiting')) {
      shell.print('The answers of admins reach the bot while it runs: kapwa run.');
    }
    if (left.length > 0) shell.fail();
  } finally {
    ask?.close();
    await planning.close();
  }
}
