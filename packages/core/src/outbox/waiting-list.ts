import { createOnTheirWay } from '../store/on-their-way.js';
import type { OutboxItem } from '../store/store.js';
import { waitsFor } from './references.js';

/** Every action that has not settled, and which of them wait for which. */
export interface WaitingList {
  get(id: string): OutboxItem | undefined;
  has(id: string): boolean;
  all(): Iterable<OutboxItem>;
  /** Puts an action in, or in the place of its former self. */
  set(item: OutboxItem): void;
  remove(id: string): void;
  /** Those that wait for an action. */
  behind(id: string): readonly OutboxItem[];
  /** Those that wait for the first word of somebody: of all, or of whoever is at a destination. */
  parked(destination?: string): readonly OutboxItem[];
  /** Whether any waits for a first word. */
  hasParked(): boolean;
  /** Whether an action waits for another that has not settled. */
  isHeld(item: OutboxItem): boolean;
}

const nobody: readonly OutboxItem[] = [];

/** Makes an empty list. Finding who waits takes no longer when many do. */
export function createWaitingList(): WaitingList {
  const items = createOnTheirWay<OutboxItem>();
  const followers = new Map<string, Set<string>>();
  const parked = new Map<string, Set<string>>();

  const unpark = ({ id, destination }: OutboxItem): void => {
    const ids = parked.get(destination);
    if (ids?.delete(id) === true && ids.size === 0) parked.delete(destination);
  };

  const park = (item: OutboxItem): void => {
    if (item.unreached === 'waits') {
      const ids = parked.get(item.destination) ?? new Set();
      parked.set(item.destination, ids.add(item.id));
    } else if (parked.size > 0) unpark(item);
  };

  const found = (ids: Iterable<string> = []): readonly OutboxItem[] =>
    [...ids].flatMap((id) => items.get(id) ?? []);

  return {
    get: (id) => items.get(id),
    has: (id) => items.has(id),
    all: () => items.values(),
    set(item) {
      items.set(item.id, item);
      park(item);
      for (const id of waitsFor(item)) {
        const others = followers.get(id) ?? new Set();
        followers.set(id, others.add(item.id));
      }
    },
    remove(id) {
      const item = parked.size > 0 ? items.get(id) : undefined;
      if (item !== undefined) unpark(item);
      items.delete(id);
      if (followers.size > 0) followers.delete(id);
    },
    behind(id) {
      const others = followers.size === 0 ? undefined : followers.get(id);
      if (others === undefined) return nobody;
      return found(others);
    },
    parked(destination) {
      if (parked.size === 0) return nobody;
      if (destination !== undefined) return found(parked.get(destination));
      return [...parked.values()].flatMap((ids) => found(ids));
    },
    hasParked: () => parked.size > 0,
    isHeld: (item) => waitsFor(item).some((id) => items.has(id)),
  };
}
