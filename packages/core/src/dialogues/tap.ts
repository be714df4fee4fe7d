import { createHash } from 'node:crypto';
import type { MessageReceived } from '../events/event.js';
import type { DialogueState } from './dialogue-state.js';
import type { KeptDialogue } from './kept-dialogue.js';

/** Stands for the step at which it is asked whether to go on. No step has an empty name. */
const RESUMING = '';

/** Whose question it was, short: Telegram takes 64 bytes for the whole id. */
function markOf({ plugin, name }: Pick<KeptDialogue, 'plugin' | 'name'>, step: string): string {
  return createHash('sha256').update(`${plugin}/${name}/${step}`).digest('base64url').slice(0, 8);
}

/**
 * The id of an option as a platform gives it back when it is tapped. It names the question, so that
 * a tap on an old question answers no other; and the value, so that it holds when the label changes.
 */
export function tapId(
  dialogue: Pick<KeptDialogue, 'plugin' | 'name'>,
  step: string,
  value: string,
): string {
  return `${markOf(dialogue, step)}:${value}`;
}

/** The id of an option of the question whether to go on. */
export function resumeTapId(
  dialogue: Pick<KeptDialogue, 'plugin' | 'name'>,
  value: string,
): string {
  return tapId(dialogue, RESUMING, value);
}

function valueBehind(id: string, mark: string): string | undefined {
  return id.startsWith(`${mark}:`) ? id.slice(mark.length + 1) : undefined;
}

/** What a message tapped: the value of an option of the step a conversation stands at. */
export function tappedIn(
  kept: KeptDialogue,
  { step }: Pick<DialogueState, 'step'>,
  { choice }: MessageReceived,
): string | undefined {
  return choice === undefined ? undefined : valueBehind(choice, markOf(kept, step));
}

/** What a message tapped of the question whether to go on. */
export function tappedResume(kept: KeptDialogue, event: MessageReceived): string | undefined {
  return tappedIn(kept, { step: RESUMING }, event);
}
