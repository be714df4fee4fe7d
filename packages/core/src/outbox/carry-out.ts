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
import type { Facts } from './facts.js';
import { givenFor } from './given-for.js';
import { readyActions } from './references.js';
import { answered, request, type UnderWay } from './request.js';
import type { Tried, Trying } from './tried.js';
import { stepsWithMenu } from './with-menu.js';

/** What carrying out needs. */
export interface CarryOutParts {
  readonly store: Pick<Store, 'mark'>;
  readonly attachments: Pick<KitAttachments, 'openFor'>;
  readonly patience: Patience;
  now(): number;
  /** Takes in what a platform does not report by itself; resolves once it has been handled. */
  accept(events: readonly KapwaEvent[]): Promise<void>;
}

/** By which messenger an action goes out. */
export interface Way {
  readonly adapter: Adapter;
  readonly connection: Connection;
  /** Takes what one more request costs; absent where nothing limits them. */
  take?(): Promise<Limited | undefined>;
}

const nothing: readonly never[] = [];

/** What a messenger says, without the words it was asked to send. */
function tactful(result: StepResult, { action }: OutboxItem): StepResult {
  if (result.kind === 'ok') return result;
  return { ...result, reason: withoutWords(result.reason, action, 3) };
}

/** Does one step that needs a file, or what became of one. */
async function performedWith(
  step: WireStep,
  needs: NonNullable<WireStep['needs']>,
  { item, way }: Course,
  parts: CarryOutParts,
): Promise<StepResult> {
  try {
    const found = await givenFor(needs, item, way.adapter, parts.attachments);
    const before = found.refused();
    if (before !== '') return { kind: 'refused', reason: before };
    const { given } = found;
    const result = await answered(request(step, given, way.connection), parts.patience);
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
  adapter: Adapter,
  now: CarryOutParts['now'],
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
  readonly way: Way;
  readonly item: OutboxItem;
  readonly index: number;
  readonly messages: readonly string[];
  readonly data: unknown;
}

/** A step of an action that has left. */
class StepUnderWay implements UnderWay<MaybePromise<Trying>> {
  readonly answer: Promise<StepResult>;
  readonly #course: Course;
  readonly #parts: CarryOutParts;

  constructor(step: WireStep, course: Course, parts: CarryOutParts) {
    this.answer = request(step, undefined, course.way.connection);
    this.#course = course;
    this.#parts = parts;
  }

  goOn(result: StepResult): MaybePromise<Trying> {
    return afterStep(this.#course, tactful(result, this.#course.item), this.#parts);
  }
}

/** Does the step an action has come to. */
function doStep(course: Course, parts: CarryOutParts): MaybePromise<Trying> {
  const { steps, index, facts, item, messages } = course;
  const step = steps[index];
  if (step === undefined) return ended(item, facts, messages, undefined);
  const { needs } = step;
  return needs === undefined
    ? new StepUnderWay(step, course, parts)
    : performedWith(step, needs, course, parts).then((result) => afterStep(course, result, parts));
}

function ended(item: OutboxItem, facts: Facts, messages: readonly string[], data: unknown): Tried {
  return { item, outcome: finished(item, messages, data), facts };
}

function withOneMore(messages: readonly string[], message: string): readonly string[] {
  return messages.length === 0 ? [message] : [...messages, message];
}

function afterStep(course: Course, result: StepResult, parts: CarryOutParts): MaybePromise<Trying> {
  const { item, index, steps, facts } = course;
  const { adapter } = course.way;
  if (result.kind !== 'ok') return stopped(result, item, adapter.name);
  const { message, data = course.data, reports = nothing } = result;
  const messages = message === undefined ? course.messages : withOneMore(course.messages, message);
  const made = creationEvents(item, data, adapter, parts.now);
  if (index === steps.length - 1 && made.length + reports.length === 0) {
    return ended(item, facts, messages, data);
  }
  const told = [...made, ...reports];
  return goOnAfter({ ...course, messages, data }, told, result.uploaded, parts);
}

/** Tells what a step has brought about, and takes up the next one. */
async function goOnAfter(
  course: Course,
  told: readonly KapwaEvent[],
  uploaded: string | undefined,
  parts: CarryOutParts,
): Promise<Trying> {
  if (told.length > 0) await parts.accept(told);
  const { way, facts, messages, data } = course;
  const index = course.index + 1;
  if (index === course.steps.length) return ended(course.item, facts, messages, data);
  const item: OutboxItem = {
    ...course.item,
    step: index,
    sent: messages,
    sentVia: way.adapter.name,
    ...(uploaded === undefined ? {} : { uploaded }),
  };
  const limited = way.take === undefined ? undefined : await way.take();
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
  way: Way,
  parts: CarryOutParts,
): MaybePromise<Trying> {
  const steps = stepsOf(item, facts, way.adapter);
  if (typeof steps === 'string') return { item, outcome: { kind: 'refused', reason: steps } };
  const { step: index = 0, sent: messages = nothing } = item;
  return doStep({ steps, facts, way, item, index, messages, data: undefined }, parts);
}
