import { messageOf } from '../errors.js';
import type { Handled } from '../handle/handle.js';
import { type FailedPart, MOST_ATTEMPTS } from '../handle/retry.js';
import { reportOf } from '../handle/turn-report.js';
import type { Tell } from '../kit-events.js';
import type { Logger } from '../logger.js';
import type { LimitNear } from '../model/limits.js';
import { goOn } from '../store/go-on.js';
import type { InboxEntry, MaybePromise, Store } from '../store/store.js';
import { takenOver } from '../store/taken-over.js';
import { thrownAt } from '../thrown-at.js';
import { withoutWords } from '../without-words.js';

/** A turn that meets a conflict is run again this often before it is given back to the lane. */
const MOST_CONFLICTS = 20;

/** What running an entry needs. */
export interface RunParts {
  readonly log: Logger;
  /** Tells those who watch. */
  readonly tell: Tell;
  handle(entry: InboxEntry): MaybePromise<Handled>;
  /** Stores what came of an event. */
  commit(handled: Handled): ReturnType<Store['commit']>;
  /** Takes up what was committed: entries for lanes, items for the outbox. */
  committed(handled: Handled): void;
  /** Told why something could not be kept that may keep the whole kit from going on. */
  unkept(error: unknown): void;
}

/** Reports a part that did not work, by the name of its plugin. */
export function reportFailure(
  entry: InboxEntry,
  { plugin, error, about }: FailedPart,
  { log, tell }: Pick<RunParts, 'log' | 'tell'>,
): void {
  const attempt = entry.attempt + 1;
  const dead = attempt >= MOST_ATTEMPTS;
  const said = withoutWords(messageOf(error), [entry.event, about], 1);
  const at = thrownAt(error);
  log.error(`${plugin} failed at ${entry.event.kind}: ${said}`, {
    ...{ plugin, attempt, dead },
    ...(at === undefined ? {} : { at }),
  });
  tell('plugin.failed', () => ({
    plugin,
    event: entry.event,
    error: error instanceof Error ? error : new Error(String(error)),
    attempt,
    dead,
  }));
}

/** Warns of a limit of a platform that has come near. */
function reportLimit(limit: LimitNear, { log, tell }: RunParts): void {
  const { what, most, since, count, group, adapter } = limit;
  log.warn('A group comes near to what its platform allows.', {
    ...{ what, most, since, count, group, adapter },
  });
  tell('limit.near', () => limit);
}

/**
 * Makes what handles one event and commits what came of it, running it again after a conflict.
 * Answers whether it was committed and never rejects: what was not stays in the inbox and is taken
 * up at the next start, or by whoever holds its lane now.
 */
export function createEntryRunner(parts: RunParts): (entry: InboxEntry) => MaybePromise<boolean> {
  const finished = (entry: InboxEntry, handled: Handled): boolean => {
    parts.committed(handled);
    for (const part of handled.failed) reportFailure(entry, part, parts);
    for (const limit of handled.near) reportLimit(limit, parts);
    parts.tell('turn.finished', reportOf, handled);
    return true;
  };

  /** Somebody else has taken over, and will handle it: trying again would only disturb. */
  const fenced = (): boolean => {
    parts.unkept(takenOver());
    return false;
  };

  const kept = (
    answer: Awaited<ReturnType<Store['commit']>>,
    entry: InboxEntry,
    handled: Handled,
    tries: number,
  ): MaybePromise<boolean> => {
    if (answer === 'committed') return finished(entry, handled);
    if (answer === 'fenced') return fenced();
    if (tries === MOST_CONFLICTS) throw new Error(`${tries} conflicts one after the other`);
    return run(entry, tries + 1);
  };

  const keep = (handled: Handled, entry: InboxEntry, tries: number): MaybePromise<boolean> =>
    goOn(parts.commit(handled), kept, entry, handled, tries);

  const run = (entry: InboxEntry, tries: number): MaybePromise<boolean> =>
    goOn(parts.handle(entry), keep, entry, tries);

  const failed = (entry: InboxEntry, error: unknown): boolean => {
    const said = withoutWords(messageOf(error), entry.event, 1);
    parts.log.error(`An event could not be handled; it is kept: ${said}`, {
      kind: entry.event.kind,
    });
    parts.unkept(error);
    return false;
  };

  const whetherKept = (running: Promise<boolean>, entry: InboxEntry): Promise<boolean> =>
    running.catch((error) => failed(entry, error));

  return (entry) => {
    try {
      const isKept = run(entry, 1);
      return isKept instanceof Promise ? whetherKept(isKept, entry) : isKept;
    } catch (error) {
      return failed(entry, error);
    }
  };
}
