import type { Outcome, PlanStep } from '@kapwa/core';
import type { Asker } from '../init/ask.js';
import type { Shell } from '../terminal/shell.js';
import { describeStep, isNative } from './describe-step.js';
import type { PlanningKit } from './planned-bot.js';

/** One group that is made has to be put under the community, closed and described: several rounds. */
const MOST_ROUNDS = 5;

/** What became of a step. */
export interface AppliedStep {
  readonly step: PlanStep;
  readonly outcome: Outcome | undefined;
}

/** How to apply. */
export interface ApplyOptions {
  /** Does what takes something away without asking. */
  readonly yes: boolean;
  /** Asks a person; undefined where nobody is there to be asked. */
  readonly ask: Asker | undefined;
}

/** What was agreed to, what was not: nobody is asked twice. */
type Agreed = Map<string, boolean>;

async function mayDo(step: PlanStep, agreed: Agreed, { yes, ask }: ApplyOptions): Promise<boolean> {
  if (!step.destructive || yes) return true;
  const known = agreed.get(step.id);
  if (known !== undefined) return known;
  const { message, fix } = describeStep(step);
  const answer =
    ask === undefined
      ? false
      : await ask.confirm(`${step.difference.name}: ${message}. Shall the bot ${fix}?`);
  agreed.set(step.id, answer);
  return answer;
}

function succeeded(outcome: Outcome | undefined): boolean {
  return outcome?.kind === 'done' || outcome?.kind === 'sent';
}

function report({ step, outcome }: AppliedStep, shell: Shell): void {
  const { green, red } = shell.colors;
  const { fix } = describeStep(step);
  const { name } = step.difference;
  if (succeeded(outcome)) shell.print(`${green('done')}    ${name}: ${fix}`);
  else {
    const reason =
      outcome !== undefined && 'reason' in outcome ? outcome.reason : 'no answer came yet';
    shell.print(`${red('not done')}  ${name}: ${fix} (${reason})`);
  }
}

/** Carries out steps and waits for what came of each. */
async function carryOut(
  steps: readonly PlanStep[],
  { kit, community, settle }: PlanningKit,
): Promise<readonly AppliedStep[]> {
  const outcomes = new Map<string, Outcome>();
  const watch = ({
    item,
    outcome,
  }: {
    item: { plugin: string; options: { reason?: string } };
    outcome: Outcome;
  }): void => {
    if (item.plugin === 'core') outcomes.set(item.options.reason ?? '', outcome);
  };
  kit.events.on('action.settled', watch);
  await kit.reconciler.apply(
    community,
    steps.map(({ id }) => id),
  );
  await settle();
  kit.events.off('action.settled', watch);
  return steps.map((step) => ({ step, outcome: outcomes.get(step.id) }));
}

/**
 * Closes what the bot can close, in rounds: what was done may open the next step. Nothing is tried
 * twice, and what takes something away is not done without a yes. Applying again does what is left.
 */
export async function applyPlan(
  planning: PlanningKit,
  options: ApplyOptions,
  shell: Shell,
): Promise<readonly AppliedStep[]> {
  const agreed: Agreed = new Map();
  const applied: AppliedStep[] = [];
  const tried = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const steps: PlanStep[] = [];
    for (const step of await planning.kit.reconciler.plan(planning.community)) {
      if (!isNative(step) || tried.has(step.id)) continue;
      if (await mayDo(step, agreed, options)) steps.push(step);
    }
    if (steps.length === 0) break;
    for (const { id } of steps) tried.add(id);
    const done = await carryOut(steps, planning);
    for (const one of done) report(one, shell);
    applied.push(...done);
  }
  return applied;
}
