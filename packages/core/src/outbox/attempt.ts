import type { ActionKind } from '../actions/action.js';
import { isVolatile } from '../actions/check-options.js';
import type { Outcome } from '../actions/outcome.js';
import { changedBy } from '../actions/undo.js';
import type { Adapter, Connection } from '../adapters/adapter.js';
import { isAssistable } from '../assist/assistable.js';
import type { KapwaEvent } from '../events/event.js';
import type { OutboxItem, Store } from '../store/store.js';
import { capabilityIn } from './capability-in.js';
import { carryOut, refusal, type Tried } from './carry-out.js';
import { type Facts, factsFor } from './facts.js';
import { withKept } from './kept-actions.js';
import { againstWish } from './on-behalf.js';
import { canWait, quietUntil } from './quiet-time.js';
import { waitsFor } from './references.js';
import { planUndo, standsAsSet } from './undo-plan.js';

/** What a try needs. */
export interface AttemptParts {
  readonly store: Store;
  readonly adapters: ReadonlyMap<string, Adapter>;
  connection(adapter: string): Connection | undefined;
  now(): number;
  /** Whether an action is only rehearsed, as things are set now. */
  rehearses(item: OutboxItem): boolean;
  /** Takes in what a platform does not report by itself; resolves once it has been handled. */
  accept(events: readonly KapwaEvent[]): Promise<void>;
}

/** Kinds that change nothing for anybody: a dry run may do them, and has to, to go on. */
const readingKinds: readonly ActionKind[] = ['group.read', 'invite.get'];

/** Why an action is not to go out at all, whatever the platform could do. */
function endedBefore(item: OutboxItem, now: number): Outcome | undefined {
  const { expires, until } = item.options;
  if (item.blocked !== undefined) return refusal(item, item.blocked);
  if ((expires !== undefined && expires <= now) || (until !== undefined && until <= now)) {
    return { kind: 'expired' };
  }
  if (item.sending === true) {
    const reason = 'the bot stopped while it was being sent, and it must not go out twice';
    return { kind: 'unknown', reason };
  }
  return undefined;
}

/** Whether something must be on the disk before the first byte leaves. */
function needsPreparing({ action, options }: OutboxItem): boolean {
  if (isVolatile(action, options)) return false;
  return options.delivery === 'at-most-once' || changedBy(action) !== undefined;
}

async function withUndo(item: OutboxItem, facts: Facts, parts: AttemptParts): Promise<OutboxItem> {
  const undo = item.undo ?? (await planUndo(item, facts.group, parts.store));
  return undo === undefined ? item : { ...item, undo };
}

async function prepared(item: OutboxItem, facts: Facts, parts: AttemptParts): Promise<OutboxItem> {
  const undo = item.undo ?? (await planUndo(item, facts.group, parts.store));
  const ready = undo === undefined || undo === item.undo ? item : { ...item, undo };
  if (item.options.delivery === 'at-most-once') await parts.store.mark({ ...ready, sending: true });
  else if (ready !== item) await parts.store.mark(ready);
  return ready;
}

/** Tries one action: looks up where it goes, asks whether it can be done there, and does it. */
export async function attempt(asked: OutboxItem, parts: AttemptParts): Promise<Tried> {
  const ended = endedBefore(asked, parts.now());
  if (ended !== undefined) return { item: asked, outcome: ended };
  const item = waitsFor(asked).length === 0 ? asked : await withKept(asked, parts.store);
  const refused = (reason: string): Tried => ({ item, outcome: refusal(item, reason) });
  if (item.blocked !== undefined) return refused(item.blocked);
  if (item.restores !== undefined && !(await standsAsSet(item, parts.store))) {
    return refused('it was changed again meanwhile, so it is left as it is');
  }
  const facts = await factsFor(item, parts.store);
  if (typeof facts === 'string') return refused(facts);
  const now = parts.now();
  const later = canWait(item) ? await quietUntil(item, facts, parts.store, now) : now;
  if (later > now) return { item, later };
  const capability = await capabilityIn(parts, {
    action: item.action.kind,
    community: item.community,
    group: facts.group,
    adapter: facts.adapter,
    now,
  });
  const rehearsal = item.rehearsal === true || parts.rehearses(item);
  if (rehearsal && !readingKinds.includes(item.action.kind)) {
    return { item, outcome: { kind: 'rehearsed', capability } };
  }
  if (capability.level === 'assisted' && isAssistable(item)) {
    return { item: await withUndo(item, facts, parts), assist: capability.reason };
  }
  if (capability.level !== 'native') return refused(capability.reason);
  const adapter = parts.adapters.get(facts.adapter);
  const connection = parts.connection(facts.adapter);
  if (adapter === undefined || connection === undefined)
    return { item, again: { reason: 'not connected' } };
  if (item.options.onBehalfOf !== undefined) {
    const against = await againstWish(item, facts, connection, parts.store);
    if (against !== undefined) return refused(against);
  }
  const ready = needsPreparing(item) ? await prepared(item, facts, parts) : item;
  const { store, accept } = parts;
  return carryOut(ready, facts, { store, accept, now: () => now, adapter, connection });
}
