import { type Action, type ActionKind, placeOfAction } from '../actions/action.js';
import type { Outcome } from '../actions/outcome.js';
import type { OutboxItem } from '../store/store.js';
import type { AuditDraft } from './audit-draft.js';

/** What is said, read or shown leaves no entry: the audit is about what is done to people and groups. */
const auditedKinds: readonly ActionKind[] = [
  'message.delete',
  'posting.set',
  'editing.set',
  'adding.set',
  'disappearing.set',
  'approval.set',
  'group.describe',
  'group.create',
  'group.link',
  'group.unlink',
  'member.remove',
  'member.promote',
  'member.demote',
  'member.mute',
  'member.unmute',
  'join.approve',
  'join.decline',
  'invite.reset',
];

function groupIn(action: Action): string | undefined {
  const place = placeOfAction(action);
  return 'group' in place ? place.group : undefined;
}

/** What the audit says of an action, once it is known what came of it; undefined for most. */
export function noteOfAction(item: OutboxItem, outcome: Outcome): AuditDraft | undefined {
  const { action, options, restores, assisted } = item;
  if (!auditedKinds.includes(action.kind)) return undefined;
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
