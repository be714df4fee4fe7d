import type { MessageReceived } from '../events/event.js';
import type { Answer, DialogueData } from './dialogue-spec.js';
import { type DialogueState, isLongAgo } from './dialogue-state.js';
import { factsOf } from './facts-of.js';
import type { Visit } from './kept-dialogue.js';
import { shownChoices, stepOf } from './question-text.js';
import { readChoice } from './read-choice.js';
import { tappedIn } from './tap.js';

/** What was said to the bot: without marks of direction in front, and without its mention. */
export function saidTo(event: MessageReceived): string {
  const text = event.text.replace(/^[\s\p{Cf}]+/u, '');
  return (event.mentionsBot === true ? text.replace(/^@\S+\s*/u, '') : text).trim();
}

/** Whether a message is one that no question takes, whatever is asked. */
function isForSomebodyElse(
  { kept, parts, context }: Visit,
  state: DialogueState,
  event: MessageReceived,
  free: boolean,
): boolean {
  if (saidTo(event).startsWith('/')) return true;
  if (!free) return false;
  const late = state.mode === 'resting' || isLongAgo(kept.spec, state, context.now);
  return late || parts.isCommand(event);
}

/**
 * What the data is after the message, where it answers the open question; undefined where it does
 * not.
 */
export async function readAnswer(
  visit: Visit,
  state: DialogueState,
  event: MessageReceived,
): Promise<DialogueData | undefined> {
  const step = stepOf(visit, state);
  const tapped = tappedIn(visit.kept, state, event);
  const isFree = step.free ?? step.options === undefined;
  if (tapped === undefined && isForSomebodyElse(visit, state, event, isFree)) return undefined;
  const text = saidTo(event);
  const choices = await shownChoices(visit, state);
  const choice =
    tapped === undefined
      ? readChoice(text, choices)
      : choices.find(({ value }) => value === tapped)?.value;
  // An option that is not offered any more is no answer, not even as words.
  if (tapped !== undefined && choice === undefined) return undefined;
  const { media = [], message } = event;
  const answer: Answer = { text, media, message, ...(choice === undefined ? {} : { choice }) };
  const learnt = step.read(answer, state.data, factsOf(visit.context));
  if (learnt === undefined) return undefined;
  return visit.kept.spec.data.safeParse({ ...state.data, ...learnt }).data;
}
