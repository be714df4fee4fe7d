import type { MessageState, UserState } from './state.js';
import { messageJson, pollJson, userJson } from './wire.js';
import type { World } from './world.js';

/** Somebody reacts; the bot is told where it may see it. */
export function reactTo(
  world: World,
  message: MessageState,
  user: UserState,
  emoji: readonly string[],
): void {
  const { chat } = message;
  const before = message.reactions.get(user.id) ?? [];
  message.reactions.set(user.id, emoji);
  if (chat.type !== 'private' && !world.botIsAdmin(chat)) return;
  const listed = (list: readonly string[]) => list.map((one) => ({ type: 'emoji', emoji: one }));
  const { chat: chatIs, message_id } = messageJson(message);
  world.tell('message_reaction', {
    chat: chatIs,
    message_id,
    user: userJson(user),
    date: world.seconds(),
    old_reaction: listed(before),
    new_reaction: listed(emoji),
  });
}

/** Somebody votes; of an anonymous poll the bot is told only numbers. */
export function voteIn(
  world: World,
  message: MessageState,
  user: UserState,
  options: readonly number[],
): void {
  const { poll } = message;
  if (poll === undefined || poll.closed) throw new Error('This message is no open poll.');
  if (options.length > 1 && !poll.several) throw new Error('Only one option can be chosen here.');
  poll.votes.set(user.id, options);
  if (poll.anonymous) {
    world.tell('poll', pollJson(poll));
    return;
  }
  world.tell('poll_answer', {
    poll_id: poll.id,
    user: userJson(user),
    option_ids: options,
    option_persistent_ids: options.map((option) => `${poll.id}-${option}`),
  });
}
