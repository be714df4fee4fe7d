import type { Recipient } from '../actions/action.js';
import type { Values } from '../languages/message.js';
import { fingerprintOf } from '../ledger/fingerprint.js';
import type { Finding } from '../plugins/context.js';
import { plainText } from '../text/plain-text.js';
import type { Text } from '../text/text.js';
import { languagesFor } from './languages-for.js';
import type { OpenTurn } from './open-turn.js';

/** A message of the plugin's locales in one language. */
export function textIn(turn: OpenTurn, language: string, key: string, values: object): Text {
  const { plugin } = turn.part();
  return turn.parts.catalogue.text(plugin, language, key, values as Values);
}

/** The words of a list, in all languages at once. */
export function wordsOf(turn: OpenTurn, key: string): readonly string[] {
  const { plugin } = turn.part();
  return turn.parts.catalogue.wordList(plugin, key);
}

/** The languages a recipient is addressed in, leading one first. */
export async function languagesOf(turn: OpenTurn, to: Recipient): Promise<readonly string[]> {
  return languagesFor(to, turn.scene, turn.part(), turn.store);
}

/** Puts on record what was decided, with a sentence in the community's first language. */
export function note(
  turn: OpenTurn,
  finding: Omit<Finding, 'text'>,
  key: string,
  values: object,
): void {
  const language = turn.scene.community.languages[0] ?? 'en';
  const text = plainText(textIn(turn, language, key, values));
  turn.part().find({ ...finding, text });
}

/** The keyed fingerprint of what the message says; undefined where the event brings no words. */
export function fingerprint(turn: OpenTurn): string | undefined {
  const part = turn.part();
  const { event } = turn.entry;
  if (!('text' in event)) return undefined;
  part.fingerprint ??= fingerprintOf(event.text, turn.parts.ids);
  return part.fingerprint;
}
