import type { Cancel, Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import type { InboxEntry, SharedStore } from '../store/store.js';
import type { Ended, Given } from './given.js';
import { BEAT, type Task, takeNotes } from './notes.js';
import type { Roster } from './roster.js';

/** A worker of whom nothing was heard for so long gets nothing more for the time being, ms. */
const LATE_AFTER = 3 * BEAT;

/** An event that so many workers had when they went may be why they went … */
const MOST_LOSSES = 3;

/** … and is given to nobody for so long, ms: others are not to suffer from it. */
const SET_ASIDE_FOR = 10 * 60_000;

/** What handing events out needs of a crew. */
export interface HandOutParts {
  readonly shared: Pick<SharedStore, 'say'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly roster: Roster;
  /** Whether this process handles events itself while no worker is there. */
  readonly handlesItself: boolean;
  /** What a worker has to know of an event besides. */
  more(entry: InboxEntry): Pick<Task, 'behind' | 'folded' | 'asked' | 'pause'>;
  /** Told whenever there may be something to look after. */
  busy(): void;
}

/** The events that workers have, and those that wait for one. */
export interface HandOut {
  /** How many there are. */
  readonly size: number;
  /** Since when events wait although no worker is there, by the clock's `elapsed`; undefined while none does. */
  readonly aloneSince: number | undefined;
  /** The entry of this id, where it is one of them. */
  entry(id: string): InboxEntry | undefined;
  /** Gives an event to a worker as soon as there is one; resolves when it is over. */
  add(entry: InboxEntry): Promise<Ended>;
  /** The event with this entry is over. */
  end(id: string, how: Ended): void;
  /** The same by the name of a task, unless it is somebody else's by now. */
  endTask(task: string, how: Ended): void;
  /** Gives out what waits, but to none of those who are absent. */
  go(): void;
  /** Who does not hear at the moment. */
  setAbsent(names: ReadonlySet<string>): void;
  /** Takes tasks back that are still those they were; `isLoss` where their worker has ended. */
  putBack(tasks: readonly Task['task'][], isLoss: boolean): void;
  /** Tasks get their names by how often the lease has changed hands. */
  lead(epoch: number): void;
  /** From now on nobody is waited for who is not there. */
  finish(): void;
  /** Waits for nobody any more. */
  stop(): void;
}

/** Makes what hands out the events of one kit. */
export function createHandOut(parts: HandOutParts): HandOut {
  const { shared, clock, log, roster } = parts;
  /** All of them, by the id of the entry. */
  const open = new Map<string, Given>();
  let waiting: Given[] = [];
  let toSay = new Map<string, Task[]>();
  const aside = new Set<Cancel>();
  let absent: ReadonlySet<string> = new Set();
  let epoch = 0;
  let count = 0;
  let isFinishing = false;
  let aloneSince: number | undefined;

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
    given.since = clock.elapsed();
    roster.give(worker, given);
    const { entry, task } = given;
    // What is given in one moment is said at once.
    if (toSay.size === 0) queueMicrotask(sayAll);
    const tasks = toSay.get(worker) ?? [];
    tasks.push({ task, entry: entry.id, ...parts.more(entry) });
    toSay.set(worker, tasks);
  };

  const over = (given: Given, how: Ended): void => {
    open.delete(given.entry.id);
    roster.takeBack(given);
    if (given.worker === undefined) waiting = waiting.filter((one) => one !== given);
    given.end(how);
  };

  const letGo = (how: Ended): void => {
    for (const given of [...waiting]) over(given, how);
  };

  const go = (): void => {
    const early = clock.elapsed() - LATE_AFTER;
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
    else aloneSince ??= clock.elapsed();
    parts.busy();
  };

  const setAside = (given: Given): void => {
    const minutes = SET_ASIDE_FOR / 60_000;
    log.error(
      `${given.losses} workers ended while they handled the same event; it is tried again in ${minutes} minutes.`,
      { kind: given.entry.event.kind },
    );
    const cancel = clock.after(SET_ASIDE_FOR, () => {
      aside.delete(cancel);
      if (open.get(given.entry.id) !== given) return;
      waiting.push(given);
      go();
    });
    aside.add(cancel);
  };

  return {
    get size() {
      return open.size;
    },
    get aloneSince() {
      return aloneSince;
    },
    entry: (id) => open.get(id)?.entry,
    add: (entry) =>
      new Promise((end) => {
        const given: Given = { entry, task: '', worker: undefined, since: 0, losses: 0, end };
        open.set(entry.id, given);
        waiting.push(given);
        // Where others wait already, nobody has room.
        if (waiting.length === 1) go();
      }),
    end(id, how) {
      const given = open.get(id);
      if (given !== undefined) over(given, how);
    },
    endTask(task, how) {
      for (const given of [...open.values()]) if (given.task === task) over(given, how);
    },
    go,
    setAbsent(names) {
      absent = names;
    },
    putBack(tasks, isLoss) {
      const back = new Set(tasks);
      for (const given of open.values()) {
        if (given.worker === undefined || !back.has(given.task)) continue;
        roster.takeBack(given);
        given.worker = undefined;
        if (isLoss) given.losses += 1;
        if (isLoss && given.losses >= MOST_LOSSES) setAside(given);
        else waiting.push(given);
      }
    },
    lead(held) {
      epoch = held;
    },
    finish() {
      isFinishing = true;
      go();
    },
    stop() {
      for (const cancel of aside) cancel();
      for (const given of [...open.values()]) over(given, 'left');
    },
  };
}
