import { KapwaError } from '../../errors.js';
import type {
  AuditHead,
  AuditLink,
  DeadLetter,
  ErasureRecord,
  InboxEntry,
  Lease,
  LedgerEntry,
  OutboxItem,
  Stored,
} from '../store.js';
import { auditLinks } from './audit-file.js';
import type { FilePort } from './file-port.js';
import { loadState } from './load-state.js';
import { nodeFiles } from './node-files.js';

/** Everything a store holds, for putting it into another one. */
export interface StoreContents {
  readonly records: ReadonlyMap<string, readonly Stored[]>;
  readonly inbox: readonly InboxEntry[];
  readonly outbox: readonly OutboxItem[];
  readonly dead: readonly DeadLetter[];
  /** Ids of events by the day they came, from 1970: 8 bytes each, hashed by `createKeyedHash(key)`. */
  readonly seen: {
    readonly key: string;
    readonly days: readonly { readonly day: number; readonly hashes: Uint8Array }[];
  };
  readonly audit: readonly AuditLink[];
  /** Behind the last of them where links were lost at the end, and the next has to show it. */
  readonly auditHead: AuditHead;
  readonly ledger: readonly LedgerEntry[];
  /** The latest moment the ledger knows of, ms UTC. */
  readonly ledgerNewest: number;
  /** How often each lease has changed hands: nobody holds one any more. */
  readonly leases: readonly Pick<Lease, 'name' | 'epoch'>[];
  readonly sessions: ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>;
  readonly erasures: readonly ErasureRecord[];
}

/**
 * Reads everything a stopped bot keeps in a folder, and changes nothing there; the folder is taken
 * for this process alone while `work` is at it.
 *
 * Raises `input.not-found` where nothing is kept, `store.in-use` while a bot runs, `store.damaged`.
 */
export async function readEmbeddedStore<Answer>(
  folder: string,
  work: (contents: StoreContents) => Promise<Answer>,
  files: FilePort = nodeFiles,
): Promise<Answer> {
  const release = await files.claim(folder);
  try {
    const { state, segments, isNew } = await loadState({ folder, files });
    if (isNew) throw new KapwaError('input.not-found', `There is no data of a bot in ${folder}.`);
    const old = await auditLinks({ folder, files }, segments.audit, 0, Number.MAX_SAFE_INTEGER);
    const last = old.at(-1)?.n ?? 0;
    return await work({
      records: new Map(Object.entries(state.records.image())),
      inbox: state.inbox.values(),
      outbox: state.outbox.values(),
      dead: [...state.dead.values()],
      seen: {
        key: state.seen.key,
        days: state.seen.days().map(({ day, bytes }) => ({ day, hashes: bytes(0) })),
      },
      auditHead: state.auditHead,
      audit: [...old, ...state.audit.filter(({ n }) => n > last)],
      ledger: state.ledger.days().flatMap(({ count, entries }) => entries(0, count)),
      ledgerNewest: state.ledger.newest(),
      leases: state.leases.epochs(),
      sessions: state.sessions,
      erasures: state.erasures,
    });
  } finally {
    await release();
  }
}
