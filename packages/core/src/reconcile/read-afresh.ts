import { randomUUID } from 'node:crypto';
import type { EventEmitter } from 'eventemitter3';
import type { Outcome } from '../actions/outcome.js';
import type { Adapter } from '../adapters/adapter.js';
import type { Clock } from '../clock.js';
import { groupsIn } from '../handle/ask-model.js';
import type { KitEvents } from '../kit-events.js';
import type { Group } from '../model/group.js';
import { capabilityIn } from '../outbox/capability-in.js';
import type { PostToLane } from '../plugins/post-to-lane.js';
import type { OutboxItem, Store } from '../store/store.js';

/** What came of looking at one group afresh. */
export interface GroupReading {
  /** By its key, and as people call it. */
  readonly group: string;
  readonly name: string;
  /** Why its platform could not be asked, for people; absent where it has answered. */
  readonly problem?: string;
}

/** What reading needs of its kit. */
export interface ReadingParts {
  readonly store: Pick<Store, 'get' | 'list'>;
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly clock: Clock;
  readonly events: EventEmitter<KitEvents>;
  post(plugin: string, work: PostToLane): Promise<boolean>;
}

/** A messenger that has not answered by then counts as one that cannot be asked, ms. */
const PATIENCE = 30_000;

const late = 'It has not answered in time.';

function problemOf(outcome: Outcome | undefined): string | undefined {
  if (outcome?.kind === 'done') return undefined;
  return outcome !== undefined && 'reason' in outcome ? outcome.reason : late;
}

/** Asks the platform how these groups stand; what it answers is in the model before this resolves. */
function askPlatform(
  community: string,
  groups: readonly Group[],
  { clock, events, post }: ReadingParts,
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  if (groups.length === 0) return Promise.resolve(outcomes);
  const id = `read: ${randomUUID()}`;
  const expires = clock.now() + PATIENCE;
  const keys = groups.map(({ key }) => key);
  return new Promise((resolve, reject) => {
    const end = (): void => {
      cancel();
      events.off('action.settled', hear);
      resolve(outcomes);
    };
    const hear = ({ item, outcome }: { item: OutboxItem; outcome: Outcome }): void => {
      const { action, options } = item;
      if (action.kind !== 'group.read' || options.reason !== id) return;
      outcomes.set(action.group, outcome);
      if (outcomes.size === groups.length) end();
    };
    const cancel = clock.after(PATIENCE, end);
    events.on('action.settled', hear);
    const work = { community, step: 'read', data: { groups: keys, id, expires }, id };
    post('core', work).catch((error: unknown) => {
      end();
      reject(error);
    });
  });
}

/**
 * Looks at the groups of a community on their platforms, as far as those can be asked: what was
 * kept may have aged while the bot was not running. Tells of each group whether that could be done.
 */
export async function readAfresh(
  community: string,
  parts: ReadingParts,
): Promise<readonly GroupReading[]> {
  const groups = (await groupsIn(parts.store, community)).filter(
    ({ chat, adopted }) => chat !== undefined && !adopted,
  );
  const barred = new Map<string, string>();
  for (const group of groups) {
    const capability = await capabilityIn(parts, {
      action: 'group.read',
      community,
      group,
      adapter: group.chat?.adapter ?? '',
      now: parts.clock.now(),
    });
    if (capability.level !== 'native') barred.set(group.key, capability.reason);
  }
  const asked = groups.filter(({ key }) => !barred.has(key));
  const outcomes = await askPlatform(community, asked, parts);
  return groups.map(({ key, name }) => {
    const problem = barred.get(key) ?? problemOf(outcomes.get(key));
    return problem === undefined ? { group: key, name } : { group: key, name, problem };
  });
}
