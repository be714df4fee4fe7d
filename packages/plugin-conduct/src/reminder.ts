import { type Collection, type Group, plain, ruleText, weeklyCron } from '@kapwa/core';
import type { ConductContext } from './context.js';
import type { ConductOptions } from './options.js';

/** The key of the one record a group has: which rule comes next. */
const NEXT = 'next-rule';

/** The reminder's cron pattern for a group, or undefined where it is off. */
export function reminderCron({ reminder }: ConductOptions, group?: Group): string | undefined {
  if (reminder === false || group === undefined || !reminder.kinds.includes(group.kind)) {
    return undefined;
  }
  return weeklyCron(reminder);
}

/** Repeats one rule, the next in turn, in the group's languages. Never sent twice. */
export async function remind(context: ConductContext, turns: Collection<number>): Promise<void> {
  const { community, group } = context;
  if (group === undefined || community.rules.length === 0) return;
  const records = context.records(turns);
  const turn = (await records.get(NEXT)) ?? 0;
  const rule = community.rules[turn % community.rules.length];
  if (rule === undefined) return;
  records.set(NEXT, turn + 1);
  const to = { group: group.key };
  const texts = (await context.languagesFor(to)).map((language) =>
    context.text(language, 'reminder', { rule: plain(ruleText(rule, language, community)) }),
  );
  context.perform(
    { kind: 'message.send', to, text: context.inLanguages(texts) },
    { priority: 'notice', delivery: 'at-most-once', reason: 'reminder' },
  );
  context.note({ reason: 'reminder' }, 'found.reminder', {});
}
