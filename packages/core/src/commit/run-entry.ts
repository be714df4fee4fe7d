import { messageOf } from '../errors.js';
import type { Handled } from '../handle/handle.js';
import { type FailedPart, MOST_ATTEMPTS } from '../handle/retry.js';
import type { Tell } from '../kit-events.js';
import type { Logger } from '../logger.js';
import type { LimitNear } from '../model/limits.js';
import type { InboxEntry, Store } from '../store/store.js';

/** A turn that meets a conflict is run again this often before it is given back to the lane. */
const MOST_CONFLICTS = 20;

/** What running an entry needs. */
export interface RunParts {
  readonly store: Store;
  readonly log: Logger;
  /** Tells those who watch. */
  readonly tell: Tell;
  handle(entry: InboxEntry): Promise<Handled>;
  /** Takes up what was committed: entries for lanes, items for the outbox. */
  committed(handled: Handled): void;
}

/** Reports a part that did not work, by the name of its plugin. */
export function reportFailure(
  entry: InboxEntry,
  { plugin, error }: FailedPart,
  { log, tell }: Pick<RunParts, 'log' | 'tell'>,
): void {
  const attempt = entry.attempt + 1;
  const dead = attempt >= MOST_ATTEMPTS;
  log.error(`${plugin} failed at ${entry.event.kind}: ${messageOf(error)}`, {
    plugin,
    attempt,
    dead,
  });
  tell('plugin.failed', {
    plugin,
    event: entry.event,
    error: error instanceof Error ? error : new Error(String(error)),
    attempt,
    dead,
  });
}

/** Warns of a limit of a platform that has come near. */
function reportLimit(limit: LimitNear, { log, tell }: RunParts): void {
  const { what, most, since, count, group, adapter } = limit;
  log.warn('A group comes near to what its platform allows.', {
    ...{ what, most, since, count, group, adapter },
  });
  tell('limit.near', limit);
}

async function handleAndCommit(entry: InboxEntry, parts: RunParts): Promise<Handled> {
  for (let tries = 1; ; tries += 1) {
    const handled = await parts.handle(entry);
    if ((await parts.store.commit(handled.commit)) === 'committed') return handled;
    if (tries === MOST_CONFLICTS) throw new Error(`${tries} conflicts one after the other`);
  }
}

/**
 * Handles one event and commits what came of it, running it again after a conflict. Answers whether
 * it was committed and never rejects: what was not stays in the inbox and is taken up at the next
 * start.
 */
export async function runEntry(entry: InboxEntry, parts: RunParts): Promise<boolean> {
  try {
    const handled = await handleAndCommit(entry, parts);
    parts.committed(handled);
    for (const part of handled.failed) reportFailure(entry, part, parts);
    for (const limit of handled.near ?? []) reportLimit(limit, parts);
    parts.tell('turn.finished', handled.report);
    return true;
  } catch (error) {
    parts.log.error(`An event could not be handled; it is kept: ${messageOf(error)}`, {
      kind: entry.event.kind,
    });
    return false;
  }
}
