import { KapwaError } from '../errors.js';
import type { MaybePromise } from '../store/store.js';

/** How much a kit takes in before it asks those who hand it events to wait. */
export interface IntakeLimits {
  /** So many events may wait to be handled. */
  readonly most: number;
  /** So many messages of one sender are answered in 10 s; to more there is one answer for all. */
  readonly perSender: number;
}

/**
 * 10,000 waiting events are some 10 MB and, at a thousand a second, ten seconds of delay. Nobody
 * types 20 messages in 10 s.
 */
export const intakeLimits: IntakeLimits = { most: 10_000, perSender: 20 };

/** Stands before the one door: counts what is on its way in, and keeps out what comes too late. */
export interface IntakeGate {
  /** Lets something in. Raises `kit.not-running` unless the gate is open. */
  pass<Answer>(take: () => MaybePromise<Answer>): MaybePromise<Answer>;
  /**
   * Lets something in from outside. Raises `intake.full`, too, from when too much waits until a
   * quarter of that has been handled: then it has to be offered again later.
   */
  passFromOutside<Answer>(take: () => MaybePromise<Answer>): MaybePromise<Answer>;
  /** Resolves when something from outside may be let in: at once, unless too much waits. */
  ready(): Promise<void>;
  /** Counts work that must end before the kit is idle, and need not pass. */
  during<Answer>(work: () => Promise<Answer>): Promise<Answer>;
  /** Opens the gate, or shuts it for good: nobody waits for it any more. */
  set(isOpen: boolean): void;
  /** Looks whether less waits by now; to be called whenever something has been handled. */
  look(): void;
  /** Whether too much waits. */
  isFull(): boolean;
  /** How much is on its way. */
  busy(): number;
}

/** From here on there is room again, as a part of what may wait. */
const ROOM_FROM = 0.75;

/** Makes a gate that is shut; `ended` is told whenever something is through, or could not be. */
export function createIntakeGate(parts: {
  readonly most: number;
  /** How much has been taken in and not been handled. */
  waiting(): number;
  /** What kept something from being taken in; undefined when it was. */
  tried(error: unknown): void;
  ended(): void;
}): IntakeGate {
  const { most } = parts;
  let isOpen = false;
  let isFull = false;
  let busy = 0;
  let waiters: (() => void)[] = [];

  const letOn = (): void => {
    isFull = false;
    const all = waiters;
    waiters = [];
    for (const resolve of all) resolve();
  };

  const look = (): void => {
    const waiting = parts.waiting() + busy;
    if (!isFull) isFull = waiting >= most;
    else if (waiting <= most * ROOM_FROM) letOn();
  };

  const during = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    busy += 1;
    try {
      return await work();
    } finally {
      busy -= 1;
      parts.ended();
    }
  };

  const through = (error: unknown): void => {
    busy -= 1;
    parts.tried(error);
    parts.ended();
  };

  const failed = (error: unknown): never => {
    through(error);
    throw error;
  };

  const pass = <Answer>(take: () => MaybePromise<Answer>): MaybePromise<Answer> => {
    if (!isOpen) {
      throw new KapwaError('kit.not-running', 'The kit is not running; nothing is taken in.');
    }
    busy += 1;
    let answer: MaybePromise<Answer>;
    try {
      answer = take();
    } catch (error) {
      return failed(error);
    }
    if (answer instanceof Promise) {
      return answer.then((given) => {
        through(undefined);
        return given;
      }, failed);
    }
    through(undefined);
    return answer;
  };

  return {
    isFull: () => isFull,
    busy: () => busy,
    set(open) {
      isOpen = open;
      if (!open) letOn();
    },
    look() {
      if (isFull) look();
    },
    during,
    pass,
    passFromOutside(take) {
      look();
      if (!isFull || !isOpen) return pass(take);
      throw new KapwaError(
        'intake.full',
        `More than ${most} events wait to be handled; nothing is taken in until fewer do. Offer it again later.`,
      );
    },
    ready: () => (isFull ? new Promise((resolve) => waiters.push(resolve)) : Promise.resolve()),
  };
}
