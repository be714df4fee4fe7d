import type { Action } from '../actions/action.js';
import { KapwaError, messageOf } from '../errors.js';
import type { DeadLetter, InboxEntry } from '../store/store.js';
import { withoutWords } from '../without-words.js';

/** A part is tried this often before it becomes a dead letter. */
export const MOST_ATTEMPTS = 3;

/** Wait before the second and third try, ms. */
const RETRY_AFTER = [1_000, 30_000];

/** Wait after a part that flooded, ms: by then another minute is counted. */
const RETRY_AFTER_FLOOD = 60_000;

/** A part that did not work. */
export interface FailedPart {
  readonly plugin: string;
  readonly error: unknown;
  /** The action it failed at, where it was not the event itself. */
  readonly about?: Action;
}

/** The id an entry had when it came in, without what retries have put behind it. */
function firstId(entry: InboxEntry): string {
  return entry.only === undefined ? entry.id : entry.id.replace(/#[^#]*#\d+$/, '');
}

function waitAfter(error: unknown, attempt: number): number {
  if (error instanceof KapwaError && error.code === 'plugin.flooded') return RETRY_AFTER_FLOOD;
  return RETRY_AFTER[attempt - 1] ?? 0;
}

function again(entry: InboxEntry, { plugin, error }: FailedPart, now: number): InboxEntry {
  const attempt = entry.attempt + 1;
  return {
    ...entry,
    id: `${firstId(entry)}#${plugin}#${attempt}`,
    only: plugin,
    attempt,
    notBefore: now + waitAfter(error, attempt),
  };
}

/** What becomes of parts that did not work: tried again alone, or given up as dead letters. */
export function afterFailure(
  entry: InboxEntry,
  failed: readonly FailedPart[],
  now: number,
): { post: InboxEntry[]; dead: DeadLetter[] } {
  const post: InboxEntry[] = [];
  const dead: DeadLetter[] = [];
  for (const part of failed) {
    const { plugin, error } = part;
    if (entry.attempt + 1 < MOST_ATTEMPTS) post.push(again(entry, part, now));
    else {
      const reason = withoutWords(messageOf(error), entry.event, 1);
      dead.push({ id: `${entry.id}/${plugin}`, entry, plugin, reason, at: now });
    }
  }
  return { post, dead };
}

/** A plugin's part of an event that waits until an earlier part of the same plugin is through. */
export function deferred(entry: InboxEntry, plugin: string, notBefore: number): InboxEntry {
  const before = /#(0+)$/.exec(entry.only === undefined ? '' : entry.id)?.[1] ?? '';
  return { ...entry, id: `${firstId(entry)}#${plugin}#${before}0`, only: plugin, notBefore };
}
