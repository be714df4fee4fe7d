import type { Given } from './given.js';

/** A worker as the kit that leads knows it. */
interface OnRoster {
  readonly name: string;
  /** When it was last heard of, by the clock's `elapsed`. */
  heardAt: number;
  /** So many events it handles at a time. */
  room: number;
  readonly has: Set<Given>;
}

/** The workers that are there, and what each of them has been given. Its times are those of `elapsed`. */
export interface Roster {
  readonly size: number;
  /** A worker was heard of. */
  hear(name: string, room: number, now: number): void;
  readonly names: readonly string[];
  /**
   * Whom to give the next event of a lane, of those who were heard of since a moment and are not
   * absent; undefined where all have their hands full.
   */
  choose(lane: string, since: number, absent?: ReadonlySet<string>): string | undefined;
  give(name: string, given: Given): void;
  /** It is out of a worker's hands. */
  takeBack(given: Given): void;
  /** What a worker has been given. */
  givenTo(name: string): readonly Given[];
  /** Strikes a worker off; answers what it had. */
  strike(name: string): readonly Given[];
  /** Those of whom nothing was heard since this moment. */
  silentSince(time: number): readonly string[];
}

/** A number for a lane, the same in every process: FNV-1a. */
function numberOf(lane: string): number {
  let number = 0x811c_9dc5;
  for (let at = 0; at < lane.length; at += 1) {
    number = Math.imul(number ^ lane.charCodeAt(at), 0x0100_0193);
  }
  return number >>> 0;
}

/** Makes an empty roster. */
export function createRoster(): Roster {
  const workers = new Map<string, OnRoster>();

  return {
    get size() {
      return workers.size;
    },
    hear(name, room, now) {
      const known = workers.get(name);
      if (known === undefined) workers.set(name, { name, heardAt: now, room, has: new Set() });
      else Object.assign(known, { heardAt: now, room });
    },
    get names() {
      return [...workers.keys()];
    },
    choose(lane, since, absent) {
      const all = [...workers.values()];
      const hasRoom = ({ name, has, room, heardAt }: OnRoster): boolean =>
        has.size < room && heardAt >= since && absent?.has(name) !== true;
      // Lanes are spread by their names: a busy worker does not make the next one busy, too.
      const usual = all[numberOf(lane) % all.length];
      if (usual !== undefined && hasRoom(usual)) return usual.name;
      let best: OnRoster | undefined;
      for (const one of all) {
        if (hasRoom(one) && (best === undefined || one.has.size < best.has.size)) best = one;
      }
      return best?.name;
    },
    give: (name, given) => void workers.get(name)?.has.add(given),
    takeBack(given) {
      for (const { has } of workers.values()) has.delete(given);
    },
    givenTo: (name) => [...(workers.get(name)?.has ?? [])],
    strike(name) {
      const had = [...(workers.get(name)?.has ?? [])];
      workers.delete(name);
      return had;
    },
    silentSince: (time) =>
      [...workers.values()].filter(({ heardAt }) => heardAt <= time).map(({ name }) => name),
  };
}
