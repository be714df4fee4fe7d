import type { ActionKind } from '../actions/action.js';
import type { Cancel, Clock } from '../clock.js';
import type { Budgets } from './budgets.js';
import { type Line, rankOf } from './lines.js';

/** Those who may go on have this long to take what there is room for before more may, ms. */
const BREATH = 20;

/** A line in which one kind of action waits for the whole account. */
interface Waiting {
  readonly line: Line;
  readonly kind: ActionKind;
}

/** Lines that wait until their platform takes something from the bot's account again. */
export interface AccountQueue {
  wait(adapter: string, waiting: Waiting): void;
  stop(): void;
}

/**
 * Makes a queue in which nobody waits. When there is room, as many lines go on as there is room
 * for: the most urgent first, then whoever has waited longest, so that no chat stops another.
 */
export function createAccountQueue(parts: {
  readonly clock: Clock;
  readonly budgets: Pick<Budgets, 'room' | 'roomAt'>;
  release(line: Line, kind: ActionKind): void;
}): AccountQueue {
  const { clock, budgets } = parts;
  const queues = new Map<string, Waiting[]>();
  const timers = new Map<string, Cancel>();

  const arm = (adapter: string, soonest: number): void => {
    if (timers.has(adapter)) return;
    const now = clock.now();
    const at = Math.max(budgets.roomAt(adapter, now), soonest);
    timers.set(
      adapter,
      clock.after(at - now, () => {
        timers.delete(adapter);
        go(adapter);
      }),
    );
  };

  const go = (adapter: string): void => {
    const queue = queues.get(adapter) ?? [];
    const ranked = queue.map((one) => ({ one, rank: rankOf(one.line, one.kind) }));
    ranked.sort((a, b) => a.rank - b.rank);
    const room = Math.min(budgets.room(adapter, clock.now()), ranked.length);
    const first = new Set(ranked.slice(0, room).map(({ one }) => one));
    const rest = queue.filter((one) => !first.has(one));
    if (rest.length === 0) queues.delete(adapter);
    else queues.set(adapter, rest);
    for (const { line, kind } of first) parts.release(line, kind);
    if (rest.length > 0) arm(adapter, clock.now() + BREATH);
  };

  return {
    wait(adapter, waiting) {
      const queue = queues.get(adapter) ?? [];
      queues.set(adapter, queue);
      queue.push(waiting);
      arm(adapter, clock.now());
    },
    stop() {
      for (const cancel of timers.values()) cancel();
      timers.clear();
      queues.clear();
    },
  };
}
