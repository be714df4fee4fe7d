import type { Handed, Outcome, PlanStep } from '@kapwa/core';
import { listed } from '../community-file/checks/finding.js';
import type { Asker } from '../init/ask.js';
import type { Shell } from '../terminal/shell.js';
import { describeStep } from './describe-step.js';
import type { PlanningKit } from './planned-bot.js';

/** One group that is made has to be put under the community, closed and described: several rounds. */
const MOST_ROUNDS = 6;

/** What became of a step. */
export interface AppliedStep {
  readonly step: PlanStep;
  /** Absent where it is not known yet, because an admin was asked or the messenger is slow. */
  readonly outcome: Outcome | undefined;
  /** The admins who were asked to do it by hand. */
  readonly asked?: Handed;
}

/** How to apply. */
export interface ApplyOptions {
  /** Does what takes something away without asking. */
  readonly yes: boolean;
  /** Asks a person; undefined where nobody is there to be asked. */
  readonly ask: Asker | undefined;
}

function questionFor(step: PlanStep): string {
  const { message, fix } = describeStep(step);
  const about = `${step.difference.name}: ${message}.`;
  return step.by === 'bot'
    ? `${about} Shall the bot ${fix}?`
    : `${about} Shall the bot ask an admin to put that right?`;
}

async function mayDo(step: PlanStep, { yes, ask }: ApplyOptions): Promise<boolean> {
  if (!step.destructive || yes) return true;
  return ask === undefined ? false : ask.confirm(questionFor(step));
}

function succeeded(outcome: Outcome | undefined): boolean {
  return outcome?.kind === 'done' || outcome?.kind === 'sent';
}

/** What came of a step, as one line. */
function reported(
  { step, outcome, asked }: AppliedStep,
  { colors }: Pick<Shell, 'colors'>,
): string {
  const { green, red, yellow } = colors;
  const { message, fix } = describeStep(step);
  const about = `${step.difference.name}: ${step.by === 'bot' ? fix : message}`;
  if (succeeded(outcome)) return `${green('done')}    ${about}`;
  if (asked?.state === 'waiting') {
    const names = listed(asked.asked.map(({ name }) => name || 'an admin'));
    return `${yellow('asked')}   ${about} (${names}, by direct message)`;
  }
  const reason =
    outcome !== undefined && 'reason' in outcome ? outcome.reason : 'no answer came yet';
  return `${red('not done')}  ${about} (${reason})`;
}

/** Carries out steps and waits for what came of each, or for that an admin has been asked. */
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
  const now = await kit.reconciler.plan(community);
  return steps.map((step) => {
    const outcome = outcomes.get(step.id);
    const asked = now.find(({ id }) => id === step.id)?.handed;
    return { step, outcome, ...(asked === undefined ? {} : { asked }) };
  });
}

/** What is to be done next: all the bot can do itself, then what it asks admins for. */
function nextOf(plan: readonly PlanStep[], tried: ReadonlySet<string>): readonly PlanStep[] {
  const open = plan.filter(({ id, handed }) => !tried.has(id) && handed?.state !== 'waiting');
  const own = open.filter(({ by }) => by === 'bot');
  return own.length > 0 ? own : open.filter(({ by }) => by === 'admins');
}

/**
 * Closes what can be closed, in rounds: what was done may open the next step. What the bot cannot do
 * is handed over to an admin. Nothing is tried twice, and what takes something away is not done
 * without a yes. Applying again does what is left.
 */
export async function applyPlan(
  planning: PlanningKit,
  options: ApplyOptions,
  shell: Shell,
): Promise<readonly AppliedStep[]> {
  const applied: AppliedStep[] = [];
  const tried = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = nextOf(await planning.kit.reconciler.plan(planning.community), tried);
    if (next.length === 0) break;
    const steps: PlanStep[] = [];
    for (const step of next) {
      tried.add(step.id);
      if (await mayDo(step, options)) steps.push(step);
    }
    const done = await carryOut(steps, planning);
    for (const one of done) shell.print(reported(one, shell));
    applied.push(...done);
  }
  return applied;
}
