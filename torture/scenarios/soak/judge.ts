import type { SoakSample, SoakStage } from './sample.js';

const MB = 1_000_000;

/** In the first hours everybody is seen for the first time, and code gets warm. */
const WARM_HOURS = 12;
const WARM_MINUTES = 10;

/** The heap may grow by so much an hour, bytes. */
const PER_HOUR = MB;

/** What is remembered of an event for some days takes less: its id, and a line in the ledger. Bytes. */
const PER_EVENT = 300;

/** An hour, and the minute in which words were written. Minutes. */
const OLDEST_WORDS = 60;

const DAY_HOURS = 24;

/** The middle of the slopes between any two points (Theil and Sen): one odd reading changes nothing. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points.flatMap(([x, y], index) =>
    points.slice(index + 1).map(([later, other]) => (other - y) / (later - x)),
  );
  slopes.sort((one, other) => one - other);
  return slopes[slopes.length >> 1] ?? 0;
}

/** How the heap grew, bytes. */
export interface Growth {
  readonly perHour: number;
  readonly perEvent: number;
}

/** How the heap grew in a stage, without its beginning. */
export function growthIn(samples: readonly SoakSample[], stage: SoakStage): Growth {
  const all = samples.filter((one) => one.stage === stage);
  const warm = stage === 'wall' ? WARM_MINUTES / 60 : WARM_HOURS;
  const from = (stage === 'quiet' ? 0 : warm) + Math.floor(all[0]?.hours ?? 0);
  const counted = all.filter(({ hours }) => hours >= from);
  return {
    perHour: slope(counted.map(({ hours, heap }) => [hours, heap])),
    perEvent: slope(counted.map(({ handled, heap }) => [handled, heap])),
  };
}

function flat(
  what: string,
  samples: readonly SoakSample[],
  of: (sample: SoakSample) => number | undefined,
): string[] {
  const values = samples.flatMap((sample) => of(sample) ?? []);
  const half = values.length >> 1;
  const [before, after] = [Math.max(...values.slice(0, half)), Math.max(...values.slice(half))];
  return after > before ? [`${what} went up from ${before} to ${after}`] : [];
}

/** The day a segment is about, counted from 1970; undefined for files without one. */
function dayOf(name: string, kind: string): number | undefined {
  const day = name.startsWith(`${kind}.`) ? Number(name.split('.')[1]) : 0;
  return day > 0 ? day : undefined;
}

/** Ids are known for eight days and messages for seven: then their files go. */
function folderAt({ folder, hours }: SoakSample, start: number): string[] {
  const today = Math.floor((start + hours * 3_600_000) / 86_400_000);
  const oldest = (kind: string): number =>
    today - Math.min(today, ...folder.names.flatMap((name) => dayOf(name, kind) ?? []));
  const journals = folder.names.filter((name) => name.startsWith('journal.')).length;
  return [
    ...(journals > 2 ? [`${journals} journals are kept at hour ${hours}`] : []),
    ...(oldest('seen') > 9 ? [`ids of ${oldest('seen')} days ago are in a file`] : []),
    ...(oldest('ledger') > 8 ? [`messages of ${oldest('ledger')} days ago are in a file`] : []),
    ...(folder.oldestWords > OLDEST_WORDS
      ? [`words of ${folder.oldestWords} minutes ago are in a file at hour ${hours.toFixed(1)}`]
      : []),
  ];
}

function heap(samples: readonly SoakSample[], stage: SoakStage): string[] {
  if (!samples.some((one) => one.stage === stage)) return [];
  const { perHour, perEvent } = growthIn(samples, stage);
  const about = (bytes: number): string => (bytes / MB).toFixed(2);
  return [
    ...(perHour > PER_HOUR ? [`${stage}: the heap grows by ${about(perHour)} MB an hour`] : []),
    ...(stage === 'day' && perEvent > PER_EVENT
      ? [`the heap grows by ${perEvent.toFixed(0)} bytes an event`]
      : []),
  ];
}

/** What was kept for some days is gone after quiet ones: the bot is as it was. */
function gone(samples: readonly SoakSample[]): string[] {
  const day = samples.findLast(({ stage }) => stage === 'day');
  const silence = samples.findLast(({ stage }) => stage === 'silence');
  if (day === undefined || silence === undefined) return ['it did not come to its end'];
  const more = silence.heap - day.heap;
  return [
    ...(more > MB / 2 ? [`${(more / MB).toFixed(2)} MB more after days without much to do`] : []),
    ...(silence.folder.bytes > day.folder.bytes ? ['the files are larger after quiet days'] : []),
    ...(silence.folder.oldestWords > 0 ? ['words of members are in a file after silence'] : []),
    ...(silence.waiting > 0 ? [`${silence.waiting} events were never handled`] : []),
  ];
}

/** What went against the promise that nothing is left behind; `start` is the first moment, ms UTC. */
export function judge(samples: readonly SoakSample[], start: number): string[] {
  const settled = samples.filter(({ hours }) => hours >= 2);
  const virtual = settled.filter(({ stage }) => stage !== 'wall');
  const wall = settled.filter(({ stage }) => stage === 'wall').slice(WARM_MINUTES);
  const flats = [virtual, wall].flatMap((some) => [
    ...flat('open files', some, ({ files }) => files),
    ...flat('timers', some, ({ timers }) => timers),
    ...flat('listeners', some, ({ listeners }) => listeners),
  ]);
  const stages = ['day', 'quiet', 'wall'] as const;
  return [
    ...stages.flatMap((stage) => heap(samples, stage)),
    ...flats,
    ...gone(samples),
    ...settled.flatMap((sample) => folderAt(sample, start)),
    ...(virtual.length < DAY_HOURS / 2 ? ['it was not looked at often enough'] : []),
  ];
}
