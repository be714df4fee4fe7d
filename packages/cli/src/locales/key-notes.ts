import { z } from 'zod';

/** How long a text may be where a platform shows it, in characters; see `reference` of each platform. */
export const limits = {
  'wa.button': 20,
  'wa.list.button': 20,
  'wa.list.row.title': 24,
  'wa.list.row.description': 72,
  'wa.list.section': 24,
  'wa.header': 60,
  'wa.footer': 60,
  'wa.interactive.body': 1024,
  'wa.text': 4096,
  'wa.media.caption': 1024,
  'tg.text': 4096,
  'tg.caption': 1024,
  'tg.callback.answer': 200,
  'tg.command.description': 256,
  'tg.poll.question': 300,
  'tg.poll.option': 100,
} as const;

/** The name of one place with a limit. */
type LimitName = keyof typeof limits;

const value = z.object({
  kind: z.string().optional(),
  max: z.number().optional(),
  example: z.union([z.string(), z.number()]).optional(),
});

const note = z.object({
  /** Who reads the text, and when. */
  note: z.string().optional(),
  vars: z.record(z.string(), value).optional(),
  limit: z.enum(Object.keys(limits) as [LimitName, ...LimitName[]]).optional(),
  /** Texts of one group are options beside each other; `keywords` are lists of what people type. */
  group: z.string().optional(),
  critical: z.boolean().optional(),
  /** Fine as it is in English. */
  sameOk: z.boolean().optional(),
  /** By language: `draft`, `reviewed` or `mt`. */
  state: z.record(z.string(), z.string()).optional(),
  /** The hash of the English text that was translated: one for all languages, or by language. */
  sourceHash: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
});

/** What `_meta/<namespace>.json` says of one text. */
export type KeyNote = z.infer<typeof note>;

/** What it says of all texts, by key; that of a plural message stands under its name without form. */
export type KeyNotes = ReadonlyMap<string, KeyNote>;

/** Reads `_meta`; answers with the reason where it cannot be read. */
export function readKeyNotes(content: string): KeyNotes | { readonly why: string } {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
  const read = z.record(z.string(), note).safeParse(json);
  if (read.success) return new Map(Object.entries(read.data));
  const [issue] = read.error.issues;
  return { why: `"${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}` };
}

/** The words of lists that people type, which no rule of writing fits. */
export function isWordList(key: string, { group }: KeyNote): boolean {
  return group === 'keywords' || key.startsWith('words.');
}
