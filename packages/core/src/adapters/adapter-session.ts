import type { Keep } from '../accept/accept.js';
import type { PlatformEvent } from '../events/event.js';
import type { SessionSpace } from '../store/store.js';
import type { AdapterSession } from './adapter.js';

/**
 * A space of the store as a transport sees it: what it reports is placed in its lanes by `accept`,
 * and stored in the same step as the values.
 */
export function adapterSession(
  space: SessionSpace,
  accept: (events: readonly PlatformEvent[], keep: Keep) => Promise<unknown>,
): AdapterSession {
  return {
    get: (keys) => space.get(keys),
    keys: (prefix) => space.keys(prefix),
    async set(changes, events = []) {
      if (events.length === 0) await space.set(changes);
      else await accept(events, (entries, at) => space.set(changes, { entries, at }));
    },
  };
}
