import { z } from 'zod';

const chat = z.object({ id: z.string(), direct: z.boolean() });

const mention = z.object({
  type: z.literal('mention'),
  text: z.string(),
  mentioned: z.object({ id: z.string(), name: z.string() }),
});

const words = { text: z.string(), mentions: z.array(mention) };

/** What is asked of an adapter. The conversation is looked up when it goes out. */
export const requestSchema = z.discriminatedUnion('op', [
  z.object({
    op: z.literal('send'),
    body: z.object({ chat, ...words, replyTo: z.string().optional() }),
  }),
  z.object({ op: z.literal('edit'), body: z.object({ chat, ...words, message: z.string() }) }),
  z.object({ op: z.literal('delete'), body: z.object({ chat, message: z.string() }) }),
  z.object({ op: z.literal('typing'), body: z.object({ chat }) }),
]);

/** One request to an adapter. */
export type Request = z.output<typeof requestSchema>;
