import { placeOfAction } from '../../actions/action.js';
import { dataOf } from '../../actions/action-data.js';
import type { Outcome } from '../../actions/outcome.js';
import { ASSISTS, type AssistRecord } from '../../assist/assist-record.js';
import { communityLane, groupLane, recordKey } from '../../model/keys.js';
import type { Commit, InboxEntry, OutboxItem, Store } from '../../store/store.js';
import type { BeginData } from './community-steps.js';

/** What assisted actions need of their kit. */
export interface KitAssistParts {
  readonly store: Pick<Store, 'get'>;
  now(): number;
  acceptEntry(entry: InboxEntry): Promise<boolean>;
  conclude(id: string, outcome: Outcome): void;
}

/** Stands between the outbox, which hands actions over, and the lanes, which ask the admins. */
export interface KitAssist {
  /** Lets admins be asked; answers with the outcome where there is one already. */
  handOver(item: OutboxItem, why: string): Promise<Outcome | undefined>;
  /** Tells the outbox what came of it. */
  committed(commit: Pick<Commit, 'done' | 'writes'>): void;
}

function beginEntry(item: OutboxItem, why: string, at: number): InboxEntry {
  const { community, action, options, adapter } = item;
  const id = `assist:${item.id}`;
  const place = placeOfAction(action);
  const data: BeginData = {
    id: item.id,
    action,
    group: 'group' in place ? place.group : '',
    why,
    canWait: options.priority === 'notice' || options.priority === 'bulk',
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    ...(options.expires === undefined ? {} : { expires: options.expires }),
  };
  const about = { community, plugin: 'core', step: 'assist-begin', data };
  return {
    id,
    lane: communityLane(community),
    place: { community },
    attempt: 0,
    event: { kind: 'plugin.posted', id, at, adapter, ...about },
  };
}

/** What ties a chat that an admin has made to its group. */
function tieEntry(
  { id, action, settled }: AssistRecord,
  community: string,
  at: number,
): InboxEntry | undefined {
  if (action.kind !== 'group.create' || settled === undefined) return undefined;
  const chat = dataOf('group.create', settled);
  if (chat === undefined) return undefined;
  const { group } = action;
  const tie = `created:${id}`;
  const { adapter } = chat;
  return {
    id: tie,
    lane: groupLane(community, group),
    place: { community, group },
    attempt: 0,
    event: {
      ...{ kind: 'group.created', id: tie, at, adapter, community, group },
      chat: { id: chat.id, direct: false },
    },
  };
}

/** Makes what lets admins be asked in one kit. */
export function createKitAssist(parts: KitAssistParts): KitAssist {
  const tie = async (record: AssistRecord, community: string): Promise<void> => {
    const entry = tieEntry(record, community, parts.now());
    if (entry !== undefined) await parts.acceptEntry(entry);
  };
  return {
    async handOver(item, why) {
      const key = recordKey(item.community, item.community, item.id);
      const record = (await parts.store.get(ASSISTS, key))?.value as AssistRecord | undefined;
      if (record?.settled !== undefined) await tie(record, item.community);
      if (record !== undefined) return record.settled;
      await parts.acceptEntry(beginEntry(item, why, parts.now()));
      return undefined;
    },
    committed({ done, writes }) {
      if (writes.length === 0) return;
      if (done?.lane !== communityLane(done?.place.community ?? '')) return;
      for (const write of writes) {
        if (write.collection !== ASSISTS || write.op !== 'put') continue;
        const record = write.value as AssistRecord;
        if (record.settled === undefined) continue;
        const { id, settled } = record;
        // A start would do it again, should this be cut off.
        tie(record, done.place.community).then(
          () => parts.conclude(id, settled),
          () => undefined,
        );
      }
    },
  };
}
