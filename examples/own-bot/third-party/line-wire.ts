import type { PlatformEvent, StepResult } from '@kapwa/core';
import { z } from 'zod';

const account = z.object({ id: z.string(), name: z.string() });
/** What every piece of news has. Line tells it again until the bot has `got` its id. */
const heading = z.object({ id: z.string(), at: z.number(), from: account });

/** What Line tells by itself. */
export const newsSchema = z.discriminatedUnion('news', [
  heading.extend({
    news: z.literal('wrote'),
    room: z.string().optional(),
    message: z.string(),
    text: z.string(),
  }),
  heading.extend({ news: z.literal('came'), room: z.string() }),
]);

/** What there must be in a line to be able to confirm it, even one that cannot be read. */
export const confirmable = heading.pick({ id: true });

/** What Line answers to the request of that number. */
export const answerSchema = z.object({
  answer: z.number(),
  message: z.string().optional(),
  no: z.string().optional(),
  wait: z.number().optional(),
});

/** News as an event. Pure; the id is Line's own, so that news told twice are recognised. */
export function decode(news: z.output<typeof newsSchema>): PlatformEvent {
  const { id, at, from, room } = news;
  const chat = { id: room ?? from.id, direct: room === undefined };
  const base = { id, at, adapter: 'line', chat };
  if (news.news === 'came') return { ...base, kind: 'member.joined', member: from };
  const { message, text } = news;
  return { ...base, kind: 'message.received', from, message, text, mentions: [] };
}

/** An answer as what became of a step. A no of the messenger is a value, never thrown. */
export function resultOf({ message, no, wait }: z.output<typeof answerSchema>): StepResult {
  if (no === undefined) return { kind: 'ok', ...(message === undefined ? {} : { message }) };
  if (wait === undefined) return { kind: 'refused', reason: no };
  return { kind: 'retry', reason: no, retryAfter: wait };
}
