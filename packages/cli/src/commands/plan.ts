import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Shell } from '../terminal/shell.js';

const help = `
Compares the groups on the messenger with community.yaml in this folder, or in the folder you name,
and lists what differs: a group that is missing, an admin too few or too many, anybody writing in
Announcements. It changes nothing. A running bot is not disturbed.

  bot     the bot can put it right: kapwa apply
  admins  the bot can ask an admin for it, by direct message: kapwa apply
  people  somebody has to do it on their phone; the line below says how

Examples:
  $ kapwa plan
  $ kapwa plan --demo      see it on a community in memory, without any account
  $ kapwa plan --json`;

/** Adds `kapwa plan`. */
export function register(program: Command, shell: Shell): void {
  program
    .command('plan')
    .description('list how the groups differ from community.yaml')
    .argument('[dir]', 'the folder with community.yaml', '.')
    .option('--demo', 'with a community in memory, without reaching anybody')
    .addHelpText('after', help)
    .action((place: string, options: { demo?: boolean }) => plan(place, options, shell));
}

async function plan(place: string, options: { demo?: boolean }, shell: Shell): Promise<void> {
  const { planningKit } = await import('../plan/planning-kit.js');
  const { printPlan, stepData, summaryOf } = await import('../plan/print-plan.js');
  const { noteUnread, readGroups } = await import('../plan/read-groups.js');
  const kind = { demo: options.demo === true, changes: false };
  const planning = await planningKit(resolve(shell.cwd, place), kind, shell);
  try {
    const unread = await readGroups(planning);
    const steps = await planning.kit.reconciler.plan(planning.community);
    shell.data({ ok: steps.length === 0, differences: steps.map(stepData), unread });
    noteUnread(unread, planning, shell);
    printPlan(steps, shell);
    if (steps.length > 0) shell.print();
    shell.print(summaryOf(steps));
    if (steps.length > 0) shell.fail();
  } finally {
    await planning.close();
  }
}
