import type { ActionKind } from '../actions/action.js';
import type { StepResult } from '../adapters/adapter.js';
import type { Cancel, Clock } from '../clock.js';
import type { Patience } from '../patience.js';
import type { MaybePromise, OutboxItem } from '../store/store.js';
import { createAccountQueue } from './account-queue.js';
import type { Budgets, Limited } from './budgets.js';
import { createLine, join, type Line, next, putBack, release } from './lines.js';
import { answerWays, type UnderWay } from './request.js';
import type { Tried, Trying } from './tried.js';

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
  busy(): number;
  /** Resolves when none of these actions is on its way. */
  whenBack(ids: readonly string[]): Promise<void>;
  /** Resolves when what has begun is over. */
  rest(): Promise<void>;
  /** Lets nobody go on any more who waits for a platform's limits. */
  stop(): void;
}

/** So many lines may be known before those in which nothing waits are forgotten. */
const FORGET_FROM = 1_024;

/**
 * Goes on with what has come for an action; tells whether the action is over by it. If not, its line
 * is taken up again when it is.
 */
type Next<Come> = (line: Line, item: OutboxItem, come: Come) => boolean;

type Asked = UnderWay<MaybePromise<Trying>>;

/** What the platform has said of what was asked of it. */
interface Answered {
  readonly asked: Asked;
  readonly result: StepResult;
}

/** A line in which the platform is asked something. */
interface Waiting extends Pick<Answered, 'asked'> {
  readonly line: Line;
  readonly item: OutboxItem;
}

/** Makes the queues. */
export function createQueues(parts: {
  readonly clock: Clock;
  readonly budgets: Pick<Budgets, 'room' | 'roomAt'>;
  /** The line an action belongs to: those in one line keep their order. */
  lineOf(item: OutboxItem): MaybePromise<string>;
  readonly patience: Patience;
  /** Tries an action; undefined where it is not to be tried any more. */
  attempt(item: OutboxItem): MaybePromise<Trying | undefined>;
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
    const cancel = clock.after(limited.until - clock.now(), () => {
      timers.delete(cancel);
      letGo(line, kind);
    });
    timers.add(cancel);
  };

  const ended: Next<PutBack | undefined> = (line, _, back) => {
    busy -= 1;
    line.now = undefined;
    if (back !== undefined) letWait(line, back);
    over();
    return true;
  };

  const broke: Next<unknown> = (line, item, error) => {
    parts.failed(item, error);
    return ended(line, item, undefined);
  };

  const isOver = <Come>(line: Line, item: OutboxItem, come: Come, next: Next<Come>): boolean => {
    try {
      return next(line, item, come);
    } catch (error) {
      return broke(line, item, error);
    }
  };

  const takeUp = <Come>(line: Line, item: OutboxItem, come: Come, next: Next<Come>): void => {
    if (isOver(line, item, come, next)) go(line);
  };

  const whenCome = <Come>(
    line: Line,
    item: OutboxItem,
    come: Promise<Come>,
    next: Next<Come>,
  ): false => {
    come.then(
      (found) => takeUp(line, item, found, next),
      (error) => takeUp(line, item, error, broke),
    );
    return false;
  };

  const answered: Next<Answered> = (line, item, { asked, result }) =>
    goOn(line, item, asked.goOn(result));

  const ways = answerWays<Waiting>(({ line, item, asked }, result) =>
    takeUp(line, item, { asked, result }, answered),
  );

  const whenAnswer = (line: Line, item: OutboxItem, asked: Asked): false => {
    parts.patience.wait(asked.answer, ways, { line, item, asked });
    return false;
  };

  const goOn: Next<MaybePromise<Trying | undefined>> = (line, item, trying) => {
    if (trying instanceof Promise) return whenCome(line, item, trying, goOn);
    if (trying !== undefined && 'answer' in trying) return whenAnswer(line, item, trying);
    const back = trying === undefined ? undefined : parts.follow(item, trying);
    return back instanceof Promise ? whenCome(line, item, back, ended) : ended(line, item, back);
  };

  const begin: Next<undefined> = (line, item) => goOn(line, item, parts.attempt(item));

  /** Goes through a line until nothing in it can go out, or something is not over at once. */
  const go = (line: Line): void => {
    for (let item = next(line); item !== undefined; item = next(line)) {
      line.now = item;
      if (!isOver(line, item, undefined, begin)) return;
    }
    line.isMoving = false;
    endWork();
  };

  const move = (line: Line): void => {
    if (line.isMoving) return;
    line.isMoving = true;
    working += 1;
    go(line);
  };

  const letGo = (line: Line, kind: ActionKind): void => {
    if (stopped) return;
    busy += release(line, kind);
    move(line);
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
    move(line);
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
    busy: () => busy,
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
