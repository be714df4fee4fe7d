import type { ActionKind } from '../actions/action.js';
import { isVolatile } from '../actions/check-options.js';
import type { Outcome } from '../actions/outcome.js';
import { changedBy } from '../actions/undo.js';
import type { Adapter, Connection } from '../adapters/adapter.js';
import { isAssistable } from '../assist/assistable.js';
import type { KitAttachments } from '../attachments/kit-attachments.js';
import type { KapwaEvent } from '../events/event.js';
import type { Patience } from '../patience.js';
import { goOn } from '../store/go-on.js';
import type { MaybePromise, OutboxItem, Store } from '../store/store.js';
import type { Budgets, Limited } from './budgets.js';
import { capabilityWith } from './capability-in.js';
import { carryOut, refusal, type Way } from './carry-out.js';
import { climb } from './climb.js';
import type { Facts, FactsReader } from './facts.js';
import { withKept } from './kept-actions.js';
import { againstWish } from './on-behalf.js';
import { canWait, quietUntil } from './quiet-time.js';
import { waitsFor } from './references.js';
import type { Trying } from './tried.js';
import { planUndo, standsAsSet } from './undo-plan.js';

/** What a try needs. */
export interface AttemptParts {
  readonly store: Store;
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly budgets: Budgets;
  readonly patience: Patience;
  readonly factsFor: FactsReader;
  connection(adapter: string): Connection | undefined;
  now(): number;
  /** Whether an action is only rehearsed, as things are set now. */
  rehearses(item: OutboxItem): boolean;
  readonly attachments: Pick<KitAttachments, 'openFor'>;
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
    const { sent = [] } = item;
    return sent.length === 0
      ? { kind: 'unknown', reason }
      : { kind: 'unknown', reason, messages: sent };
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

/** Takes what one request of an action costs. */
function takeFor(
  { destination, action: { kind } }: OutboxItem,
  { chat }: Facts,
  adapter: Adapter,
  { budgets, now }: AttemptParts,
): () => Promise<Limited | undefined> {
  const request = { destination, direct: chat.direct, kind };
  return async () => {
    const limited = budgets.take(adapter, request, now());
    if (limited === undefined) await budgets.save();
    return limited;
  };
}

/** Whether a message is meant for one person alone in a group that all others see, too. */
function isForOne({ action }: OutboxItem): boolean {
  return action.kind === 'message.send' && action.onlyFor !== undefined;
}

/** Takes what the first request costs, and keeps what must be on the disk before it leaves. */
async function prepareAndCarryOut(
  item: OutboxItem,
  facts: Facts,
  way: Way,
  parts: AttemptParts,
): Promise<Trying> {
  const limited = way.take === undefined ? undefined : await way.take();
  if (limited !== undefined) return { item, limited };
  const ready = needsPreparing(item) ? await prepared(item, facts, parts) : item;
  return carryOut(ready, facts, way, parts);
}

/** What an action needs that may go out: its adapter and the line to the platform. */
function go(item: OutboxItem, facts: Facts, parts: AttemptParts): MaybePromise<Trying> {
  const adapter = parts.adapters.get(facts.adapter);
  const connection = parts.connection(facts.adapter);
  if (adapter === undefined || connection === undefined)
    return { item, again: { reason: 'not connected' } };
  if (isForOne(item) && adapter.ephemeral !== true) {
    const reason = `${adapter.name} cannot show a message of a group to one person alone`;
    return { item, outcome: refusal(item, reason) };
  }
  const way: Way = { adapter, connection };
  return item.options.onBehalfOf === undefined
    ? goOut(item, facts, way, parts)
    : goOnBehalf(item, facts, way, parts);
}

function goOut(
  item: OutboxItem,
  facts: Facts,
  way: Way,
  parts: AttemptParts,
): MaybePromise<Trying> {
  const isLimited = parts.budgets.limits(way.adapter);
  if (!isLimited && !needsPreparing(item)) return carryOut(item, facts, way, parts);
  const limited = isLimited ? { ...way, take: takeFor(item, facts, way.adapter, parts) } : way;
  return prepareAndCarryOut(item, facts, limited, parts);
}

async function goOnBehalf(
  item: OutboxItem,
  facts: Facts,
  way: Way,
  parts: AttemptParts,
): Promise<Trying> {
  const against = await againstWish(item, facts, { ...way, store: parts.store });
  return against === undefined
    ? goOut(item, facts, way, parts)
    : { item, outcome: refusal(item, against) };
}

/** What an admin is to be asked to do, with how it would be undone. */
async function asking(
  item: OutboxItem,
  facts: Facts,
  reason: string,
  parts: AttemptParts,
): Promise<Trying> {
  return { item: await withUndo(item, facts, parts), assist: reason };
}

function goByWay(
  way: Awaited<ReturnType<typeof climb>>,
  item: OutboxItem,
  parts: AttemptParts,
): MaybePromise<Trying> {
  return 'unreached' in way ? { item, unreached: way.unreached } : go(item, way.facts, parts);
}

/** Does an action in the way in which it can be done where it goes, if there is one. */
function attemptThere(
  item: OutboxItem,
  facts: Facts,
  now: number,
  parts: AttemptParts,
): MaybePromise<Trying> {
  const { action, options, community } = item;
  const { group, adapter, botRole } = facts;
  const { kind } = action;
  const attachment = kind === 'message.send' ? action.attachment?.type : undefined;
  const question = { action: kind, community, group, adapter, attachment, now };
  const capability = capabilityWith(parts, question, botRole);
  const rehearsal = item.rehearsal === true || parts.rehearses(item);
  if (rehearsal && !readingKinds.includes(kind)) {
    return { item, outcome: { kind: 'rehearsed', capability } };
  }
  if (capability.level === 'native') {
    if (facts.reach === undefined) return go(item, facts, parts);
    return goOn(climb(item, facts, parts.store), goByWay, item, parts);
  }
  const { level, reason } = capability;
  if (level === 'unsupported' || !isAssistable(action, options)) {
    return { item, outcome: refusal(item, reason) };
  }
  return asking(item, facts, reason, parts);
}

function attemptWith(
  facts: Facts | string,
  item: OutboxItem,
  now: number,
  parts: AttemptParts,
): MaybePromise<Trying> {
  if (typeof facts === 'string') return { item, outcome: refusal(item, facts) };
  return canWait(item)
    ? attemptAwake(item, facts, now, parts)
    : attemptThere(item, facts, now, parts);
}

/** Unless those to whom it goes are to be left in quiet. */
async function attemptAwake(
  item: OutboxItem,
  facts: Facts,
  now: number,
  parts: AttemptParts,
): Promise<Trying> {
  const later = await quietUntil(item, facts, parts.store, now);
  return later > now ? { item, later } : attemptThere(item, facts, now, parts);
}

function attemptNow(item: OutboxItem, now: number, parts: AttemptParts): MaybePromise<Trying> {
  return goOn(parts.factsFor(item), attemptWith, item, now, parts);
}

/** What followed another action, or puts something back, may have become pointless. */
async function attemptAfter(asked: OutboxItem, parts: AttemptParts): Promise<Trying> {
  const item = waitsFor(asked).length === 0 ? asked : await withKept(asked, parts.store);
  if (item.blocked !== undefined) return { item, outcome: refusal(item, item.blocked) };
  if (item.restores !== undefined && !(await standsAsSet(item, parts.store))) {
    const reason = 'it was changed again meanwhile, so it is left as it is';
    return { item, outcome: refusal(item, reason) };
  }
  return attemptNow(item, parts.now(), parts);
}

/** Tries one action: looks up where it goes, asks whether it can be done there, and does it. */
export function attempt(asked: OutboxItem, now: number, parts: AttemptParts): MaybePromise<Trying> {
  const ended = endedBefore(asked, now);
  if (ended !== undefined) return { item: asked, outcome: ended };
  const isFirst = asked.restores === undefined && waitsFor(asked).length === 0;
  return isFirst ? attemptNow(asked, now, parts) : attemptAfter(asked, parts);
}
