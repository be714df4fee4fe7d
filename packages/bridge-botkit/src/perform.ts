import { randomUUID } from 'node:crypto';
import { KapwaError, type StepResult, type WireStep } from '@kapwa/core';
import type { BotAdapterLike, BotTurn, OutgoingActivity } from './bot-framework.js';
import type { InConversation } from './continue-conversation.js';
import { failureOf } from './failures.js';
import type { Platform } from './platforms.js';
import type { Reference, References } from './references.js';
import { type Request, requestSchema } from './wire.js';

/** What carrying out needs. */
export interface PerformParts {
  readonly platform: Platform;
  readonly adapter: BotAdapterLike;
  readonly inConversation: InConversation;
  readonly references: Pick<References, 'find'>;
}

type RequestOf<Op extends Request['op']> = Extract<Request, { op: Op }>;

function messageFor({ body }: RequestOf<'send' | 'edit'>): OutgoingActivity {
  const { text, mentions } = body;
  const entities = mentions.length === 0 ? {} : { entities: mentions };
  return { type: 'message', text, textFormat: 'plain', ...entities };
}

function idIn(responses: unknown): string | undefined {
  const [first] = Array.isArray(responses) ? responses : [];
  const { id } = (first ?? {}) as { readonly id?: unknown };
  return typeof id === 'string' && id !== '' ? id : undefined;
}

async function send(
  request: RequestOf<'send'>,
  turn: BotTurn,
  { givesIds, label }: Platform,
): Promise<StepResult> {
  const id = idIn(await turn.sendActivities([messageFor(request)]));
  if (id !== undefined) return { kind: 'ok', message: id };
  // These adapters log what the platform said, and answer with nothing.
  if (givesIds) return { kind: 'unknown', reason: `${label} did not say that it took the message` };
  return { kind: 'ok', message: `sent:${randomUUID()}` };
}

async function carryOut(request: Request, turn: BotTurn, platform: Platform): Promise<StepResult> {
  switch (request.op) {
    case 'send':
      return send(request, turn, platform);
    case 'edit':
      await turn.updateActivity({ ...messageFor(request), id: request.body.message });
      return { kind: 'ok' };
    case 'delete':
      await turn.deleteActivity(request.body.message);
      return { kind: 'ok' };
    case 'typing':
      await turn.sendActivities([{ type: 'typing' } satisfies OutgoingActivity]);
      return { kind: 'ok' };
  }
}

/** The web adapter drops what it cannot show at once, and says so to nobody. */
function isAway({ user }: Reference, { platform, adapter }: PerformParts): boolean {
  return platform.name === 'web' && adapter.isConnected?.(user?.id ?? '') === false;
}

function read(step: WireStep): Request {
  const request = requestSchema.safeParse(step);
  if (request.success) return request.data;
  throw new KapwaError(
    'adapter.invalid',
    `bridge-botkit: the step "${step.op}" is not one it knows. Use what encode() gives.`,
    { cause: request.error },
  );
}

/** Carries out one request in the conversation it is about. */
export async function perform(step: WireStep, parts: PerformParts): Promise<StepResult> {
  const request = read(step);
  const { chat } = request.body;
  const reference = await parts.references.find(chat);
  if (reference === undefined) {
    const who = chat.direct ? 'this person' : 'anybody in this group';
    return { kind: 'refused', reason: `${who} has to write to the bot first` };
  }
  if (isAway(reference, parts)) {
    return { kind: 'retry', reason: 'the page of the person is not open' };
  }
  const replyTo = request.op === 'send' ? request.body.replyTo : undefined;
  const place = replyTo === undefined ? reference : { ...reference, activityId: replyTo };
  try {
    return await parts.inConversation(place, (turn) => carryOut(request, turn, parts.platform));
  } catch (problem) {
    return failureOf(problem);
  }
}
