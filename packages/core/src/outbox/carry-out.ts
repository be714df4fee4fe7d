import { dataOf } from '../actions/action-data.js';
import { isVolatile } from '../actions/check-options.js';
import type { Outcome } from '../actions/outcome.js';
import type { Adapter, Connection, StepResult, WireStep } from '../adapters/adapter.js';
import { networkOf } from '../adapters/ways.js';
import { isAssistable } from '../assist/assistable.js';
import type { KitAttachments } from '../attachments/kit-attachments.js';
import { messageOf } from '../errors.js';
import type { KapwaEvent } from '../events/event.js';
import type { Patience } from '../patience.js';
import type { MaybePromise, OutboxItem, Store } from '../store/store.js';
import { withoutWords } from '../without-words.js';
import type { Limited } from './budgets.js';
import type { Unreached } from './climb.js';
import type { Facts } from './facts.js';
import { givenFor } from './given-for.js';
import { readyActions } from './references.js';
import { answered, request, type UnderWay } from './request.js';
import { stepsWithMenu } from './with-menu.js';

/** What one try came to: an outcome, or that it is to be tried again from where it got to. */
export type Tried = { readonly item: OutboxItem } & (
  | { readonly outcome: Outcome; readonly facts?: Facts }
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

/** A try of which the platform has not said yet what came of it, or what it came to. */
export type Trying = Tried | UnderWay<MaybePromise<Trying>>;

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

const nothing: readonly never[] = [];

const nothingMore = (): undefined => undefined;

/** What a messenger says, without the words it was asked to send. */
function tactful(result: StepResult, { action }: OutboxItem): StepResult {
  if (result.kind === 'ok') return result;
  return { ...result, reason: withoutWords(result.reason, action, 3) };
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
    const { given } = found;
    const result = await answered(
      request(step, given, parts.connection, nothingMore),
      parts.patience,
    );
    await found.close?.();
    const problem = found.refused();
    return problem === '' ? tactful(result, item) : { kind: 'refused', reason: problem };
  } catch (error) {
    // It could not even be opened: nothing has left.
    return { kind: 'retry', reason: messageOf(error) };
  }
}

/** The steps of an action, or why it cannot be written down: then no other try would help. */
function stepsOf(item: OutboxItem, facts: Facts, adapter: Adapter): readonly WireStep[] | string {
  try {
    const actions = readyActions(item);
    const [only] = actions;
    return only !== undefined && actions.length === 1
      ? stepsWithMenu(only, facts, adapter)
      : actions.flatMap((action) => stepsWithMenu(action, facts, adapter));
  } catch (error) {
    return `${adapter.name} could not write it down: ${withoutWords(messageOf(error), item.action, 1)}`;
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
  if (item.action.kind !== 'group.create') return nothing;
  const address = dataOf('group.create', { kind: 'done', data });
  if (address === undefined) return nothing;
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

function finished(item: OutboxItem, messages: readonly string[], data: unknown): Outcome {
  const { kind } = item.action;
  if (kind === 'message.send' || kind === 'poll.send') return { kind: 'sent', messages };
  const undo = item.undo?.action;
  return {
    kind: 'done',
    ...(data === undefined ? {} : { data }),
    ...(undo === undefined ? {} : { undo }),
  };
}

/** An action with its steps, and how far it has come. */
interface Course {
  readonly steps: readonly WireStep[];
  readonly facts: Facts;
  readonly item: OutboxItem;
  readonly index: number;
  readonly messages: readonly string[];
  readonly data?: unknown;
}

/** Does the step an action has come to. */
function doStep(course: Course, parts: CarryOutParts): MaybePromise<Trying> {
  const step = course.steps[course.index];
  if (step === undefined) return ended(course);
  const { needs } = step;
  const next = (result: StepResult): MaybePromise<Trying> =>
    afterStep(course, needs === undefined ? tactful(result, course.item) : result, parts);
  return needs === undefined
    ? request(step, undefined, parts.connection, next)
    : performedWith(step, needs, course.item, parts).then(next);
}

function ended({ item, messages, data, facts }: Course): Tried {
  return { item, outcome: finished(item, messages, data), facts };
}

function withOneMore(messages: readonly string[], message: string): readonly string[] {
  return messages.length === 0 ? [message] : [...messages, message];
}

function afterStep(before: Course, result: StepResult, parts: CarryOutParts): MaybePromise<Trying> {
  const { item, index, steps } = before;
  if (result.kind !== 'ok') return stopped(result, item, parts.adapter.name);
  const { message, data = before.data, reports = nothing } = result;
  const messages = message === undefined ? before.messages : withOneMore(before.messages, message);
  const course: Course = { steps, facts: before.facts, item, index, messages, data };
  const isLast = index === steps.length - 1;
  const made = creationEvents(item, data, parts);
  if (isLast && made.length + reports.length === 0) return ended(course);
  return goOnAfter(course, [...made, ...reports], result.uploaded, parts);
}

/** Tells what a step has brought about, and takes up the next one. */
async function goOnAfter(
  course: Course,
  told: readonly KapwaEvent[],
  uploaded: string | undefined,
  parts: CarryOutParts,
): Promise<Trying> {
  if (told.length > 0) await parts.accept(told);
  const index = course.index + 1;
  if (index === course.steps.length) return ended(course);
  const item: OutboxItem = {
    ...course.item,
    step: index,
    sent: course.messages,
    sentVia: parts.adapter.name,
    ...(uploaded === undefined ? {} : { uploaded }),
  };
  const limited = parts.take === undefined ? undefined : await parts.take();
  await keepProgress(item, limited === undefined, parts.store);
  return limited === undefined ? doStep({ ...course, item, index }, parts) : { item, limited };
}

/**
 * Does one step of an action after the other, beginning with the one it has come to. What was done
 * before a crash or a wait is not done again.
 */
export function carryOut(
  item: OutboxItem,
  facts: Facts,
  parts: CarryOutParts,
): MaybePromise<Trying> {
  const steps = stepsOf(item, facts, parts.adapter);
  if (typeof steps === 'string') return { item, outcome: { kind: 'refused', reason: steps } };
  const { step: index = 0, sent: messages = nothing } = item;
  return doStep({ steps, facts, item, index, messages }, parts);
}
