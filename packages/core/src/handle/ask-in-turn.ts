import type { Action, ActionOptions, Recipient } from '../actions/action.js';
import { checkOptions } from '../actions/check-options.js';
import type { Dialogue, Partner } from '../dialogues/dialogue.js';
import { KapwaError } from '../errors.js';
import type { Values } from '../languages/message.js';
import type { ReplyOptions, SayOptions } from '../plugins/context.js';
import type { Text } from '../text/text.js';
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

/** What is answered, a message of the plugin's locales or a text as it is, and how. */
export type Reply =
  | readonly [key: string, values: object, options?: ReplyOptions | undefined]
  | readonly [text: Text, options?: ActionOptions | undefined];

/** Asks for an answer where the event happened, quoting its message; answers with the action's id. */
export function reply(turn: OpenTurn, ...said: Reply): string {
  const { here: to } = turn;
  const { event } = turn.entry;
  if (to === undefined) {
    throw new KapwaError(
      'plugin.invalid',
      `${turn.part().plugin}: context.reply at "${event.kind}", which happened in no group and by nobody. Name the recipient: context.say or context.perform.`,
    );
  }
  const quote = event.kind === 'message.received' ? { replyTo: event.message } : {};
  if (isKeyed(said)) {
    const [key, values, options] = said;
    return say(turn, to, key, values, { ...options, ...quote });
  }
  const [text, options] = said;
  return perform(turn, { kind: 'message.send', to, text, ...quote }, options);
}

function isKeyed(said: Reply): said is Extract<Reply, readonly [string, ...unknown[]]> {
  return typeof said[0] === 'string';
}
