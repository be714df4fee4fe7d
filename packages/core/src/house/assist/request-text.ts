import type { AssistRecord } from '../../assist/assist-record.js';
import { stepsKey, whatKey } from '../../assist/steps.js';
import { joinTexts, type Text } from '../../text/text.js';
import type { HouseContext } from '../house-context.js';

/** What an admin is asked to do. */
export interface RequestFacts {
  readonly action: AssistRecord['action'];
  readonly adapter: string;
  /** By name. */
  readonly group: string;
  /** Whom it is about, by name. */
  readonly person: string | undefined;
  /** ms UTC. */
  readonly at: number;
  readonly number: number;
}

/** The time on the clock of the community, with the date. */
function clockTime(time: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return format.format(time);
}

/** How long, in whole hours; what is not a whole number of hours is rounded up. */
function hoursOf({ action }: RequestFacts): number {
  return action.kind === 'disappearing.set' ? Math.ceil(action.after / 3_600_000) : 0;
}

/**
 * What is to be done, how, and how to answer. It points to a message by who wrote it, where and
 * when: its words are not repeated.
 */
export function requestText(context: HouseContext, language: string, facts: RequestFacts): Text {
  const { action, adapter, group, number, at } = facts;
  const person = facts.person ?? context.text(language, 'assist.somebody', {});
  const values = {
    group,
    person,
    time: clockTime(at, context.community.timeZone),
    hours: String(hoursOf(facts)),
    name: action.kind === 'group.describe' ? (action.name ?? '') : '',
    description: action.kind === 'group.describe' ? (action.description ?? '') : '',
  };
  const named = context.text(language, whatKey(action), values as never);
  const how = context.text(language, stepsKey(action, adapter), values as never);
  const answer =
    number === 1
      ? context.text(language, 'assist.answer', {})
      : context.text(language, 'assist.answer-number', { number: String(number) });
  return joinTexts([context.text(language, 'assist.intro', { group }), named, how, answer], '\n');
}
