import type { Outcome } from '../actions/outcome.js';
import { pendingOf } from '../commands/pending.js';
import { KapwaError } from '../errors.js';
import { untoldWish } from '../people-data/data-wish.js';
import type { AnyContext } from '../plugins/context.js';
import { schema } from '../schema.js';
import { beginAnew, goTo, leave, rest, sayQuestion, start } from './ask-step.js';
import type { DialogueData } from './dialogue-spec.js';
import { type DialogueState, isLost } from './dialogue-state.js';
import {
  type DialogueParts,
  isWaiting,
  type KeptDialogue,
  openDialogues,
  save,
  stateOf,
  type Visit,
} from './kept-dialogue.js';
import { stepOf } from './question-text.js';

/** What is left for a dialogue in the lane of its partner. */
const postedSchema = schema((z) =>
  z.discriminatedUnion('do', [
    z.object({ do: z.literal('begin'), input: z.unknown(), asked: z.string().optional() }),
    z.object({ do: z.enum(['wake', 'remind', 'time-out']), question: z.string().optional() }),
  ]),
);

const settledSchema = schema((z) => z.object({ question: z.string() }));

/** Checks what a dialogue is begun with. Raises `plugin.invalid` naming what is wrong. */
export function checkInput(kept: KeptDialogue, input: unknown): DialogueData {
  const result = kept.spec.data.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new KapwaError(
    'plugin.invalid',
    `${kept.plugin}: the dialogue "${kept.name}" cannot begin with this: ${where}: ${issue?.message ?? ''}.`,
  );
}

function visitIn(context: AnyContext, kept: KeptDialogue, parts: DialogueParts): Visit | undefined {
  const { group, actor } = context;
  if (kept.lane === 'group') {
    return group === undefined ? undefined : { kept, parts, context, to: { group: group.key } };
  }
  if (actor === undefined || group !== undefined) return undefined;
  return { kept, parts, context, to: { person: actor.person.id } };
}

async function timeOut(visit: Visit, state: DialogueState): Promise<void> {
  const { timeout } = stepOf(visit, state);
  if (timeout === undefined) return;
  if (timeout.otherwise === 'leave') await leave(visit, state, 'timeout');
  else if (timeout.otherwise === 'rest') await rest(visit, state);
  else await goTo(visit, state, timeout.otherwise.next);
}

async function isNewest(visit: Visit): Promise<boolean> {
  const newest = (await openDialogues(visit)).find(({ state }) => isWaiting(state));
  return newest?.kept === visit.kept;
}

/** Until what somebody asked to see is there, it is looked for again this soon, ms. */
const SOON = 1_000;
/** It takes no longer unless something is broken, ms: then the question need not wait for it. */
const LONGEST_TOLD = 60_000;

/**
 * When a question may be asked again, ms UTC; undefined for now. A yes to one that stands below a
 * command's "shall I really?" must not be taken for the yes to that: it waits until the command has
 * its answer, or none. And what somebody asked to see of themselves comes before it.
 */
async function waitsUntil(context: AnyContext): Promise<number | undefined> {
  const pending = await pendingOf(context);
  if (pending !== undefined) return pending.expires;
  const wish = await untoldWish(context);
  if (wish === undefined || context.now >= wish.at + LONGEST_TOLD) return undefined;
  return context.now + SOON;
}

/** Asks an open question again, as soon as nothing has to come before it. */
async function askOnceMore(
  visit: Visit,
  state: DialogueState,
  why: 'wake' | 'remind',
): Promise<void> {
  const { context, to, kept } = visit;
  const at = await waitsUntil(context);
  if (at !== undefined) {
    const { question } = state;
    context.post(to, kept.step, { do: why, question }, { at });
    return;
  }
  const occasion = why === 'remind' ? 'reminder' : 'returning';
  save(visit, await sayQuestion(visit, state, occasion));
}

/** Runs what was left for a dialogue. What was left for a question that is over does nothing. */
export async function runPosted(
  context: AnyContext,
  data: unknown,
  kept: KeptDialogue,
  parts: DialogueParts,
): Promise<void> {
  const visit = visitIn(context, kept, parts);
  if (visit === undefined) return;
  const posted = postedSchema.parse(data);
  if (posted.do === 'begin') {
    await start(visit, checkInput(kept, posted.input), posted.asked);
    return;
  }
  const state = await stateOf(visit);
  if (state === undefined || state.question !== posted.question) return;
  if (isLost(state)) {
    if (posted.do === 'time-out') await leave(visit, state, 'upgrade');
    else if (await isNewest(visit)) await beginAnew(visit, state);
  } else if (posted.do === 'time-out') {
    await timeOut(visit, state);
  } else if (isWaiting(state) && (await isNewest(visit))) {
    await askOnceMore(visit, state, posted.do);
  }
}

/** Remembers by which platform ids the question of a group can be replied to. */
export async function runSettled(
  context: AnyContext,
  outcome: Outcome,
  data: unknown,
  kept: KeptDialogue,
  parts: DialogueParts,
): Promise<void> {
  const visit = visitIn(context, kept, parts);
  if (visit === undefined || outcome.kind !== 'sent') return;
  const state = await stateOf(visit);
  if (state === undefined || isLost(state)) return;
  if (state.question !== settledSchema.parse(data).question) return;
  save(visit, { ...state, messages: [...state.messages, ...outcome.messages] });
}
