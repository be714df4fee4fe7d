import type { Action, ActionOptions, Recipient } from '../actions/action.js';
import type { Attachment } from '../attachments/attachment.js';
import type { AuditDraft } from '../audit/audit-draft.js';
import type { Values } from '../languages/message.js';
import type { Finding, SaidOption } from '../plugins/context.js';
import { valueAfter } from '../store/records.js';
import type { Write } from '../store/store.js';

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

/**
 * What one plugin has staged in a turn. Kept apart from the others' parts, so that a plugin that
 * fails loses its own part only.
 */
export interface Part {
  readonly plugin: string;
  readonly writes: Write[];
  readonly asked: Asked[];
  readonly posts: Posted[];
  readonly findings: Finding[];
  readonly audit: AuditDraft[];
  /** The keyed fingerprint of the message, where the plugin asked for it: then the ledger keeps it. */
  fingerprint?: string;
  /** So many words nobody can guess were made. */
  secrets: number;
  /** Versions of the lane's own records as they were read: another lane may have added to them. */
  readonly read: Map<string, { collection: string; key: string; version: number }>;
  /** What a record holds for this turn, after what has been staged. */
  staged(collection: string, key: string, stored: unknown): unknown;
}

/** An empty part. */
export function createPart(plugin: string): Part {
  const writes: Write[] = [];
  return {
    plugin,
    writes,
    asked: [],
    posts: [],
    findings: [],
    audit: [],
    secrets: 0,
    read: new Map(),
    staged(collection, key, stored) {
      let value = stored;
      for (const write of writes) {
        if (write.key === key && write.collection === collection) value = valueAfter(write, value);
      }
      return value;
    },
  };
}
