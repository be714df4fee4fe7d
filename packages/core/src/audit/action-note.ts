import { type Action, placeOfAction } from '../actions/action.js';
import { kindIs } from '../actions/action-traits.js';
import type { Outcome } from '../actions/outcome.js';
import type { OutboxItem } from '../store/store.js';
import type { AuditDraft } from './audit-draft.js';

function groupIn(action: Action): string | undefined {
  const place = placeOfAction(action);
  return 'group' in place ? place.group : undefined;
}

/**
 * What the audit says of an action, once it is known what came of it; undefined for what is said,
 * read or shown.
 */
export function noteOfAction(item: OutboxItem, outcome: Outcome): AuditDraft | undefined {
  const { action, options, restores, assisted } = item;
  if (!kindIs(action.kind, 'audited')) return undefined;
  const group = groupIn(action);
  const reason = options.reason ?? (restores === undefined ? undefined : 'until');
  const by = options.onBehalfOf?.person;
  return {
    what: action.kind,
    result: assisted === true ? `assisted, ${outcome.kind}` : outcome.kind,
    ...(by === undefined ? {} : { by }),
    ...(group === undefined ? {} : { target: group }),
    ...('person' in action ? { person: action.person } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}
