import type { AnyContext } from '../plugins/context.js';
import type { Messages } from '../plugins/messages.js';
import type { Facts } from './dialogue-spec.js';

/** What the pure parts of a dialogue may look at; unlike a context it can be taken apart. */
export function factsOf(context: AnyContext): Facts<unknown, Messages> {
  const { now, community, group, actor, options } = context;
  return { now, community, group, actor, options, words: (key) => context.words(key) };
}
