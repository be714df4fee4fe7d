import type { Cancel } from '../clock.js';
import { messageOf } from '../errors.js';
import { type InboxEntry, newReports, type SharedStore } from '../store/store.js';
import { type Finished, finishedBy } from './finished.js';
import type { Ended } from './given.js';
import { createHandOut, type HandOutParts } from './hand-out.js';
import { LEADER } from './leader-watch.js';
import { differenceOf, type Likeness, unlikeAdvice } from './likeness.js';
import { BEAT, leadNote, type Note, noteText, readNote } from './notes.js';
import { oneAtATime } from './one-at-a-time.js';
import { createRoster } from './roster.js';

/** One of whom nothing was heard for so long has gone, ms, or hangs. */
const GONE_AFTER = 15_000;

/** A worker that does not name a task by then has never heard of it, ms. */
const MISSED_AFTER = 5_000;

/** Nobody has been there for so long, ms: somebody should be told. */
const TELL_AFTER = 60_000;

/** An id that is longer than this would leave too little room for the rest of a note. */
const LONGEST_ID = 500;

/** What leading workers needs of its kit. */
export interface CrewParts extends Pick<HandOutParts, 'clock' | 'log' | 'handlesItself' | 'more'> {
  readonly shared: SharedStore;
  /** What this kit would handle events with; its workers must not differ in it. */
  likeness(): Likeness;
  /** Goes on with what was committed elsewhere. */
  finished(finished: Finished): void;
  /** Told why the store could not be read. */
  unread(error: unknown): void;
}

type HereNote = Extract<Note, { kind: 'here' }>;

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
  /** Since when events wait although no worker is there, by the clock's `elapsed`; undefined while none does. */
  readonly aloneSince: number | undefined;
}

/** Makes what leads the workers of one kit. Where there are none nothing is said, and no timer waits. */
export function createCrew(parts: CrewParts): Crew {
  const { shared, clock, log } = parts;
  const roster = createRoster();
  const handOut = createHandOut({ ...parts, roster, busy: () => arm() });
  let lastReport = 0;
  let isLeading = false;
  let isTold = false;
  /** How the last worker differed that was given nothing. */
  let told: string | undefined;
  /** The workers that did not hear when it was asked last, and at the last beat. */
  let absent: ReadonlySet<string> = new Set();
  let absentAtBeat: ReadonlySet<string> = new Set();
  let cancel: Cancel | undefined;
  let unhear: Awaited<ReturnType<SharedStore['hear']>> = () => undefined;

  const goOn = (): void => {
    if (isLeading) handOut.go();
  };

  const read = oneAtATime(async () => {
    for (const { n, text } of await shared.reports(lastReport)) {
      lastReport = n;
      const finished = finishedBy(text, handOut.entry);
      if (finished === undefined) continue;
      parts.finished(finished);
      handOut.end(finished.commit.done.id, 'kept');
    }
    goOn();
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
    handOut.setAbsent(absent);
  };

  /** What they have handled is known first: only the rest is given to others who are there. */
  const lose = async (gone: readonly string[], isLoss: boolean): Promise<void> => {
    if (gone.length === 0) return;
    await look();
    const had = gone.flatMap((worker) => roster.strike(worker));
    if (had.length > 0) await lookForAll();
    handOut.putBack(
      had.map(({ task }) => task),
      isLoss,
    );
    goOn();
  };

  /** Those whose processes have ended: one that lost the store for a moment is back by the next beat. */
  const ended = async (): Promise<readonly string[]> => {
    const before = absentAtBeat;
    absent = new Set();
    if (handOut.size > 0) await lookForAll();
    else handOut.setAbsent(absent);
    absentAtBeat = absent;
    return [...absent].filter((worker) => before.has(worker));
  };

  const refuse = async (worker: string, difference: string): Promise<void> => {
    // Said each time, as notes may be lost; whoever is told says it once.
    shared.say(noteText({ kind: 'unlike', worker, difference }));
    if (difference !== told) {
      log.warn(`A worker gets nothing to do: ${difference}. ${unlikeAdvice}`);
    }
    told = difference;
    if (roster.names.includes(worker)) await lose([worker], false);
  };

  const hear = async ({ worker, room, has, ...note }: HereNote): Promise<void> => {
    const difference = differenceOf(note.with, parts.likeness());
    if (difference !== undefined) return refuse(worker, difference);
    roster.hear(worker, room, clock.elapsed());
    const early = clock.elapsed() - MISSED_AFTER;
    const missed = roster
      .givenTo(worker)
      .filter(({ task, since }) => since <= early && !has.includes(task))
      .map(({ task }) => task);
    if (missed.length > 0) {
      await look();
      handOut.putBack(missed, false);
    }
    goOn();
  };

  const failed = async (task: string): Promise<void> => {
    await look();
    handOut.endTask(task, 'failed');
    goOn();
  };

  const heard = (text: string): void => {
    // What it says itself comes back: reading that would have zod read at every start.
    if (!isLeading || text === leadNote) return;
    if (text === newReports) {
      if (handOut.size > 0) void look();
      return;
    }
    const note = readNote(text);
    if (note?.kind === 'here') void hear(note);
    if (note?.kind === 'bye') void lose([note.worker], false);
    if (note?.kind === 'failed') void failed(note.task);
  };

  const tellAlone = (): void => {
    const { aloneSince } = handOut;
    const isLong = aloneSince !== undefined && aloneSince + TELL_AFTER <= clock.elapsed();
    if (isLong && !isTold) {
      log.warn(
        'Events wait, and no worker is there to handle them. Start one: `kapwa run --role worker`.',
      );
    }
    isTold = isLong;
  };

  const beat = async (): Promise<void> => {
    if (handOut.size > 0) await look();
    const silent = roster.silentSince(clock.elapsed() - GONE_AFTER);
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
    if (roster.size === 0 && handOut.size === 0) return;
    cancel = clock.after(BEAT, () => void beat());
  };

  return {
    get size() {
      return roster.size;
    },
    get aloneSince() {
      return handOut.aloneSince;
    },
    async start(epoch) {
      handOut.lead(epoch);
      lastReport = await shared.forgetReports();
      unhear = await shared.hear(heard, LEADER);
      isLeading = true;
      shared.say(leadNote);
    },
    run(entry) {
      if (!isLeading || (roster.size === 0 && parts.handlesItself)) return undefined;
      return entry.id.length > LONGEST_ID ? undefined : handOut.add(entry);
    },
    finish() {
      handOut.finish();
    },
    async stop() {
      isLeading = false;
      cancel?.();
      handOut.stop();
      try {
        await unhear();
      } catch (error) {
        log.warn(`The line to the workers could not be closed: ${messageOf(error)}`);
      }
    },
  };
}
