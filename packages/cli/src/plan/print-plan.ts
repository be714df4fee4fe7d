import type { Handed, PlanStep } from '@kapwa/core';
import type { Shell } from '../terminal/shell.js';
import { describeStep } from './describe-step.js';

/** A step as programs are told of it. */
export function stepData(step: PlanStep) {
  const { id, difference, destructive, action, capability, handed } = step;
  const { message, fix, by } = describeStep(step);
  const level = capability?.level ?? 'assisted';
  const needs = action === undefined ? {} : { action: action.kind, level };
  return {
    id,
    kind: difference.kind,
    group: difference.group,
    message,
    fix,
    by,
    destructive,
    ...needs,
    ...(handed === undefined ? {} : { asked: askedData(handed) }),
  };
}

function moment(at: number): string {
  return new Date(at).toISOString();
}

/** How it stands with the admins who were asked, as programs are told of it. */
function askedData({ state, at, asked }: Handed) {
  return { state, at: moment(at), people: asked.map((one) => ({ ...one, at: moment(one.at) })) };
}

/** Prints a plan, group by group: what differs, and who closes it. */
export function printPlan(steps: readonly PlanStep[], shell: Shell): void {
  const { bold, dim, yellow, green } = shell.colors;
  let heading = '';
  for (const step of steps) {
    const { group, name } = step.difference;
    if (group !== heading) shell.print(bold(name));
    heading = group;
    const { message, fix, by } = describeStep(step);
    const mark = by === 'bot' ? green('bot   ') : yellow(by.padEnd(6));
    const yes = by !== 'people' && step.destructive ? dim(' (asks first)') : '';
    shell.print(`  ${mark}  ${message}`);
    shell.print(`          ${dim(fix)}${yes}`);
  }
}

/** One sentence about a plan. */
export function summaryOf(steps: readonly PlanStep[]): string {
  if (steps.length === 0) return 'Everything is as community.yaml wants it.';
  const count = (by: PlanStep['by']): number => steps.filter((step) => step.by === by).length;
  const [bot, admins, people] = [count('bot'), count('admins'), count('people')];
  const parts = [
    ...(bot === 0 ? [] : [`${bot} for the bot ("kapwa apply")`]),
    ...(admins === 0 ? [] : [`${admins} that the bot asks admins for ("kapwa apply")`]),
    ...(people === 0 ? [] : [`${people} for people`]),
  ];
  const things = steps.length === 1 ? '1 difference' : `${steps.length} differences`;
  return `${things}: ${parts.join(', ')}.`;
}
