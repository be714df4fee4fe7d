import { z } from 'zod';

/** What is known of a person's beginning. One record a person, written only in their own lane. */
export const progressSchema = z.object({
  /** The group they came by; absent for who wrote to the bot first. */
  group: z.string().optional(),
  /** When the welcome was sent, ms UTC. */
  welcomed: z.number(),
  /** When they agreed to the rules, ms UTC, to which ones, and in which language they read them. */
  agreed: z.object({ at: z.number(), language: z.string(), rules: z.array(z.string()) }).optional(),
});

type Progress = z.infer<typeof progressSchema>;

/** Of two beginnings of one human: whoever agreed once has agreed. Undefined where nothing is new. */
export function combined(own: Progress, other: Progress): Progress | undefined {
  if (own.agreed !== undefined || other.agreed === undefined) return undefined;
  return { ...own, agreed: other.agreed };
}

/** What a newcomer is asked, as far as they have answered. */
export const questionsSchema = z.object({
  first: z.enum(['language', 'rules']),
  /** Whether the first question stands on their screen already, below the welcome. */
  asked: z.boolean(),
  /** Whether they agreed to the rules at some time before. */
  hasAgreed: z.boolean(),
  /** The language they chose just now. */
  language: z.string().optional(),
  /** Whether they agreed just now. */
  agrees: z.boolean().optional(),
});
/** What a newcomer is asked, as far as they have answered. */
export type Questions = z.infer<typeof questionsSchema>;
