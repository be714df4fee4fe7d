import type { PersonId } from '../model/person.js';

/**
 * With whom a dialogue is held: a person in their direct chats, or a group. In a group only the
 * person who was asked may answer; whoever answers first, where nobody is named.
 */
export type Partner =
  | { readonly person: PersonId }
  | { readonly group: string; readonly asked?: PersonId };

/** A declared dialogue, as what begins it: hand it to `context.begin`. */
export interface Dialogue<Input> {
  readonly plugin: string;
  readonly name: string;
  /** The step of the plugin that begins it in the lane of the partner. */
  readonly step: string;
  /** What that step is given. Raises `plugin.invalid` where the input or the partner does not fit. */
  opening(input: Input, partner: Partner): unknown;
  /**
   * What a tap on an option of a step gives back, for a question that the plugin shows by itself
   * with a menu: the id of that option.
   */
  optionId(step: string, value: string): string;
}
