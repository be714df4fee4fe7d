import type { Cancel, Clock } from '../clock.js';
import { messageOf } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Community } from '../model/community.js';
import { collections, type IdMaker, recordKey } from '../model/keys.js';
import { retentionKinds, retentionOf } from '../model/retention.js';
import type { DeadLetter, Store } from '../store/store.js';

/** Dead letters hold words of people; so they are forgotten after a week at most, ms. */
const KEPT_FOR = retentionKinds.deadLetters.most;

/** A part that is larger than this is kept without its content, in characters of JSON. */
const LONGEST_PART = 64 * 1024;

/** So many unreadable parts are kept in an hour; a platform that writes nothing else fills no disk. */
const MOST_BURIED = 500;

const HOUR = 3_600_000;

/** Forgets dead letters in time, and takes in what could not even be read. */
export interface DeadLetters {
  /** Begins to look, and forgets what is too old by now. */
  start(): Promise<void>;
  /** Told of what was committed. */
  added(letters: readonly DeadLetter[]): void;
  /** Keeps a part that an adapter could not read; the same one once. */
  bury(adapter: string, part: unknown, reason: string): Promise<void>;
  stop(): void;
}

/** What dead letters need of their kit. */
export interface DeadLetterParts {
  readonly store: Pick<Store, 'dead' | 'dropDead' | 'commit' | 'get'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly ids: IdMaker;
  community(): string;
}

function jsonOf(part: unknown): string {
  const text = JSON.stringify(part) ?? 'nothing';
  return text.length <= LONGEST_PART ? text : `a part of ${text.length} characters`;
}

function letterOf(
  about: { readonly adapter: string; readonly community: string; readonly at: number },
  id: string,
  data: string,
  reason: string,
): DeadLetter {
  const { adapter, community, at } = about;
  const event = { plugin: adapter, step: 'unreadable', data, id, at, adapter, community };
  return {
    id,
    entry: {
      id,
      lane: `community:${community}`,
      place: { community },
      attempt: 0,
      event: { kind: 'plugin.posted', ...event },
    },
    plugin: adapter,
    reason,
    at,
  };
}

/** Makes what looks after the dead letters of one kit. Where there are none, no timer waits. */
export function createDeadLetters(parts: DeadLetterParts): DeadLetters {
  const { store, clock, log } = parts;
  let timer: Cancel | undefined;
  /** When the timer rings. */
  let wakes = Number.POSITIVE_INFINITY;
  let stopped = false;
  let hour = 0;
  let buried = 0;

  /** When a letter is forgotten, ms UTC: its community may want that sooner than usual. */
  const endOf = async ({ at, entry }: DeadLetter): Promise<number> => {
    const record = await store.get(collections.communities, recordKey(entry.place.community));
    const { retention } = (record?.value ?? {}) as Partial<Community>;
    return at + retentionOf(retention, 'deadLetters');
  };

  const forget = async (): Promise<void> => {
    const now = clock.now();
    const old: string[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const letter of await store.dead()) {
      const end = await endOf(letter);
      if (end <= now) old.push(letter.id);
      else next = Math.min(next, end);
    }
    if (old.length > 0) await store.dropDead(old);
    if (Number.isFinite(next)) wakeAt(next);
  };

  const wakeAt = (time: number): void => {
    if (stopped || wakes <= time) return;
    timer?.();
    wakes = time;
    timer = clock.at(time, () => {
      wakes = Number.POSITIVE_INFINITY;
      forget().catch((error) => {
        log.error(`Old dead letters could not be forgotten: ${messageOf(error)}`);
        wakeAt(clock.now() + HOUR);
      });
    });
  };

  const isTooMuch = (): boolean => {
    const now = Math.floor(clock.now() / HOUR);
    if (now !== hour) [hour, buried] = [now, 0];
    buried += 1;
    return buried > MOST_BURIED;
  };

  return {
    start: forget,
    added(letters) {
      for (const letter of letters) {
        // A timer that comes too early only looks again.
        void endOf(letter).then(wakeAt, () => wakeAt(letter.at + KEPT_FOR));
      }
    },
    async bury(adapter, part, reason) {
      log.warn('A part of what a platform sent could not be read.', { adapter, reason });
      if (isTooMuch()) return;
      const data = jsonOf(part);
      const about = { adapter, community: parts.community(), at: clock.now() };
      const letter = letterOf(
        about,
        `${adapter}:${parts.ids('part', adapter, data)}`,
        data,
        reason,
      );
      await store.commit({ writes: [], expect: [], outgoing: [], post: [], dead: [letter] });
      wakeAt(await endOf(letter));
    },
    stop() {
      stopped = true;
      timer?.();
    },
  };
}
