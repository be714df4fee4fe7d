import type { z } from 'zod';
import { schema } from '../schema.js';
import type { AnyDialogueSpec, DialogueData } from './dialogue-spec.js';

/** How far one partner has come in one dialogue. The one record that is kept of it. */
const stateSchema = schema((z) =>
  z.object({
    version: z.number(),
    step: z.string(),
    /** Names this asking of the step: what was left for an earlier one finds that it is over. */
    question: z.string(),
    /** What it was begun with, for beginning anew. */
    input: z.unknown(),
    data: z.unknown(),
    /** Of several open dialogues of one partner, the one with the highest number is the newest. */
    order: z.number(),
    answered: z.number(),
    /** When the partner was last asked, ms UTC. */
    askedAt: z.number(),
    /** How often in a row the answer was not understood. */
    tries: z.number(),
    /** Whether this question was asked again after a command. */
    repeated: z.boolean(),
    /** `resuming`: they are asked whether to go on or to start over. */
    mode: z.enum(['asking', 'resting', 'resuming']),
    /** Groups: the only one who may answer. */
    asked: z.string().optional(),
    /** Groups: the platform's ids of what was asked. */
    messages: z.array(z.string()),
  }),
);

/** The record as it is stored: its data is only checked against the version it was written by. */
type Stored = z.infer<typeof stateSchema>;

/** How far one partner has come, in the form in which the dialogue is written now. */
export type DialogueState = Omit<Stored, 'data'> & { readonly data: DialogueData };

/** A conversation that cannot go on: the dialogue has changed since, or the record is damaged. */
export interface Lost {
  readonly lost: true;
  readonly question: string | undefined;
  readonly order: number;
  /** What it was begun with, where that still fits. */
  readonly input: DialogueData | undefined;
  readonly asked: string | undefined;
  readonly messages: readonly string[];
}

function fitting(spec: AnyDialogueSpec, step: string, data: unknown): DialogueData | undefined {
  if (spec.steps[step] === undefined) return undefined;
  return spec.data.safeParse(data).data;
}

function carriedOver(spec: AnyDialogueSpec, stored: Stored): DialogueState | undefined {
  if (stored.version === spec.version) {
    const data = fitting(spec, stored.step, stored.data);
    return data === undefined ? undefined : { ...stored, data };
  }
  const { version, step, data } = stored;
  const moved = spec.migrate?.({ version, step, data });
  if (moved === undefined) return undefined;
  const checked = fitting(spec, moved.step, moved.data);
  if (checked === undefined) return undefined;
  return { ...stored, version: spec.version, step: moved.step, data: checked };
}

function lost(spec: AnyDialogueSpec, stored: Stored | undefined): Lost {
  return {
    lost: true,
    question: stored?.question,
    order: stored?.order ?? 0,
    input: spec.data.safeParse(stored?.input).data,
    asked: stored?.asked,
    messages: stored?.messages ?? [],
  };
}

/** Reads a record by the dialogue as it is written now. Undefined where none is kept. */
export function readState(
  spec: AnyDialogueSpec,
  record: unknown,
): DialogueState | Lost | undefined {
  if (record === undefined) return undefined;
  const stored = stateSchema.safeParse(record).data;
  return (stored === undefined ? undefined : carriedOver(spec, stored)) ?? lost(spec, stored);
}

/** Whether a conversation cannot go on as it is. */
export function isLost(state: DialogueState | Lost): state is Lost {
  return 'lost' in state;
}

/** After this long without an answer people are asked whether to go on, ms. */
const LONG_PAUSE = 24 * 60 * 60_000;

/** Whether so much time has passed that what is written now may be about something else. */
export function isLongAgo(spec: AnyDialogueSpec, state: DialogueState, now: number): boolean {
  return now - state.askedAt >= (spec.pause ?? LONG_PAUSE);
}

/** Whether the kit has asked often enough for now. */
export function isWornOut(spec: AnyDialogueSpec, state: DialogueState): boolean {
  return state.tries >= (spec.tries ?? 3);
}
