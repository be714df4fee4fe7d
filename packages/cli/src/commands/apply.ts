import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Shell } from '../terminal/shell.js';

interface ApplyFlags {
  readonly demo?: boolean;
  readonly yes?: boolean;
}

const help = `
Puts right what "kapwa plan" lists, where the messenger lets the bot do it, and says what is left
for people to do on their phones. Before anything is taken from somebody or written over, it asks.
Stop a running bot first. If it is interrupted, run it again: only what is left is done.

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
  const { createAsker } = await import('../init/ask.js');
  const kind = { demo: flags.demo === true, changes: true };
  const planning = await planningKit(resolve(shell.cwd, place), kind, shell);
  const ask = shell.isTTY && flags.yes !== true ? createAsker(shell) : undefined;
  try {
    const applied = await applyPlan(planning, { yes: flags.yes === true, ask }, shell);
    const recorded = planning.isDemo ? [] : await recordChats(planning.path, applied);
    const path = relative(shell.cwd, planning.path);
    for (const group of recorded) shell.print(`The address of ${group} is in ${path} now.`);
    const left = await planning.kit.reconciler.plan(planning.community);
    const done = applied.map(({ step, outcome }) => ({
      ...stepData(step),
      outcome: outcome?.kind,
    }));
    shell.data({ ok: left.length === 0, done, left: left.map(stepData) });
    if (applied.length > 0) shell.print();
    printPlan(left, shell);
    if (left.length > 0) shell.print();
    shell.print(left.length === 0 ? summaryOf(left) : `What is left: ${summaryOf(left)}`);
    if (left.length > 0) shell.fail();
  } finally {
    ask?.close();
    await planning.close();
  }
}
