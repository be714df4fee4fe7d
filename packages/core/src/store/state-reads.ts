import type { SessionSpace, Store } from './store.js';
import { handedOut, type StoreState, sessionOf } from './store-state.js';

/** Asks the state of a store that holds all of it in memory; rejects where it cannot be asked. */
export type AskState = <Answer>(question: (state: StoreState) => Answer) => Answer | Promise<never>;

/** Reads that are the same for every such store. Those of every message are made by each itself. */
export function stateReads(
  ask: AskState,
): Pick<Store, 'waiting' | 'outgoing' | 'list' | 'collections' | 'dead' | 'sessions' | 'erasures'> {
  return {
    waiting: () => ask(({ inbox }) => handedOut(inbox)),
    outgoing: () => ask(({ outbox }) => handedOut(outbox)),
    list: (collection, prefix) => ask(({ records }) => records.under(collection, prefix)),
    collections: () => ask(({ records }) => records.names()),
    dead: () => ask(({ dead }) => handedOut(dead)),
    sessions: () => ask(({ sessions }) => [...sessions.keys()]),
    erasures: () => ask(({ erasures }) => [...erasures]),
  };
}

/** Reads of a transport's values; what is handed out is a copy. */
export function sessionReads(ask: AskState, space: string): Pick<SessionSpace, 'get' | 'keys'> {
  return {
    get: (keys) =>
      ask((state) => {
        const values = sessionOf(state, space);
        const found = new Map<string, Uint8Array>();
        for (const key of keys) {
          const value = values.get(key);
          if (value !== undefined) found.set(key, Uint8Array.from(value));
        }
        return found;
      }),
    keys: (prefix = '') =>
      ask((state) =>
        [...sessionOf(state, space).keys()].filter((key) => key.startsWith(prefix)).sort(),
      ),
  };
}
