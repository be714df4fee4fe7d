import { dataOf } from '../actions/action-data.js';
import { isVolatile } from '../actions/check-options.js';
import type { Outcome } from '../actions/outcome.js';
import type { Adapter, Connection, StepResult, WireStep } from '../adapters/adapter.js';
import { messageOf } from '../errors.js';
import type { KapwaEvent } from '../events/event.js';
import type { OutboxItem, Store } from '../store/store.js';
import type { Facts } from './facts.js';
import { readyActions } from './references.js';
import { stepsWithMenu } from './with-menu.js';

/** What one try came to: an outcome, or that it is to be tried again from where it got to. */
export type Tried = { readonly item: OutboxItem } & (
  | { readonly outcome: Outcome }
  | { readonly again: { readonly reason: string; readonly after?: number } }
  /** The bot cannot do it itself, and an admin may be asked to; the reason is for people. */
  | { readonly assist: string }
  /** To be looked at again at this moment, ms UTC. */
  | { readonly later: number }
);

/** What is only tried once has no more to come. */
export function onlyTried(tried: Tried): Outcome {
  if ('outcome' in tried) return tried.outcome;
  if ('assist' in tried) return { kind: 'refused', reason: tried.assist };
  const reason =
    'later' in tried ? 'it was to wait for the end of quiet hours' : tried.again.reason;
  return { kind: 'refused', reason };
}

/** What carrying out needs. */
export interface CarryOutParts {
  readonly store: Pick<Store, 'mark'>;
  readonly adapter: Adapter;
  readonly connection: Connection;
  now(): number;
  /** Takes in what a platform does not report by itself; resolves once it has been handled. */
  accept(events: readonly KapwaEvent[]): Promise<void>;
}

/** What came of one step; `unknown` where an error hides it and it must not go out twice. */
type Performed = StepResult | { readonly kind: 'unknown'; readonly reason: string };

/** How far an action has come. */
interface Progress {
  readonly item: OutboxItem;
  readonly messages: readonly string[];
  readonly data?: unknown;
}

async function performed(
  connection: Connection,
  step: WireStep,
  { options }: OutboxItem,
): Promise<Performed> {
  try {
    return await connection.perform(step);
  } catch (error) {
    const reason = messageOf(error);
    if (options.delivery !== 'at-most-once') return { kind: 'retry', reason };
    return { kind: 'unknown', reason: `it broke off while it was being sent: ${reason}` };
  }
}

/** The steps of an action, or why it cannot be written down: then no other try would help. */
function stepsOf(item: OutboxItem, facts: Facts, adapter: Adapter): readonly WireStep[] | string {
  try {
    return readyActions(item).flatMap((action) => stepsWithMenu(action, facts, adapter));
  } catch (error) {
    return `${adapter.name} could not write it down: ${messageOf(error)}`;
  }
}

/** Keeps the next step, so that neither a crash nor another try repeats those before it. */
async function keepProgress(
  before: OutboxItem,
  step: number,
  sent: readonly string[],
  store: Pick<Store, 'mark'>,
): Promise<OutboxItem> {
  const item: OutboxItem = { ...before, step, sent };
  if (isVolatile(item.action, item.options)) return item;
  const mustNotRepeat = item.options.delivery === 'at-most-once';
  await store.mark(mustNotRepeat ? { ...item, sending: true } : item);
  return item;
}

/** A no, with the parts that had gone out before it. */
export function refusal({ sent = [] }: OutboxItem, reason: string): Outcome {
  const outcome: Outcome = { kind: 'refused', reason };
  return sent.length === 0 ? outcome : { ...outcome, messages: sent };
}

function stopped(result: Exclude<Performed, { kind: 'ok' }>, { item }: Progress): Tried {
  if (result.kind === 'unknown') return { item, outcome: result };
  const { reason } = result;
  if (result.kind === 'refused') return { item, outcome: refusal(item, reason) };
  const { retryAfter: after } = result;
  return { item, again: after === undefined ? { reason } : { reason, after } };
}

/** What a new chat is to the kit: the group gets its address before anything else is told of it. */
function creationEvents(
  item: OutboxItem,
  data: unknown,
  { adapter, now }: CarryOutParts,
): readonly KapwaEvent[] {
  if (item.action.kind !== 'group.create') return [];
  const address = dataOf('group.create', { kind: 'done', data });
  if (address === undefined) return [];
  const { community, action } = item;
  return [
    {
      kind: 'group.created',
      id: `created:${item.id}`,
      at: now(),
      adapter: adapter.name,
      chat: { id: address.id, direct: false },
      community,
      group: action.group,
    },
  ];
}

function finished({ item, messages, data }: Progress): Outcome {
  const { kind } = item.action;
  if (kind === 'message.send' || kind === 'poll.send') return { kind: 'sent', messages };
  const undo = item.undo?.action;
  return {
    kind: 'done',
    ...(data === undefined ? {} : { data }),
    ...(undo === undefined ? {} : { undo }),
  };
}

/**
 * Does one step of an action after the other, beginning with the one it has come to. What was done
 * before a crash or a wait is not done again.
 */
export async function carryOut(
  item: OutboxItem,
  facts: Facts,
  parts: CarryOutParts,
): Promise<Tried> {
  const steps = stepsOf(item, facts, parts.adapter);
  if (typeof steps === 'string') return { item, outcome: { kind: 'refused', reason: steps } };
  let progress: Progress = { item, messages: item.sent ?? [] };
  for (let index = item.step ?? 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (step === undefined) break;
    const result = await performed(parts.connection, step, item);
    if (result.kind !== 'ok') return stopped(result, progress);
    const { message, data = progress.data, reports = [] } = result;
    const messages = message === undefined ? progress.messages : [...progress.messages, message];
    const told = [...creationEvents(item, data, parts), ...reports];
    if (told.length > 0) await parts.accept(told);
    const isLast = index === steps.length - 1;
    const next = isLast
      ? progress.item
      : await keepProgress(progress.item, index + 1, messages, parts.store);
    progress = { item: next, messages, data };
  }
  return { item: progress.item, outcome: finished(progress) };
}
