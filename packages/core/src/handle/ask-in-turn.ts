import type { Action, ActionOptions, Recipient } from '../actions/action.js';
import { checkOptions } from '../actions/check-options.js';
import type { Dialogue, Partner } from '../dialogues/dialogue.js';
import type { Values } from '../languages/message.js';
import type { SayOptions } from '../plugins/context.js';
import type { OpenTurn } from './open-turn.js';

/** Work that is not done before a moment, ms UTC. */
interface Later {
  readonly at?: number;
}

/** Leaves work for a lane. */
export function post(
  turn: OpenTurn,
  to: Recipient | 'community',
  step: string,
  data: unknown,
  { at }: Later = {},
): void {
  turn.asking().post({ to, step, data, at });
}

/** Begins a dialogue in the lane of a person or group. */
export function begin<Input>(
  turn: OpenTurn,
  dialogue: Dialogue<Input>,
  partner: Partner,
  input: Input,
  { at }: Later = {},
): void {
  const { plugin, step } = dialogue;
  const to = 'group' in partner ? { group: partner.group } : { person: partner.person };
  const data = dialogue.opening(input, partner);
  turn.asking().post({ to, plugin, step, data, at });
}

const noOptions: ActionOptions = {};

/** Asks for an action; answers with its id. */
export function perform(turn: OpenTurn, action: Action, options = noOptions): string {
  const id = turn.seeded().id();
  const part = turn.asking();
  // Here, and not only at the commit: the stack leads to the line that asked.
  checkOptions(part.plugin, action, options);
  part.ask({ id, action, options });
  return id;
}

/** Asks for a message of the plugin's locales; answers with the action's id. */
export function say(
  turn: OpenTurn,
  to: Recipient,
  key: string,
  values: object,
  given: SayOptions = {},
): string {
  const id = turn.seeded().id();
  const { replyTo, menu, attachment, ...options } = given;
  const message = { to, key, values: values as Values };
  turn.asking().ask({ id, say: message, replyTo, menu, attachment, options });
  return id;
}
