import { KapwaError } from '../errors.js';
import type { FailedPart } from '../handle/retry.js';
import type { AuditNote, Store } from '../store/store.js';
import { type AuditDraft, type AuditSource, noteOf } from './audit-draft.js';
import { pseudonymOf } from './pseudonyms.js';

/** What a plugin left for the audit in a turn; core itself counts as one. */
export interface PluginDrafts {
  readonly plugin: string;
  readonly audit: readonly AuditDraft[];
}

/** A plugin that ran wild and was cut off is an entry, too. */
function cutOff(failed: readonly FailedPart[]): readonly AuditDraft[] {
  return failed
    .filter(({ error }) => error instanceof KapwaError && error.code === 'plugin.flooded')
    .map(({ plugin }) => ({ what: 'plugin.cut-off', target: plugin, result: 'done' }));
}

/** The entries a turn leaves in the audit; undefined, at once, for nearly all turns. */
export function notesOfTurn(
  parts: readonly PluginDrafts[],
  failed: readonly FailedPart[],
  source: Omit<AuditSource, 'plugin'>,
  store: Pick<Store, 'get' | 'commit'>,
): Promise<readonly AuditNote[]> | undefined {
  if (failed.length === 0 && parts.length === 0) return undefined;
  const all = [...parts, { plugin: 'core', audit: cutOff(failed) }];
  const drafts = all.flatMap(({ plugin, audit }) => audit.map((draft) => ({ plugin, draft })));
  if (drafts.length === 0) return undefined;
  const pseudonym = (person: string): Promise<string> =>
    pseudonymOf(store, source.community, person);
  return Promise.all(
    drafts.map(({ plugin, draft }) => noteOf(draft, { ...source, plugin }, pseudonym)),
  );
}
