import { dataOf } from '../actions/action-data.js';
import { isVolatile } from '../actions/check-options.js';
import type { Outcome } from '../actions/outcome.js';
import type { Adapter, Connection, StepGiven, StepResult, WireStep } from '../adapters/adapter.js';
import { networkOf } from '../adapters/ways.js';
import { isAssistable } from '../assist/assistable.js';
import type { KitAttachments } from '../attachments/kit-attachments.js';
import { messageOf } from '../errors.js';
import type { KapwaEvent } from '../events/event.js';
import type { OutboxItem, Store } from '../store/store.js';
import type { Limited } from './budgets.js';
import type { Unreached } from './climb.js';
import type { Facts } from './facts.js';
import { givenFor } from './given-for.js';
import type { Patience } from './patience.js';
import { readyActions } from './references.js';
import { stepsWithMenu } from './with-menu.js';

/** What one try came to: an outcome, or that it is to be tried again from where it got to. */
export type Tried = { readonly item: OutboxItem } & (
  | { readonly outcome: Outcome }
  | { readonly again: Again }
  /** The bot cannot do it itself, and an admin may be asked to; the reason is for people. */
  | { readonly assist: string }
  /** To be looked at again at this moment, ms UTC. */
  | { readonly later: number }
  /** The person has to write first. */
  | { readonly unreached: Unreached }
  /** The platform takes no more for now: nothing was tried. */
  | { readonly limited: Limited }
);

/** Why something is tried again, and what the platform said of when. */
export interface Again {
  readonly reason: string;
  /** How long nothing of the kind may be tried, ms. */
  readonly after?: number;
  readonly adapter?: string;
  /** Nothing may be tried anywhere, not only in that chat. */
  readonly account?: boolean;
}

/** What is only tried once has no more to come. */
export function onlyTried(tried: Tried): Outcome {
  if ('outcome' in tried) return tried.outcome;
  if ('assist' in tried) return { kind: 'refused', reason: tried.assist };
  if ('later' in tried) {
    return { kind: 'refused', reason: 'it was to wait for the end of quiet hours' };
  }
  if ('unreached' in tried) {
    return { kind: 'refused', reason: 'this person has to write to the bot first' };
  }
  const reason = 'limited' in tried ? 'the messenger takes no more for now' : tried.again.reason;
  return { kind: 'refused', reason };
}

/** What carrying out needs. */
export interface CarryOutParts {
  readonly store: Pick<Store, 'mark'>;
  readonly adapter: Adapter;
  readonly connection: Connection;
  readonly attachments: Pick<KitAttachments, 'openFor'>;
  readonly patience: Patience;
  now(): number;
  /** Takes what one more request costs; absent where nothing limits them. */
  take?(): Promise<Limited | undefined>;
  /** Takes in what a platform does not report by itself; resolves once it has been handled. */
  accept(events: readonly KapwaEvent[]): Promise<void>;
}

/** How far an action has come. */
interface Progress {
  readonly item: OutboxItem;
  readonly messages: readonly string[];
  readonly data?: unknown;
}

/** What the platform says to one request; nobody knows what came of it where it says nothing. */
async function answerTo(
  step: WireStep,
  given: StepGiven | undefined,
  { connection, patience }: CarryOutParts,
): Promise<StepResult> {
  try {
    const result = await patience.answerOf(connection.perform(step, given));
    return result ?? { kind: 'unknown', reason: 'no answer came in time' };
  } catch (error) {
    return { kind: 'unknown', reason: `it broke off while it was being sent: ${messageOf(error)}` };
  }
}

/** Does one step that needs a file, or what became of one. */
async function performedWith(
  step: WireStep,
  needs: NonNullable<WireStep['needs']>,
  item: OutboxItem,
  parts: CarryOutParts,
): Promise<StepResult> {
  try {
    const found = await givenFor(needs, item, parts.adapter, parts.attachments);
    const before = found.refused();
    if (before !== '') return { kind: 'refused', reason: before };
    const result = await answerTo(step, found.given, parts);
    await found.close?.();
    const problem = found.refused();
    return problem === '' ? result : { kind: 'refused', reason: problem };
  } catch (error) {
    // It could not even be opened: nothing has left.
    return { kind: 'retry', reason: messageOf(error) };
  }
}

function performed(step: WireStep, item: OutboxItem, parts: CarryOutParts): Promise<StepResult> {
  const { needs } = step;
  return needs === undefined
    ? answerTo(step, undefined, parts)
    : performedWith(step, needs, item, parts);
}

/** The steps of an action, or why it cannot be written down: then no other try would help. */
function stepsOf(item: OutboxItem, facts: Facts, adapter: Adapter): readonly WireStep[] | string {
  try {
    return readyActions(item).flatMap((action) => stepsWithMenu(action, facts, adapter));
  } catch (error) {
    return `${adapter.name} could not write it down: ${messageOf(error)}`;
  }
}

/**
 * Keeps the next step, so that neither a crash nor another try repeats those before it. Where it
 * goes out at once and must not do so twice, that is kept in the same write.
 */
async function keepProgress(
  item: OutboxItem,
  isGoingOut: boolean,
  store: Pick<Store, 'mark'>,
): Promise<void> {
  if (isVolatile(item.action, item.options)) return;
  const mustNotRepeat = item.options.delivery === 'at-most-once';
  await store.mark(mustNotRepeat && isGoingOut ? { ...item, sending: true } : item);
}

/** A no, with the parts that had gone out before it. */
export function refusal({ sent = [] }: OutboxItem, reason: string): Outcome {
  const outcome: Outcome = { kind: 'refused', reason };
  return sent.length === 0 ? outcome : { ...outcome, messages: sent };
}

/** What is known of something nobody knows whether it happened, with the parts that have. */
function unknown({ sent = [] }: OutboxItem, reason: string): Outcome {
  const outcome: Outcome = { kind: 'unknown', reason };
  return sent.length === 0 ? outcome : { ...outcome, messages: sent };
}

function stopped(
  result: Exclude<StepResult, { kind: 'ok' }>,
  item: OutboxItem,
  adapter: string,
): Tried {
  const { reason } = result;
  switch (result.kind) {
    case 'unknown': {
      const isOver = item.options.delivery === 'at-most-once';
      if (isOver) return { item, outcome: unknown(item, reason) };
      return { item: { ...item, sentVia: adapter }, again: { reason } };
    }
    case 'refused': {
      const { action, options, step = 0 } = item;
      if (result.mustWriteFirst === true && step === 0) {
        return { item, unreached: { adapter, refused: true } };
      }
      const canAsk = result.lacksRight === true && step === 0 && isAssistable(action, options);
      return canAsk ? { item, assist: reason } : { item, outcome: refusal(item, reason) };
    }
    case 'retry': {
      const { retryAfter: after, wholeAccount: account = false } = result;
      const again = after === undefined ? { reason } : { reason, after, adapter, account };
      return { item, again };
    }
  }
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
      adapter: networkOf(adapter),
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
    const result = await performed(step, progress.item, parts);
    if (result.kind !== 'ok') return stopped(result, progress.item, parts.adapter.name);
    const { message, data = progress.data, reports = [], uploaded } = result;
    const messages = message === undefined ? progress.messages : [...progress.messages, message];
    const told = [...creationEvents(item, data, parts), ...reports];
    if (told.length > 0) await parts.accept(told);
    progress = { item: progress.item, messages, data };
    if (index === steps.length - 1) break;
    const next: OutboxItem = {
      ...progress.item,
      step: index + 1,
      sent: messages,
      sentVia: parts.adapter.name,
      ...(uploaded === undefined ? {} : { uploaded }),
    };
    const limited = parts.take === undefined ? undefined : await parts.take();
    await keepProgress(next, limited === undefined, parts.store);
    if (limited !== undefined) return { item: next, limited };
    progress = { item: next, messages, data };
  }
  return { item: progress.item, outcome: finished(progress) };
}
