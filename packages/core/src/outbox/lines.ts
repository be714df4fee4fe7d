import type { ActionKind, Priority } from '../actions/action.js';
import type { OutboxItem } from '../store/store.js';

const priorities: readonly Priority[] = ['urgent', 'reply', 'notice', 'bulk'];

/** How soon an action goes out: the smaller, the sooner. */
function rank({ options }: OutboxItem): number {
  return priorities.indexOf(options.priority ?? 'reply');
}

/** What is ready to go to one destination, in order. Some kinds of it may have to wait. */
export interface Line {
  readonly items: OutboxItem[];
  /** Kinds that have to wait. */
  held: Set<ActionKind> | undefined;
  /** Whether somebody goes through it. */
  isMoving: boolean;
  /** What is on its way. */
  now: OutboxItem | undefined;
}

/** An empty line. */
export function createLine(): Line {
  return { items: [], held: undefined, isMoving: false, now: undefined };
}

function countOf({ items }: Line, kind: ActionKind): number {
  let found = 0;
  for (const { action } of items) if (action.kind === kind) found += 1;
  return found;
}

/** Puts an action behind those of its priority. False when it has to wait. */
export function join({ items, held }: Line, item: OutboxItem): boolean {
  const mine = rank(item);
  // Looked for from the end: a long line must not make it slower to join.
  const at = items.findLastIndex((other) => rank(other) <= mine);
  if (at === items.length - 1) items.push(item);
  else items.splice(at + 1, 0, item);
  return held?.has(item.action.kind) !== true;
}

/**
 * Puts an action back before those of its priority, and lets all of its kind wait; answers how
 * many of them could have gone before.
 */
export function putBack(line: Line, item: OutboxItem): number {
  const { items } = line;
  const { kind } = item.action;
  line.held ??= new Set();
  const others = line.held.has(kind) ? 0 : countOf(line, kind);
  line.held.add(kind);
  const mine = rank(item);
  const at = items.findIndex((other) => rank(other) >= mine);
  items.splice(at === -1 ? items.length : at, 0, item);
  return others;
}

/** The next action that need not wait, taken out. */
export function next({ items, held }: Line): OutboxItem | undefined {
  if (held === undefined || held.size === 0) return items.shift();
  const at = items.findIndex(({ action }) => !held.has(action.kind));
  return at === -1 ? undefined : items.splice(at, 1)[0];
}

/** Lets a kind go on; answers how many actions that are. */
export function release(line: Line, kind: ActionKind): number {
  return line.held?.delete(kind) === true ? countOf(line, kind) : 0;
}

/** How soon the first action of a kind goes out: the smaller, the sooner. */
export function rankOf({ items }: Line, kind: ActionKind): number {
  const first = items.find(({ action }) => action.kind === kind);
  return first === undefined ? priorities.length : rank(first);
}
