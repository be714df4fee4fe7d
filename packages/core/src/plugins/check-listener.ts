import { didYouMean } from '../blueprint/did-you-mean.js';
import { KapwaError } from '../errors.js';
import type { EventKind } from '../events/event.js';
import { type Filters, phases } from './plugin.js';

/** Plugins come as JavaScript files, too, where no compiler looks at what they say. */
const kinds: Readonly<Record<EventKind, true>> = {
  'message.received': true,
  'message.edited': true,
  'message.deleted': true,
  'member.joined': true,
  'member.left': true,
  'member.muted': true,
  'role.changed': true,
  'reaction.added': true,
  'join.requested': true,
  'join.withdrawn': true,
  'poll.voted': true,
  'group.changed': true,
  'group.reported': true,
  'chat.moved': true,
  'account.moved': true,
  'delivery.reported': true,
  'transport.changed': true,
  'action.settled': true,
  'group.created': true,
  'accounts.revealed': true,
  'accounts.lost': true,
  'person.merging': true,
  'person.merged': true,
  'person.parted': true,
  'schedule.due': true,
  'plugin.posted': true,
  'blueprint.loaded': true,
  'community.removed': true,
};

const filterNames: Readonly<Record<keyof Filters, true>> = {
  phase: true,
  direct: true,
  mentions: true,
  hasLink: true,
  groupKind: true,
  words: true,
  kept: true,
  before: true,
  after: true,
};

function invalid(problem: string): KapwaError {
  return new KapwaError('plugin.invalid', problem);
}

/** What was probably meant, otherwise what there is. */
function help(word: string, known: readonly string[]): string {
  const meant = didYouMean(word, known);
  return meant === undefined ? `There are ${known.join(', ')}.` : `Did you mean "${meant}"?`;
}

/** Raises `plugin.invalid` for a listener that could never hear anything, or hears everything by a slip. */
export function checkListener(
  plugin: string,
  kind: EventKind,
  filters: Filters,
  listener: unknown,
): void {
  if (!Object.hasOwn(kinds, kind)) {
    throw invalid(`${plugin}: there are no events "${kind}". ${help(kind, Object.keys(kinds))}`);
  }
  for (const name of Object.keys(filters)) {
    if (Object.hasOwn(filterNames, name)) continue;
    const words = help(name, Object.keys(filterNames));
    throw invalid(`${plugin}: a listener for "${kind}" has no filter "${name}". ${words}`);
  }
  const { phase } = filters;
  if (phase !== undefined && !phases.includes(phase)) {
    throw invalid(
      `${plugin}: there is no phase "${String(phase)}". ${help(String(phase), phases)}`,
    );
  }
  if (typeof listener !== 'function') {
    throw invalid(
      `${plugin}: a listener for "${kind}" needs a function: kit.on(kind, filters, run).`,
    );
  }
}
