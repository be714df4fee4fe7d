const DAY = 86_400_000;

/** How long an event id is remembered: longer than the seven days for which Meta repeats a webhook. */
const SEEN_DAYS = 8;

/** Remembers ids by the day they came, so that old ones go a whole day at a time. */
export interface SeenIds {
  has(id: string): boolean;
  add(id: string, at: number): void;
  remove(id: string): void;
  /** Ids by day, for writing down. */
  days(): readonly { readonly day: number; readonly ids: readonly string[] }[];
}

/** Makes a memory of ids, with what was written down before. */
export function createSeenIds(
  before: readonly { readonly day: number; readonly ids: readonly string[] }[] = [],
): SeenIds {
  const days = new Map<number, Set<string>>(before.map(({ day, ids }) => [day, new Set(ids)]));
  let newest = Math.max(0, ...days.keys());

  const forgetOld = (): void => {
    for (const day of days.keys()) if (day < newest - SEEN_DAYS) days.delete(day);
  };

  return {
    has(id) {
      for (const ids of days.values()) if (ids.has(id)) return true;
      return false;
    },
    add(id, at) {
      const day = Math.max(Math.floor(at / DAY), newest);
      if (day > newest) {
        newest = day;
        forgetOld();
      }
      const ids = days.get(day);
      if (ids === undefined) days.set(day, new Set([id]));
      else ids.add(id);
    },
    remove(id) {
      for (const ids of days.values()) ids.delete(id);
    },
    days: () => [...days].map(([day, ids]) => ({ day, ids: [...ids] })),
  };
}
