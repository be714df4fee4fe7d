import type { EventEmitter } from 'eventemitter3';
import { messageOf } from '../errors.js';
import { type Handled, MOST_ATTEMPTS } from '../handle/handle.js';
import type { KitEvents } from '../kit-events.js';
import type { Logger } from '../logger.js';
import type { InboxEntry, Store } from '../store/store.js';

/** A turn that meets a conflict is run again this often before it is given back to the lane. */
const MOST_CONFLICTS = 20;

/** What running an entry needs. */
export interface RunParts {
  readonly store: Store;
  readonly log: Logger;
  readonly events: EventEmitter<KitEvents>;
  handle(entry: InboxEntry): Promise<Handled>;
  /** Takes up what was committed: entries for lanes, items for the outbox. */
  committed(handled: Handled): void;
}

function reportFailures(entry: InboxEntry, handled: Handled, parts: RunParts): void {
  for (const { plugin, error } of handled.failed) {
    const attempt = entry.attempt + 1;
    const dead = attempt >= MOST_ATTEMPTS;
    parts.log.error(`${plugin} failed at ${entry.event.kind}: ${messageOf(error)}`, {
      plugin,
      attempt,
      dead,
    });
    parts.events.emit('plugin.failed', {
      plugin,
      event: entry.event,
      error: error instanceof Error ? error : new Error(String(error)),
      attempt,
      dead,
    });
  }
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
    reportFailures(entry, handled, parts);
    parts.events.emit('turn.finished', handled.report);
    return true;
  } catch (error) {
    parts.log.error(`An event could not be handled; it is kept: ${messageOf(error)}`, {
      kind: entry.event.kind,
    });
    return false;
  }
}
