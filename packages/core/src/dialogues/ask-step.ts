import type { ActionOptions } from '../actions/action.js';
import type { CoreMessages } from '../messages.js';
import type { DialogueData, LeftBy, Next, Occasion } from './dialogue-spec.js';
import { type DialogueState, isLost, type Lost } from './dialogue-state.js';
import { factsOf } from './facts-of.js';
import { forget, isWaiting, openDialogues, save, type Visit } from './kept-dialogue.js';
import type { Question } from './question-menu.js';
import { askedQuestion, coreText, type Frame, resumeQuestion, stepOf } from './question-text.js';
import { tapId } from './tap.js';

/** What is left for a dialogue in the lane of its partner; see `run-posted.ts`. */
function later(
  visit: Visit,
  what: { readonly do: string; readonly question: string },
  at: number,
): void {
  visit.context.post(visit.to, visit.kept.step, what, { at });
}

function send(visit: Visit, question: Question, options: ActionOptions = {}): void {
  visit.context.perform({ kind: 'message.send', to: visit.to, ...question }, options);
}

/** In a group an answer points at the question, so its platform id has to come back. */
function settling({ kept }: Visit, state: DialogueState): ActionOptions {
  if (kept.lane === 'person') return {};
  return { onSettled: { step: kept.step, data: { question: state.question } } };
}

/** Says the open question. Answers with the state to keep; nothing is kept yet. */
export async function sayQuestion(
  visit: Visit,
  state: DialogueState,
  occasion: Occasion,
  frame: Frame = {},
): Promise<DialogueState> {
  const resuming = state.mode === 'resuming' && occasion !== 'first';
  const question = resuming
    ? await resumeQuestion(visit)
    : await askedQuestion(visit, state, occasion, frame);
  const priority: ActionOptions = occasion === 'reminder' ? { priority: 'notice' } : {};
  if (question !== undefined) send(visit, question, { ...priority, ...settling(visit, state) });
  return { ...state, askedAt: visit.context.now };
}

function watchTheTime(visit: Visit, state: DialogueState): void {
  const { timeout } = stepOf(visit, state);
  if (timeout === undefined) return;
  const end = visit.context.now + timeout.after;
  const { question } = state;
  if (timeout.remind !== undefined) later(visit, { do: 'remind', question }, end - timeout.remind);
  later(visit, { do: 'time-out', question }, end);
}

/** Goes to a step and asks it, or ends the dialogue. */
export async function goTo(
  visit: Visit,
  state: DialogueState,
  next: Next<string>,
  frame: Frame = {},
): Promise<void> {
  const { context, kept } = visit;
  if (next === 'end') {
    await kept.spec.done?.(context, state.data);
    await close(visit);
    return;
  }
  const question = context.id();
  const fresh = { step: next, question, tries: 0, repeated: false, messages: [] };
  const entered: DialogueState = { ...state, ...fresh, mode: 'asking' };
  save(visit, await sayQuestion(visit, entered, 'first', frame));
  watchTheTime(visit, entered);
}

/** Ends a conversation; an older one that waits is asked again. */
async function close(visit: Visit): Promise<void> {
  forget(visit);
  const others = (await openDialogues(visit)).filter(({ kept }) => kept !== visit.kept);
  const newest = others[0];
  if (newest === undefined || !isWaiting(newest.state)) return;
  const { plugin, name, step } = newest.kept;
  const { question } = newest.state;
  const opening = (): unknown => ({ do: 'wake', question });
  const optionId = (at: string, value: string): string => tapId(newest.kept, at, value);
  visit.context.begin({ plugin, name, step, opening, optionId }, visit.to, undefined);
}

/** The first step, as the dialogue says or as it is written. */
function firstStep({ kept, context }: Visit, data: DialogueData): Next<string> {
  return kept.spec.first?.(data, factsOf(context)) ?? Object.keys(kept.spec.steps)[0] ?? 'end';
}

/** The step behind another, in the order in which they are written. */
function following({ kept }: Visit, step: string): Next<string> {
  const names = Object.keys(kept.spec.steps);
  return names[names.indexOf(step) + 1] ?? 'end';
}

/** Begins a conversation, or the same one anew. */
export async function start(
  visit: Visit,
  input: DialogueData,
  asked: string | undefined,
  frame: Frame = {},
): Promise<void> {
  const { kept, context } = visit;
  const [newest] = await openDialogues(visit);
  const state: DialogueState = {
    version: kept.spec.version,
    step: '',
    question: '',
    input,
    data: input,
    order: (newest?.state.order ?? 0) + 1,
    answered: 0,
    askedAt: context.now,
    tries: 0,
    repeated: false,
    mode: 'asking',
    ...(asked === undefined ? {} : { asked }),
    messages: [],
  };
  await goTo(visit, state, firstStep(visit, input), frame);
}

/** Takes an answer: does what the step does with it, and goes on. */
export async function takeAnswer(
  visit: Visit,
  state: DialogueState,
  data: DialogueData,
): Promise<void> {
  const { context } = visit;
  const step = stepOf(visit, state);
  await step.act?.(context, data);
  const next = typeof step.next === 'function' ? step.next(data, factsOf(context)) : step.next;
  const answered: DialogueState = { ...state, data, answered: state.answered + 1 };
  await goTo(visit, answered, next ?? following(visit, state.step));
}

/** Ends a conversation before its end; says so where a key is given. */
export async function leave(
  visit: Visit,
  state: DialogueState | Lost,
  by: LeftBy,
  say?: keyof CoreMessages,
): Promise<void> {
  if (say !== undefined) send(visit, { text: await coreText(visit, say) });
  if (!isLost(state)) await visit.kept.spec.left?.(visit.context, state.data, by);
  await close(visit);
}

/** Begins a conversation anew that cannot go on, with an apology; leaves it where even that fails. */
export async function beginAnew(visit: Visit, state: Lost): Promise<void> {
  if (state.input === undefined) await leave(visit, state, 'upgrade', 'dialogue.lost');
  else await start(visit, state.input, state.asked, { above: 'dialogue.changed' });
}

/** Stops asking until the partner writes again. */
export async function rest(
  visit: Visit,
  state: DialogueState,
  say?: keyof CoreMessages,
): Promise<void> {
  if (say !== undefined) send(visit, { text: await coreText(visit, say) });
  save(visit, { ...state, mode: 'resting', tries: 0 });
}

/** Goes on after a pause: asks whether to, where something has been answered already. */
export async function comeBack(visit: Visit, state: DialogueState): Promise<void> {
  const mode = state.answered > 0 ? 'resuming' : 'asking';
  save(visit, await sayQuestion(visit, { ...state, mode, tries: 0 }, 'returning'));
}
