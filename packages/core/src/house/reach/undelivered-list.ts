import type { Verdict } from '../../plugins/plugin.js';
import { joinTexts, type Text } from '../../text/text.js';
import type { HouseContext } from '../house-context.js';
import type { ReachRecords, Undelivered } from './records.js';

/** No more people are listed at once. */
const MOST_LISTED = 30;

function dayOf(time: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(time);
}

function linesOf(
  context: HouseContext,
  language: string,
  { since, waits, warnings, missed, missedAt }: Undelivered,
  person: string,
): readonly Text[] {
  const { timeZone } = context.community;
  const waiting = { person, number: waits, date: dayOf(since, timeZone) };
  const dropped = { person, number: missed, date: dayOf(missedAt ?? since, timeZone) };
  return [
    ...(waits === 0 ? [] : [context.text(language, 'reach.list.waits', waiting)]),
    ...(warnings === 0
      ? []
      : [context.text(language, 'reach.list.warnings', { number: warnings })]),
    ...(missed === 0 ? [] : [context.text(language, 'reach.list.missed', dropped)]),
  ];
}

/** Tells an admin, in private, for whom something waits and what was dropped in the last 30 days. */
export async function listUndelivered(
  context: HouseContext,
  { undelivered }: ReachRecords,
): Promise<Verdict> {
  const { actor, community } = context;
  if (actor === undefined) return undefined;
  const to = { person: actor.person.id };
  const [language = 'en'] = await context.languagesFor(to);
  const all = (await context.records(undelivered, community.key).list()).map(({ value }) => value);
  const inTurn = [...all].sort((one, other) => one.since - other.since);
  const lines: Text[] = [];
  for (const one of inTurn.slice(0, MOST_LISTED)) {
    const name = (await context.person(one.person))?.name ?? '';
    lines.push(...linesOf(context, language, one, name));
  }
  const more = inTurn.length - MOST_LISTED;
  if (more > 0) lines.push(context.text(language, 'reach.list.more', { number: more }));
  const text =
    lines.length === 0
      ? context.text(language, 'reach.list.nothing', {})
      : joinTexts([context.text(language, 'reach.list.title', {}), ...lines], '\n');
  context.perform({ kind: 'message.send', to, text });
  return 'handled';
}
