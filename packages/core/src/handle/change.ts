import type { AuditDraft } from '../audit/audit-draft.js';
import type { LimitNear } from '../model/limits.js';
import type { Commit, InboxEntry, Write } from '../store/store.js';

/** What core itself changes at an event, before any plugin is asked. */
export interface Change {
  readonly writes: readonly Write[];
  /** Work for other lanes. */
  readonly post: readonly InboxEntry[];
  /** What it rests on: where one of these has changed meanwhile, the event is looked at anew. */
  readonly expect?: Commit['expect'];
  /** Limits of a platform that have come near by it. */
  readonly near?: readonly LimitNear[];
  /** What the audit says of it. */
  readonly audit?: readonly AuditDraft[];
}

/** Nothing changes. */
export const noChange: Change = { writes: [], post: [] };
