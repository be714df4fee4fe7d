import type { KapwaEvent, MessageReceived } from '../events/event.js';
import { type GroupKind, groupKinds } from '../model/group.js';
import type { MaybePromise } from '../store/store.js';
import type { AnyContext } from './context.js';
import { hasLink } from './has-link.js';
import { inOrder, type Order } from './order.js';
import { type Filters, type Phase, phases, type Verdict } from './plugin.js';
import { createWordIndex, type WordIndex } from './word-index.js';

/** A listener with whose it is. */
export interface Registered extends Order {
  readonly plugin: string;
  readonly phase: Phase;
  readonly filters: Filters;
  /** The words it listens for, in all languages; absent where it takes every text. */
  readonly words?: readonly string[];
  /** `handled`: whether an earlier phase has dealt with the event already. */
  run(context: AnyContext, event: KapwaEvent, handled: boolean): MaybePromise<Verdict>;
}

/** Finds the listeners of an event without asking those who do not care for it. */
export interface ListenerIndex {
  add(kind: string, listener: Registered): () => void;
  /** In the order of phases, then as `before` and `after` say, then of plugin names. */
  match(event: KapwaEvent, groupKind: GroupKind | undefined): readonly Registered[];
  /** Raises `plugin.invalid` where declared orders go in a circle. */
  check(): void;
  /** How many listeners there are. */
  size(): number;
}

/** What of an event, besides its words, decides who listens. */
interface Sort {
  readonly direct: boolean;
  readonly mentions: boolean;
  readonly link: boolean;
  readonly groupKind: GroupKind | undefined;
}

function wants({ filters }: Registered, sort: Sort): boolean {
  return (
    (filters.direct === undefined || filters.direct === sort.direct) &&
    (filters.mentions !== true || sort.mentions) &&
    (filters.hasLink !== true || sort.link) &&
    (filters.groupKind === undefined || filters.groupKind === sort.groupKind)
  );
}

function textOf(event: KapwaEvent): string {
  return 'text' in event ? event.text : '';
}

/** A small number for each sort, so that looking a sort up makes no garbage. */
function numberOf(sort: Sort): number {
  const kind = sort.groupKind === undefined ? 0 : groupKinds.indexOf(sort.groupKind) + 1;
  return kind * 8 + (sort.direct ? 4 : 0) + (sort.mentions ? 2 : 0) + (sort.link ? 1 : 0);
}

/** The listeners of one kind of event, ready to be matched. */
interface Ready {
  readonly ranks: ReadonlyMap<Registered, number>;
  readonly all: readonly Registered[];
  readonly asksForLinks: boolean;
  readonly matches: Map<number, Match>;
}

/** Who listens to one sort of event. */
interface Match {
  /** Those who take any words. */
  readonly any: readonly Registered[];
  /** Those who do not; undefined where there is none: then nobody looks for words. */
  readonly words: WordIndex<Registered> | undefined;
}

function matchFor(sort: Sort, { all }: Ready): Match {
  const own = all.filter((one) => wants(one, sort));
  const picky = own.flatMap((one) => (one.words === undefined ? [] : [[one, one.words] as const]));
  return {
    any: own.filter(({ words }) => words === undefined),
    words: picky.length === 0 ? undefined : createWordIndex(picky),
  };
}

function prepare(listeners: readonly Registered[]): Ready {
  const all = phases.flatMap((phase) => inOrder(listeners.filter((one) => one.phase === phase)));
  return {
    all,
    ranks: new Map(all.map((one, rank) => [one, rank])),
    asksForLinks: all.some(({ filters }) => filters.hasLink === true),
    matches: new Map(),
  };
}

function sortOf(event: KapwaEvent, groupKind: GroupKind | undefined, ready: Ready): Sort {
  return {
    direct: 'chat' in event && event.chat.direct,
    mentions: ((event as Partial<MessageReceived>).mentions?.length ?? 0) > 0,
    link: ready.asksForLinks && hasLink(textOf(event)),
    groupKind,
  };
}

function withWords(
  any: readonly Registered[],
  found: ReadonlySet<Registered>,
  { ranks }: Ready,
): readonly Registered[] {
  const rank = (one: Registered): number => ranks.get(one) ?? 0;
  return [...any, ...found].sort((one, other) => rank(one) - rank(other));
}

const nobody: readonly Registered[] = [];

/** Makes an empty index. Matches are remembered per sort of event until a listener comes or goes. */
export function createListenerIndex(): ListenerIndex {
  const byKind = new Map<string, readonly Registered[]>();
  const readyByKind = new Map<string, Ready>();

  const readyFor = (kind: string): Ready | undefined => {
    const known = readyByKind.get(kind);
    const listeners = byKind.get(kind);
    if (known !== undefined || listeners === undefined) return known;
    const ready = prepare(listeners);
    readyByKind.set(kind, ready);
    return ready;
  };

  const change = (kind: string, listeners: readonly Registered[]): void => {
    readyByKind.delete(kind);
    if (listeners.length === 0) byKind.delete(kind);
    else byKind.set(kind, listeners);
  };

  return {
    add(kind, listener) {
      change(kind, [...(byKind.get(kind) ?? []), listener]);
      return () =>
        change(
          kind,
          (byKind.get(kind) ?? []).filter((one) => one !== listener),
        );
    },
    match(event, groupKind) {
      const ready = readyFor(event.kind);
      if (ready === undefined) return nobody;
      const sort = sortOf(event, groupKind, ready);
      const id = numberOf(sort);
      let match = ready.matches.get(id);
      if (match === undefined) {
        match = matchFor(sort, ready);
        ready.matches.set(id, match);
      }
      const found = match.words?.find(textOf(event));
      return found === undefined || found.size === 0
        ? match.any
        : withWords(match.any, found, ready);
    },
    check() {
      for (const kind of byKind.keys()) readyFor(kind);
    },
    size: () => [...byKind.values()].reduce((sum, listeners) => sum + listeners.length, 0),
  };
}
