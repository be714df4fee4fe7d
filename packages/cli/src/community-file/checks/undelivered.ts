import type { UndeliveredTo } from '@kapwa/core';
import { type Finding, listed } from './finding.js';

const DAY = 24 * 3_600_000;

/** No more people are told of by themselves. */
const MOST_TOLD = 10;

function count(number: number, one: string, more: string): string {
  return `${number} ${number === 1 ? one : more}`;
}

function age(since: number, now: number): string {
  const days = Math.floor(Math.max(0, now - since) / DAY);
  return days === 0 ? 'since today' : `for ${count(days, 'day', 'days')}`;
}

function lineOf({ who, since, waits, warnings, missed, missedAt }: UndeliveredTo, now: number) {
  const warned = warnings === 0 ? '' : `, ${count(warnings, 'a warning', 'of them warnings')}`;
  const parts = [
    ...(waits === 0 ? [] : [`${waits} waiting ${age(since, now)}${warned}`]),
    ...(missed === 0 ? [] : [`${missed} dropped, the last ${ago(missedAt ?? since, now)}`]),
  ];
  return `${who} (${parts.join('; ')})`;
}

function ago(time: number, now: number): string {
  const days = Math.floor(Math.max(0, now - time) / DAY);
  return days === 0 ? 'today' : `${count(days, 'day', 'days')} ago`;
}

/** What has not reached members, without their names and without what it says. */
export function checkUndelivered(all: readonly UndeliveredTo[], now: number): readonly Finding[] {
  if (all.length === 0) return [];
  const told = all.slice(0, MOST_TOLD).map((one) => lineOf(one, now));
  const more = all.length - told.length;
  const list = listed(more === 0 ? told : [...told, `${more} more`]);
  return [
    {
      level: 'warning',
      path: [],
      place: 'data',
      message: `Not delivered to ${count(all.length, 'member', 'members')}: ${list}.`,
      fix: 'They have to write to the bot first. UNDELIVERED, sent to the bot in private by a community admin, says who they are.',
    },
  ];
}
