import type { KapwaEvent, MessageReceived } from '../events/event.js';
import type { GroupKind } from '../model/group.js';
import type { MaybePromise } from '../store/store.js';
import type { AnyContext } from './context.js';
import { type Filters, type Phase, phases, type Verdict } from './plugin.js';

/** A listener with whose it is. */
export interface Registered {
  readonly plugin: string;
  readonly phase: Phase;
  readonly filters: Filters;
  run(context: AnyContext, event: KapwaEvent): MaybePromise<Verdict>;
}

/** Finds the listeners of an event without asking those who do not care for it. */
export interface ListenerIndex {
  add(kind: string, listener: Registered): () => void;
  /** In the order of phases, then of plugins; the same array for the same sort of event. */
  match(event: KapwaEvent, groupKind: GroupKind | undefined): readonly Registered[];
}

function wants(filters: Filters, sort: Sort): boolean {
  return (
    (filters.direct === undefined || filters.direct === sort.direct) &&
    (filters.mentions !== true || sort.mentions) &&
    (filters.groupKind === undefined || filters.groupKind === sort.groupKind)
  );
}

/** What of an event decides who listens. */
interface Sort {
  readonly direct: boolean;
  readonly mentions: boolean;
  readonly groupKind: GroupKind | undefined;
}

function sortOf(event: KapwaEvent, groupKind: GroupKind | undefined): Sort {
  return {
    direct: 'chat' in event && event.chat.direct,
    mentions: ((event as Partial<MessageReceived>).mentions?.length ?? 0) > 0,
    groupKind,
  };
}

function ordered(listeners: readonly Registered[]): Registered[] {
  return [...listeners].sort(
    (one, other) => phases.indexOf(one.phase) - phases.indexOf(other.phase),
  );
}

/** Makes an empty index. Matches are remembered per sort of event until a listener comes or goes. */
export function createListenerIndex(): ListenerIndex {
  const byKind = new Map<string, Registered[]>();
  const matches = new Map<string, readonly Registered[]>();

  return {
    add(kind, listener) {
      byKind.set(kind, [...(byKind.get(kind) ?? []), listener]);
      matches.clear();
      return () => {
        byKind.set(
          kind,
          (byKind.get(kind) ?? []).filter((one) => one !== listener),
        );
        matches.clear();
      };
    },
    match(event, groupKind) {
      const sort = sortOf(event, groupKind);
      const id = `${event.kind}|${sort.direct}|${sort.mentions}|${groupKind ?? ''}`;
      let found = matches.get(id);
      if (found === undefined) {
        const all = byKind.get(event.kind) ?? [];
        found = ordered(all.filter((listener) => wants(listener.filters, sort)));
        matches.set(id, found);
      }
      return found;
    },
  };
}
