import type { Priority } from '../actions/action.js';
import type { OutboxItem } from '../store/store.js';

const priorities: readonly Priority[] = ['urgent', 'reply', 'notice', 'bulk'];

/** What is ready to go out: in order per destination and priority, destinations side by side. */
export interface Queues {
  /** Puts an action into the line of its destination; it begins at once where nobody stands there. */
  add(item: OutboxItem): void;
  /** Does work that stands in no line. */
  beside(work: () => Promise<void>): void;
  /** What goes out now or is ready to. */
  readonly busy: number;
  /** Resolves when what has begun is over. */
  rest(): Promise<void>;
}

function rank(item: OutboxItem): number {
  return priorities.indexOf(item.options.priority ?? 'reply');
}

/** Makes the queues; `send` never rejects. */
export function createQueues(parts: {
  send(item: OutboxItem): Promise<void>;
  onQuiet(): void;
}): Queues {
  const queues = new Map<string, OutboxItem[]>();
  const running = new Set<Promise<void>>();
  let busy = 0;

  const run = (work: Promise<void>): void => {
    const whole = work.finally(() => {
      running.delete(whole);
      if (busy === 0) parts.onQuiet();
    });
    running.add(whole);
  };

  const drain = async (destination: string, queue: OutboxItem[]): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await parts.send(item);
      busy -= 1;
    }
    queues.delete(destination);
  };

  return {
    add(item) {
      busy += 1;
      const queue = queues.get(item.destination);
      if (queue === undefined) {
        const fresh = [item];
        queues.set(item.destination, fresh);
        run(drain(item.destination, fresh));
        return;
      }
      const before = queue.findIndex((other) => rank(other) > rank(item));
      queue.splice(before === -1 ? queue.length : before, 0, item);
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
  };
}
