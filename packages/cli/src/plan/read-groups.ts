import type { GroupReading } from '@kapwa/core';
import { listed } from '../community-file/checks/finding.js';
import type { Shell } from '../terminal/shell.js';
import type { PlanningKit } from './planned-bot.js';

/** A group that could not be looked at, as programs are told of it. */
export interface Unread {
  readonly group: string;
  readonly name: string;
  readonly reason: string;
}

/** Nothing else may keep the process awake while a messenger is slow to answer, ms. */
const AWAKE = 1_000;

/** Looks at the groups afresh; answers with those that could not be asked. */
export async function readGroups({ kit, community }: PlanningKit): Promise<readonly Unread[]> {
  const awake = setInterval(() => undefined, AWAKE);
  try {
    const readings = await kit.reconciler.read(community);
    return readings.flatMap(({ group, name, problem }: GroupReading) =>
      problem === undefined ? [] : [{ group, name, reason: problem }],
    );
  } finally {
    clearInterval(awake);
  }
}

/** Says which groups were not looked at now, one line for each reason. */
export function noteUnread(unread: readonly Unread[], { hasMessenger }: PlanningKit, shell: Shell) {
  // Without any messenger that has been said already.
  if (!hasMessenger) return;
  for (const reason of new Set(unread.map((one) => one.reason))) {
    const names = unread.filter((one) => one.reason === reason).map(({ name }) => name);
    shell.note(`Not looked at now, so this goes by what was seen before: ${listed(names)}.`);
    shell.note(`  ${reason}`);
  }
}
