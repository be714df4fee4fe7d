import type { MessageReceived } from '../events/event.js';
import type { AnyContext } from '../plugins/context.js';
import type { Verdict } from '../plugins/plugin.js';
import type { MaybePromise } from '../store/store.js';
import { beginAnew, comeBack, leave, rest, sayQuestion, start, takeAnswer } from './ask-step.js';
import { type DialogueState, isLongAgo, isLost, isWornOut, type Lost } from './dialogue-state.js';
import {
  type DialogueParts,
  guess,
  isWaiting,
  type KeptDialogue,
  openDialogues,
  save,
  stateOf,
  type Visit,
} from './kept-dialogue.js';
import { resumeChoices } from './question-text.js';
import { readAnswer, saidTo } from './read-answer.js';
import { readChoice } from './read-choice.js';
import { isOneOf } from './same-words.js';
import { tappedIn, tappedResume } from './tap.js';

/** What one dialogue does with a message, phase by phase. */
export interface Hearing {
  /** Takes the message where it answers the open question. */
  dialogue(context: AnyContext, event: MessageReceived): Promise<Verdict> | undefined;
  /**
   * Asks again when the message was nobody else's either; after a command, sees to it that the
   * question is asked once more behind the answer to it.
   */
  react(context: AnyContext, handled: boolean): MaybePromise<Verdict>;
}

/** A message that did not answer the open question. */
interface Unanswered {
  readonly visit: Visit;
  readonly state: DialogueState | Lost;
}

/** In a group people talk to each other: the bot is spoken to by a mention, in reply or by a tap. */
function mayAnswer(state: DialogueState | Lost, event: MessageReceived, person: string): boolean {
  if (event.chat.direct) return true;
  const addressed =
    event.mentionsBot === true ||
    event.choice !== undefined ||
    state.messages.includes(event.replyTo ?? '');
  return addressed && (state.asked === undefined || state.asked === person);
}

function isTapped(
  kept: KeptDialogue,
  state: DialogueState | Lost,
  event: MessageReceived,
): boolean {
  if (isLost(state)) return false;
  const isResume = state.mode === 'resuming' && tappedResume(kept, event) !== undefined;
  return isResume || tappedIn(kept, state, event) !== undefined;
}

/** Whether of all open dialogues this is the one a message is for: tapped, replied to, or the newest. */
async function isMeant(visit: Visit, event: MessageReceived, person: string): Promise<boolean> {
  const open = (await openDialogues(visit)).filter(({ state }) => mayAnswer(state, event, person));
  const tapped = open.find(({ kept, state }) => isTapped(kept, state, event));
  const repliedTo = open.find(({ state }) => state.messages.includes(event.replyTo ?? ''));
  const waiting = open.find(({ state }) => isWaiting(state));
  return (tapped ?? repliedTo ?? waiting ?? open[0])?.kept === visit.kept;
}

async function takeResume(
  visit: Visit,
  state: DialogueState,
  event: MessageReceived,
): Promise<Verdict> {
  const choice =
    event.choice === undefined
      ? readChoice(saidTo(event), await resumeChoices(visit))
      : tappedResume(visit.kept, event);
  if (choice === 'go-on') {
    save(visit, await sayQuestion(visit, { ...state, mode: 'asking', tries: 0 }, 'returning'));
    return 'handled';
  }
  if (choice !== 'start-over') return undefined;
  const input = visit.kept.spec.data.safeParse(state.input).data ?? state.data;
  await start(visit, input, state.asked);
  return 'handled';
}

async function takeIfAnswer(
  visit: Visit,
  state: DialogueState,
  event: MessageReceived,
): Promise<Verdict> {
  const data = await readAnswer(visit, state, event);
  if (data === undefined) return undefined;
  await takeAnswer(visit, state, data);
  return 'handled';
}

/** A tap means what stood there, whatever its words: on an older menu it is no answer to this one. */
async function takeTap(
  visit: Visit,
  state: DialogueState | Lost,
  event: MessageReceived,
): Promise<Verdict> {
  if (isLost(state)) return undefined;
  if (tappedIn(visit.kept, state, event) !== undefined) return takeIfAnswer(visit, state, event);
  return state.mode === 'resuming' ? takeResume(visit, state, event) : undefined;
}

async function takeMessage(
  visit: Visit,
  state: DialogueState | Lost,
  event: MessageReceived,
): Promise<Verdict> {
  if (event.choice !== undefined) return takeTap(visit, state, event);
  const said = saidTo(event);
  const { parts } = visit;
  if (isOneOf(said, parts.words('words.stop'))) {
    await leave(visit, state, 'stop', 'dialogue.left');
    return 'handled';
  }
  if (isLost(state)) return undefined;
  const wantsHelp = !said.startsWith('/') && isOneOf(said, parts.words('words.help'));
  if (wantsHelp && state.mode !== 'resting') {
    const frame = { below: 'dialogue.how-to-leave' } as const;
    save(visit, await sayQuestion(visit, state, 'help', frame));
    return 'handled';
  }
  if (state.mode === 'resuming') return takeResume(visit, state, event);
  return takeIfAnswer(visit, state, event);
}

async function askAgain({ visit, state }: Unanswered): Promise<void> {
  if (isLost(state)) {
    await beginAnew(visit, state);
  } else if (
    state.mode === 'resting' ||
    (state.mode === 'asking' && isLongAgo(visit.kept.spec, state, visit.context.now))
  ) {
    await comeBack(visit, state);
  } else if (isWornOut(visit.kept.spec, state)) {
    await rest(visit, state, 'dialogue.rest');
  } else {
    save(visit, await sayQuestion(visit, { ...state, tries: state.tries + 1 }, 'again'));
  }
}

/** Once for every question, and behind the answer to the command: it waits its turn in the lane. */
function repeatLater({ visit, state }: Unanswered): void {
  if (isLost(state) || state.mode === 'resting' || state.repeated) return;
  save(visit, { ...state, repeated: true });
  visit.context.post(visit.to, visit.kept.step, { do: 'wake', question: state.question });
}

/** Makes what one dialogue does with messages. */
export function hearing(kept: KeptDialogue, parts: DialogueParts): Hearing {
  /** What the phases of one turn tell each other. */
  const unanswered = new WeakMap<AnyContext, Unanswered>();

  const hear = async (context: AnyContext, event: MessageReceived): Promise<Verdict> => {
    const person = context.actor?.person.id;
    const state = await stateOf({ kept, context });
    if (state === undefined || person === undefined) return undefined;
    guess({ kept, context }, isWaiting(state));
    const { group } = context;
    const to = kept.lane === 'group' && group !== undefined ? { group: group.key } : { person };
    const visit: Visit = { kept, parts, context, to };
    if (!mayAnswer(state, event, person) || !(await isMeant(visit, event, person))) {
      return undefined;
    }
    const verdict = await takeMessage(visit, state, event);
    if (verdict !== 'handled') unanswered.set(context, { visit, state });
    return verdict;
  };

  return {
    dialogue(context, event) {
      const toTheBot =
        event.chat.direct ||
        event.mentionsBot === true ||
        event.replyTo !== undefined ||
        event.choice !== undefined;
      return toTheBot ? hear(context, event) : undefined;
    },
    react(context, handled) {
      const open = unanswered.get(context);
      if (open === undefined) return undefined;
      if (!handled) return askAgain(open);
      return repeatLater(open);
    },
  };
}
