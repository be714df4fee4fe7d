import type { Action, ActionOptions, Recipient } from '../actions/action.js';
import type { Attachment } from '../attachments/attachment.js';
import type { AuditDraft } from '../audit/audit-draft.js';
import type { Values } from '../languages/message.js';
import type { Finding, SaidOption } from '../plugins/context.js';
import { added } from '../store/added.js';
import type { Commit, Write } from '../store/store.js';
import { valueAfter } from '../store/value-after.js';

/** Something a handler asked for: an action as it is, or a message still to be put into languages. */
export type Asked =
  | { readonly id: string; readonly action: Action; readonly options: ActionOptions }
  | {
      readonly id: string;
      readonly say: { readonly to: Recipient; readonly key: string; readonly values: Values };
      readonly replyTo: string | undefined;
      readonly menu: readonly SaidOption[] | undefined;
      readonly attachment: Attachment | undefined;
      readonly options: ActionOptions;
    };

/** Work left for another lane, or for later. */
interface Posted {
  readonly to: Recipient | 'community';
  /** Whose step it is; the plugin's own unless given. */
  readonly plugin?: string;
  readonly step: string;
  readonly data: unknown;
  /** ms UTC. */
  readonly at: number | undefined;
}

type Expected = Commit['expect'][number];

const nothing: readonly never[] = [];

/**
 * What one plugin has staged in a turn. Kept apart from the others' parts, so that a plugin that
 * fails loses its own part only.
 */
export class Part {
  readonly plugin: string;
  writes: readonly Write[] = nothing;
  asked: readonly Asked[] = nothing;
  posts: readonly Posted[] = nothing;
  findings: readonly Finding[] = nothing;
  audit: readonly AuditDraft[] = nothing;
  /** The keyed fingerprint of the message, where the plugin asked for it: then the ledger keeps it. */
  fingerprint: string | undefined = undefined;
  /** So many words nobody can guess were made. */
  secrets = 0;
  /** Whether the turn has ended: nothing may be staged any more. */
  isClosed = false;
  /** Versions of the lane's own records as they were read: another lane may have added to them. */
  #read: Map<string, Expected> | undefined = undefined;

  constructor(plugin: string) {
    this.plugin = plugin;
  }

  write(write: Write): void {
    this.writes = added(this.writes, write);
  }

  ask(asked: Asked): void {
    this.asked = added(this.asked, asked);
  }

  post(posted: Posted): void {
    this.posts = added(this.posts, posted);
  }

  find(finding: Finding): void {
    this.findings = added(this.findings, finding);
  }

  note(draft: AuditDraft): void {
    this.audit = added(this.audit, draft);
  }

  /** What a record holds for this turn, after what has been staged. */
  staged(collection: string, key: string, stored: unknown): unknown {
    let value = stored;
    for (const write of this.writes) {
      if (write.key === key && write.collection === collection) value = valueAfter(write, value);
    }
    return value;
  }

  /** Notes the version in which one of the lane's own records was read. */
  hasRead(collection: string, key: string, version: number): void {
    this.#read ??= new Map();
    this.#read.set(`${collection}/${key}`, { collection, key, version });
  }

  /** Versions that must still hold: of records that were read and then replaced. */
  expects(): Commit['expect'] {
    const read = this.#read;
    if (read === undefined) return nothing;
    return this.writes
      .filter(({ op }) => op === 'put' || op === 'delete')
      .map(({ collection, key }) => read.get(`${collection}/${key}`))
      .filter((version) => version !== undefined);
  }
}
