import type { FolderReading } from './gauges.js';

/** What is asked of the process that soaks. */
export interface SoakWishes {
  readonly folder: string;
  readonly seed: number;
  /** The first moment, ms UTC. */
  readonly start: number;
  /** Hours of ordinary traffic, on the virtual clock. */
  readonly hours: number;
  /** Days after them in which hardly anything happens, and what was kept for a time goes. */
  readonly quietDays: number;
  /** Minutes on the machine's clock at the end. */
  readonly wallMinutes: number;
}

/** A day of traffic, quiet days, an hour without a word, or time on the machine's clock. */
export type SoakStage = 'day' | 'quiet' | 'silence' | 'wall';

/** How the bot was at one moment. */
export interface SoakSample {
  readonly stage: SoakStage;
  /** Hours since the beginning. */
  readonly hours: number;
  readonly handled: number;
  readonly sent: number;
  /** Bytes. */
  readonly heap: number;
  /** Open files and sockets, where the system tells. */
  readonly files: number | undefined;
  readonly listeners: number;
  readonly timers: number;
  /** Events that were taken in and are not handled. */
  readonly waiting: number;
  readonly folder: FolderReading;
}
