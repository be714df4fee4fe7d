import type { ActionKind } from '../actions/action.js';
import type { Cancel, Clock } from '../clock.js';
import type { OutboxItem } from '../store/store.js';
import { createAccountQueue } from './account-queue.js';
import type { Budgets, Limited } from './budgets.js';
import { createLine, join, type Line, next, putBack, release } from './lines.js';

/** An action that has to wait with all of its kind that go there, in the form in which it waits. */
export interface PutBack {
  readonly item: OutboxItem;
  readonly limited: Limited;
}

/** What is ready to go out: in order per destination and priority, destinations side by side. */
export interface Queues {
  /** Puts an action into the line of its destination; it begins at once where nobody stands there. */
  add(item: OutboxItem): void;
  /** Does work that stands in no line. */
  beside(work: () => Promise<void>): void;
  /** What goes out now or is ready to; what waits for a platform's limits is not. */
  readonly busy: number;
  /** Resolves when what has begun is over. */
  rest(): Promise<void>;
  /** Lets nobody go on any more who waits for a platform's limits. */
  stop(): void;
}

/** Makes the queues; `send` never rejects, and answers with what cannot go out before later. */
export function createQueues(parts: {
  readonly clock: Clock;
  readonly budgets: Pick<Budgets, 'room' | 'roomAt'>;
  send(item: OutboxItem): Promise<PutBack | undefined>;
  onQuiet(): void;
}): Queues {
  const { clock } = parts;
  const lines = new Map<string, Line>();
  const running = new Set<Promise<void>>();
  const timers = new Set<Cancel>();
  let busy = 0;
  let stopped = false;

  const run = (work: Promise<void>): void => {
    const whole = work.finally(() => {
      running.delete(whole);
      if (busy === 0) parts.onQuiet();
    });
    running.add(whole);
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

  const drain = async (line: Line): Promise<void> => {
    line.isMoving = true;
    for (let item = next(line); item !== undefined; item = next(line)) {
      const back = await parts.send(item);
      busy -= 1;
      if (back !== undefined) letWait(line, back);
    }
    line.isMoving = false;
    if (line.items.length === 0) lines.delete(line.destination);
  };

  const letGo = (line: Line, kind: ActionKind): void => {
    if (stopped) return;
    busy += release(line, kind);
    if (!line.isMoving) run(drain(line));
  };

  const accounts = createAccountQueue({ clock, budgets: parts.budgets, release: letGo });

  return {
    add(item) {
      let line = lines.get(item.destination);
      if (line === undefined) {
        line = createLine(item.destination);
        lines.set(item.destination, line);
      }
      if (!join(line, item)) return;
      busy += 1;
      if (!line.isMoving) run(drain(line));
    },
    beside(work) {
      busy += 1;
      run(
        work().finally(() => {
          busy -= 1;
        }),
      );
    },
    get busy() {
      return busy;
    },
    rest: async () => void (await Promise.all(running)),
    stop() {
      stopped = true;
      accounts.stop();
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}
