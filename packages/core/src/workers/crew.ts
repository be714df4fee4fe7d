import type { Cancel, Clock } from '../clock.js';
import { messageOf } from '../errors.js';
import type { Logger } from '../logger.js';
import { type InboxEntry, newReports, type SharedStore } from '../store/store.js';
import { type Finished, finishedBy } from './finished.js';
import type { Ended, Given } from './given.js';
import { noteText, readNote, type Task, takeNotes } from './notes.js';
import { oneAtATime } from './one-at-a-time.js';
import { createRoster } from './roster.js';

/** How often a worker says that it is there, and the kit that leads looks whether all are, ms. */
export const BEAT = 2_000;

/** A worker of whom nothing was heard for so long gets nothing more for the time being, ms. */
const LATE_AFTER = 3 * BEAT;

/** One of whom nothing was heard for so long has gone, ms, or hangs. */
const GONE_AFTER = 15_000;

/** A worker that does not name a task by then has never heard of it, ms. */
const MISSED_AFTER = 5_000;

/** An event that so many workers had when they went may be why they went … */
const MOST_LOSSES = 3;

/** … and is given to nobody for so long, ms: others are not to suffer from it. */
const SET_ASIDE_FOR = 10 * 60_000;

/** Nobody has been there for so long, ms: somebody should be told. */
const TELL_AFTER = 60_000;

/** An id that is longer than this would leave too little room for the rest of a note. */
const LONGEST_ID = 500;

/** What leading workers needs of its kit. */
export interface CrewParts {
  readonly shared: SharedStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether this process handles events itself while no worker is there. */
  readonly handlesItself: boolean;
  /** What a worker has to know of an event besides. */
  more(entry: InboxEntry): Pick<Task, 'behind' | 'pause'>;
  /** Goes on with what was committed elsewhere. */
  finished(finished: Finished): void;
  /** Told why the store could not be read. */
  unread(error: unknown): void;
}

/** The workers of a kit that leads. */
export interface Crew {
  /** Begins to lead, by the lease that has changed hands so often. */
  start(epoch: number): Promise<void>;
  /** Has an event handled by a worker; undefined where it is to be handled here. */
  run(entry: InboxEntry): Promise<Ended> | undefined;
  /** The kit is about to stop: from now on nobody is waited for who is not there. */
  finish(): void;
  /** Waits for nobody any more: what is not handled stays in the store. */
  stop(): Promise<void>;
  /** How many workers are there. */
  readonly size: number;
  /** Since when events wait although no worker is there, ms UTC; undefined while none does. */
  readonly aloneSince: number | undefined;
}

/** Makes what leads the workers of one kit. Where there are none nothing is said, and no timer waits. */
export function createCrew(parts: CrewParts): Crew {
  const { shared, clock, log } = parts;
  const roster = createRoster();
  /** Everything that is to be handled elsewhere, by the id of its entry. */
  const open = new Map<string, Given>();
  let waiting: Given[] = [];
  let toSay = new Map<string, Task[]>();
  const aside = new Set<Cancel>();
  let epoch = 0;
  let count = 0;
  let lastReport = 0;
  let isLeading = false;
  let isFinishing = false;
  let aloneSince: number | undefined;
  let isTold = false;
  /** The workers that did not hear when it was asked last, and at the last beat. */
  let absent: ReadonlySet<string> = new Set();
  let absentAtBeat: ReadonlySet<string> = new Set();
  let cancel: Cancel | undefined;
  let unhear: Awaited<ReturnType<SharedStore['hear']>> = () => undefined;

  const sayAll = (): void => {
    const all = toSay;
    toSay = new Map();
    for (const [worker, tasks] of all) {
      for (const note of takeNotes(worker, epoch, tasks)) shared.say(note);
    }
  };

  const give = (given: Given, worker: string): void => {
    count += 1;
    given.task = `${epoch}-${count}`;
    given.worker = worker;
    given.since = clock.now();
    roster.give(worker, given);
    const { entry, task } = given;
    // What is given in one moment is said at once.
    if (toSay.size === 0) queueMicrotask(sayAll);
    const tasks = toSay.get(worker) ?? [];
    tasks.push({ task, entry: entry.id, ...parts.more(entry) });
    toSay.set(worker, tasks);
  };

  const end = (given: Given, how: Ended): void => {
    if (!open.delete(given.entry.id)) return;
    roster.takeBack(given);
    if (given.worker === undefined) waiting = waiting.filter((one) => one !== given);
    given.end(how);
  };

  const letGo = (how: Ended): void => {
    for (const given of [...waiting]) end(given, how);
  };

  const handOut = (): void => {
    if (!isLeading) return;
    const early = clock.now() - LATE_AFTER;
    let handed = 0;
    for (const given of waiting) {
      const worker = roster.choose(given.entry.lane, early, absent);
      if (worker === undefined) break;
      give(given, worker);
      handed += 1;
    }
    if (handed > 0) waiting = waiting.slice(handed);
    if (waiting.length === 0 || roster.size > 0) aloneSince = undefined;
    else if (isFinishing || parts.handlesItself) letGo(isFinishing ? 'left' : 'back');
    else aloneSince ??= clock.now();
    arm();
  };

  const setAside = (given: Given): void => {
    const { kind } = given.entry.event;
    const minutes = SET_ASIDE_FOR / 60_000;
    log.error(
      `${given.losses} workers ended while they handled the same event; it is tried again in ${minutes} minutes.`,
      { kind },
    );
    const cancelAside = clock.at(clock.now() + SET_ASIDE_FOR, () => {
      aside.delete(cancelAside);
      if (open.get(given.entry.id) !== given) return;
      waiting.push(given);
      handOut();
    });
    aside.add(cancelAside);
  };

  const putBack = (given: Given, isLoss: boolean): void => {
    roster.takeBack(given);
    given.worker = undefined;
    if (isLoss) given.losses += 1;
    if (isLoss && given.losses >= MOST_LOSSES) setAside(given);
    else waiting.push(given);
  };

  const take = (text: string): void => {
    let about: Given | undefined;
    const finished = finishedBy(text, (id) => {
      about = open.get(id);
      return about?.entry;
    });
    if (finished === undefined || about === undefined) return;
    parts.finished(finished);
    end(about, 'kept');
  };

  const read = oneAtATime(async () => {
    for (const { n, text } of await shared.reports(lastReport)) {
      lastReport = n;
      take(text);
    }
    handOut();
  });

  const look = async (): Promise<void> => {
    if (!isLeading) return;
    try {
      await read();
    } catch (error) {
      parts.unread(error);
    }
  };

  /** Who does not hear at the moment gets nothing. */
  const lookForAll = async (): Promise<void> => {
    try {
      absent = new Set(await shared.absent(roster.names));
    } catch (error) {
      parts.unread(error);
    }
  };

  /** What they have handled is known first: only the rest is given to others who are there. */
  const lose = async (gone: readonly string[], isLoss: boolean): Promise<void> => {
    if (gone.length === 0) return;
    await look();
    const had = gone.flatMap((worker) => roster.strike(worker));
    if (had.length > 0) await lookForAll();
    for (const given of had) putBack(given, isLoss);
    handOut();
  };

  /** Those whose processes have ended: one that lost the store for a moment is back by the next beat. */
  const ended = async (): Promise<readonly string[]> => {
    const before = absentAtBeat;
    absent = new Set();
    if (open.size > 0) await lookForAll();
    absentAtBeat = absent;
    return [...absent].filter((worker) => before.has(worker));
  };

  const hear = async (worker: string, room: number, has: readonly string[]): Promise<void> => {
    roster.hear(worker, room, clock.now());
    const early = clock.now() - MISSED_AFTER;
    const missed = roster
      .givenTo(worker)
      .filter(({ task, since }) => since <= early && !has.includes(task));
    if (missed.length > 0) {
      const tasks = new Set(missed.map(({ task }) => task));
      await look();
      for (const given of missed) {
        if (open.get(given.entry.id) === given && tasks.has(given.task)) putBack(given, false);
      }
    }
    handOut();
  };

  const failed = async (task: string): Promise<void> => {
    await look();
    for (const given of [...open.values()]) if (given.task === task) end(given, 'failed');
    handOut();
  };

  const heard = (text: string): void => {
    if (!isLeading) return;
    if (text === newReports) {
      if (open.size > 0) void look();
      return;
    }
    const note = readNote(text);
    if (note?.kind === 'here') void hear(note.worker, note.room, note.has);
    if (note?.kind === 'bye') void lose([note.worker], false);
    if (note?.kind === 'failed') void failed(note.task);
  };

  const tellAlone = (): void => {
    const isLong = aloneSince !== undefined && aloneSince + TELL_AFTER <= clock.now();
    if (isLong && !isTold) {
      log.warn(
        'Events wait, and no worker is there to handle them. Start one: `kapwa run --role worker`.',
      );
    }
    isTold = isLong;
  };

  const beat = async (): Promise<void> => {
    if (open.size > 0) await look();
    const silent = roster.silentSince(clock.now() - GONE_AFTER);
    const gone = new Set([...silent, ...(await ended())]);
    for (const _ of gone) {
      log.warn(
        'A worker has ended, or has not been heard of for a while; others go on with what it had.',
      );
    }
    await lose([...gone], true);
    tellAlone();
    cancel = undefined;
    arm();
  };

  const arm = (): void => {
    if (!isLeading || cancel !== undefined) return;
    if (roster.size === 0 && open.size === 0) return;
    cancel = clock.at(clock.now() + BEAT, () => void beat());
  };

  return {
    get size() {
      return roster.size;
    },
    get aloneSince() {
      return aloneSince;
    },
    async start(held) {
      epoch = held;
      lastReport = await shared.forgetReports();
      unhear = await shared.hear(heard);
      isLeading = true;
      shared.say(noteText({ kind: 'lead' }));
    },
    run(entry) {
      if (!isLeading || (roster.size === 0 && parts.handlesItself)) return undefined;
      if (entry.id.length > LONGEST_ID) return undefined;
      return new Promise((resolve) => {
        const given: Given = {
          ...{ entry, task: '', worker: undefined, since: 0, losses: 0 },
          end: resolve,
        };
        open.set(entry.id, given);
        const isNext = waiting.length === 0;
        waiting.push(given);
        if (isNext) handOut();
      });
    },
    finish() {
      isFinishing = true;
      handOut();
    },
    async stop() {
      isLeading = false;
      cancel?.();
      for (const cancelAside of aside) cancelAside();
      for (const given of [...open.values()]) end(given, 'left');
      try {
        await unhear();
      } catch (error) {
        log.warn(`The line to the workers could not be closed: ${messageOf(error)}`);
      }
    },
  };
}
