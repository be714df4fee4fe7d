import type { ActionKind } from '../actions/action.js';
import type { Cancel, Clock } from '../clock.js';
import type { MaybePromise, OutboxItem } from '../store/store.js';
import { createAccountQueue } from './account-queue.js';
import type { Budgets, Limited } from './budgets.js';
import type { Tried } from './carry-out.js';
import { createLine, join, type Line, next, putBack, release } from './lines.js';

/** An action that has to wait with all of its kind that go there, in the form in which it waits. */
export interface PutBack {
  readonly item: OutboxItem;
  readonly limited: Limited;
}

/** What is ready to go out: in order per destination and priority, destinations side by side. */
export interface Queues {
  /** Puts an action into the line it belongs to; it begins at once where nobody stands there. */
  add(item: OutboxItem): void;
  /** Does work that stands in no line. */
  beside(work: () => Promise<void>): void;
  /** What goes out now or is ready to; what waits for a platform's limits is not. */
  readonly busy: number;
  /** Resolves when none of these actions is on its way. */
  whenBack(ids: readonly string[]): Promise<void>;
  /** Resolves when what has begun is over. */
  rest(): Promise<void>;
  /** Lets nobody go on any more who waits for a platform's limits. */
  stop(): void;
}

/** So many lines may be known before those in which nothing waits are forgotten. */
const FORGET_FROM = 1_024;

/** Makes the queues. */
export function createQueues(parts: {
  readonly clock: Clock;
  readonly budgets: Pick<Budgets, 'room' | 'roomAt'>;
  /** The line an action belongs to: those in one line keep their order. */
  lineOf(item: OutboxItem): MaybePromise<string>;
  /** Tries an action; undefined where it is not to be tried any more. */
  attempt(item: OutboxItem): MaybePromise<Tried | undefined>;
  /** Goes on with what a try came to; answers with what cannot go out before later. */
  follow(item: OutboxItem, tried: Tried): MaybePromise<PutBack | undefined>;
  /** Told of one that could not be sent for a reason of the kit's own. */
  failed(item: OutboxItem, error: unknown): void;
  onQuiet(): void;
}): Queues {
  const { clock } = parts;
  const lines = new Map<string, Line>();
  const timers = new Set<Cancel>();
  let forgetAt = FORGET_FROM;
  let busy = 0;
  let working = 0;
  let stopped = false;
  /** Those who want to look again whenever something is over. */
  let watchers: (() => void)[] = [];

  const over = (): void => {
    if (watchers.length === 0) return;
    const all = watchers;
    watchers = [];
    for (const look of all) look();
  };

  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise<void>((resolve) => void watchers.push(resolve));
  };

  const endWork = (): void => {
    working -= 1;
    if (busy === 0) parts.onQuiet();
    over();
  };

  const forgetIdle = (): void => {
    for (const [name, line] of lines) {
      if (!line.isMoving && line.items.length === 0) lines.delete(name);
    }
    forgetAt = Math.max(FORGET_FROM, lines.size * 2);
  };

  const lineNamed = (name: string): Line => {
    const known = lines.get(name);
    if (known !== undefined) return known;
    if (lines.size >= forgetAt) forgetIdle();
    const line = createLine();
    lines.set(name, line);
    return line;
  };

  const letWait = (line: Line, { item, limited }: PutBack): void => {
    busy -= putBack(line, item);
    const { kind } = item.action;
    if (limited.account) {
      accounts.wait(limited.adapter, { line, kind });
      return;
    }
    const cancel = clock.at(limited.until, () => {
      timers.delete(cancel);
      letGo(line, kind);
    });
    timers.add(cancel);
  };

  const ended = (line: Line, back: PutBack | undefined): void => {
    busy -= 1;
    line.now = undefined;
    if (back !== undefined) letWait(line, back);
    over();
  };

  const broke = (line: Line, item: OutboxItem, error: unknown): void => {
    parts.failed(item, error);
    ended(line, undefined);
  };

  /** Whether an action is over at once; otherwise its line is taken up again when it is. */
  const isOver = (line: Line, item: OutboxItem): boolean => {
    try {
      const tried = parts.attempt(item);
      if (!(tried instanceof Promise)) return follow(line, item, tried);
      tried.then(
        (found) => {
          if (follow(line, item, found)) go(line);
        },
        (error) => {
          broke(line, item, error);
          go(line);
        },
      );
      return false;
    } catch (error) {
      broke(line, item, error);
      return true;
    }
  };

  const follow = (line: Line, item: OutboxItem, tried: Tried | undefined): boolean => {
    try {
      const back = tried === undefined ? undefined : parts.follow(item, tried);
      if (back instanceof Promise) {
        followLater(line, item, back);
        return false;
      }
      ended(line, back);
    } catch (error) {
      broke(line, item, error);
    }
    return true;
  };

  const followLater = (line: Line, item: OutboxItem, back: Promise<PutBack | undefined>): void => {
    back.then(
      (found) => {
        ended(line, found);
        go(line);
      },
      (error) => {
        broke(line, item, error);
        go(line);
      },
    );
  };

  /** Goes through a line until nothing in it can go out, or something is not over at once. */
  const go = (line: Line): void => {
    for (let item = next(line); item !== undefined; item = next(line)) {
      line.now = item;
      if (!isOver(line, item)) return;
    }
    line.isMoving = false;
    endWork();
  };

  const begin = (line: Line): void => {
    if (line.isMoving) return;
    line.isMoving = true;
    working += 1;
    go(line);
  };

  const letGo = (line: Line, kind: ActionKind): void => {
    if (stopped) return;
    busy += release(line, kind);
    begin(line);
  };

  const accounts = createAccountQueue({ clock, budgets: parts.budgets, release: letGo });

  const isOnItsWay = (ids: readonly string[]): boolean => {
    for (const { now } of lines.values())
      if (now !== undefined && ids.includes(now.id)) return true;
    return false;
  };

  const enter = (name: string, item: OutboxItem): void => {
    const line = lineNamed(name);
    if (!join(line, item)) return;
    busy += 1;
    begin(line);
  };

  /** Those of which it is not known at once which line is theirs, by destination: order is kept. */
  const arriving = new Map<string, Promise<void>>();

  const enterLater = (name: MaybePromise<string>, item: OutboxItem): void => {
    const { destination } = item;
    const before = arriving.get(destination) ?? Promise.resolve();
    busy += 1;
    working += 1;
    const entered: Promise<void> = before
      .then(() => name)
      .then(
        (found) => enter(found, item),
        () => enter(destination, item),
      )
      .then(() => {
        if (arriving.get(destination) === entered) arriving.delete(destination);
        busy -= 1;
        endWork();
      });
    arriving.set(destination, entered);
  };

  return {
    add(item) {
      const name = parts.lineOf(item);
      if (typeof name === 'string' && arriving.size === 0) enter(name, item);
      else enterLater(name, item);
    },
    beside(work) {
      busy += 1;
      working += 1;
      void work().finally(() => {
        busy -= 1;
        endWork();
      });
    },
    get busy() {
      return busy;
    },
    whenBack: (ids) => until(() => !isOnItsWay(ids)),
    rest: () => until(() => working === 0),
    stop() {
      stopped = true;
      accounts.stop();
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}
