import { noteOf } from '../audit/audit-draft.js';
import type { Cancel, Clock } from '../clock.js';
import { messageOf } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Store } from '../store/store.js';
import type { RawResponse, Refusal, Route } from './adapter.js';

/** What knocks at the door of a webhook may be anything: it is counted, and told once in this, ms. */
const PERIOD = 3_600_000;

const byStatus: Readonly<Record<number, Refusal>> = {
  400: 'unreadable',
  401: 'signature',
  403: 'forbidden',
  413: 'too-large',
};

/** What is counted: webhooks that were refused, and taps on buttons made by hand. */
type Reason = Refusal | 'forged';

/** Counts what was refused at the doors of a kit. */
export interface Refusals {
  /** A route whose refusals are counted. */
  watch(adapter: string, route: Route): Route;
  /** Counts a tap on a button the bot has not shown to whoever tapped. */
  tap(adapter: string): void;
  /** Enters what has been counted in the audit now, and counts no more. */
  close(): Promise<void>;
}

/** What counting needs of its kit. */
export interface RefusalParts {
  readonly store: Pick<Store, 'commit'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** The community in whose part of the audit it stands. */
  community(): string;
}

/**
 * Makes what tells the audit of refused webhooks, folded: one entry an hour for each adapter and
 * reason, with how many there were. So nobody outside can fill the disk; nothing of what was posted
 * is kept, and not from where.
 */
export function createRefusals({ store, clock, log, community }: RefusalParts): Refusals {
  let counts = new Map<string, { adapter: string; reason: Reason; count: number }>();
  let cancel: Cancel | undefined;
  let isClosed = false;

  const enter = async (): Promise<void> => {
    cancel?.();
    cancel = undefined;
    const counted = [...counts.values()];
    counts = new Map();
    if (counted.length === 0) return;
    const source = { community: community(), plugin: 'core', at: clock.now() };
    const nobody = (): never => {
      throw new Error('nobody is named here');
    };
    const audit = await Promise.all(
      counted.map(({ adapter: target, reason, count }) => {
        const what = reason === 'forged' ? 'tap.refuse' : 'webhook.refuse';
        const draft = { what, by: 'outside', target, reason } as const;
        return noteOf({ ...draft, result: String(count) }, source, nobody);
      }),
    );
    for (const { adapter, reason, count } of counted) {
      const what = reason === 'forged' ? 'Taps' : 'Webhooks';
      log.warn(`${what} were refused in the last hour.`, { adapter, reason, count });
    }
    await store.commit({ expect: [], writes: [], outgoing: [], post: [], dead: [], audit });
  };

  const enterSafely = (): Promise<void> =>
    enter().catch((error) => {
      log.error(`Refused webhooks could not be entered in the record: ${messageOf(error)}`);
    });

  const count = (adapter: string, reason: Reason): void => {
    if (isClosed) return;
    const key = `${adapter} ${reason}`;
    const known = counts.get(key);
    if (known !== undefined) known.count += 1;
    else counts.set(key, { adapter, reason, count: 1 });
    cancel ??= clock.after(PERIOD, () => void enterSafely());
  };

  return {
    watch(adapter, route) {
      const look = (answer: RawResponse): void => {
        const reason = answer.refusal ?? byStatus[answer.status];
        if (reason !== undefined) count(adapter, reason);
      };
      return {
        method: route.method,
        path: route.path,
        maxBody: route.maxBody,
        handle(request) {
          const answer = route.handle(request);
          // Whoever waits for an answer is not kept waiting for the count.
          if (answer instanceof Promise) answer.then(look, () => undefined);
          else look(answer);
          return answer;
        },
        tooLarge: () => count(adapter, 'too-large'),
      };
    },
    tap: (adapter) => count(adapter, 'forged'),
    async close() {
      isClosed = true;
      await enterSafely();
    },
  };
}
