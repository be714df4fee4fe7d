import type { z } from 'zod';
import { zod } from '../read-when-used.js';
import type { Reading } from './blueprint-issue.js';
import { subject, wrongType, wrongWord } from './plain-words.js';
import { described, noted } from './schema-notes.js';

/** Text on one line, trimmed. `what` completes "Write ...", such as `the name of the group`. */
export function line(what: string, longest = 200) {
  const form = text(what, longest).regex(/^[^\p{Cc}]*$/u, {
    error: (issue) => `${subject(issue)} should be on one line.`,
  });
  return described(form, what);
}

/** Text of any number of lines, trimmed. */
export function text(what: string, longest = 4000) {
  const form = zod()
    .string({ error: (issue) => wrongType(issue, what) })
    .trim()
    .min(1, { error: (issue) => `${subject(issue)} is empty. Write ${what}.` })
    .max(longest, {
      error: (issue) => `${subject(issue)} is longer than ${longest} letters. Shorten it.`,
    });
  return described(form, what);
}

/** One text, or the same in several languages by their codes. `form` reads one of them. */
export function localised(
  form: z.ZodType<string, string>,
  language: z.ZodType<string, string>,
  what: string,
) {
  const many = entries(language, form, what).refine((texts) => Object.keys(texts).length > 0, {
    error: (issue) => `${subject(issue)} is empty. Write ${what}.`,
  });
  return zod().union([form, many], {
    error: (issue) => {
      if (typeof issue.input !== 'string') return wrongType(issue, what);
      // What is wrong with a text itself is the first thing the form of a text says.
      const [found] = form.safeParse(issue.input).error?.issues ?? [];
      return found?.message.replace(/^(This|Entry \d+)/, subject(issue));
    },
  });
}

/** A line that has a proper form, brought into it by `read`. */
export function readBy<Value>(what: string, read: (text: string) => Reading<Value>) {
  return line(what).transform((written, context): Value => {
    const reading = read(written);
    if (reading.ok) return reading.value;
    const { message, suggestion } = reading;
    context.issues.push({ code: 'custom', message, params: { suggestion }, input: written });
    return zod().NEVER;
  });
}

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return zod().enum(words, { error: (issue) => wrongWord(issue, words) });
}

/** `true` or `false`, also as `yes` or `no`, as people write it. */
export function yesOrNo() {
  const words: Readonly<Record<string, boolean>> = { yes: true, no: false, on: true, off: false };
  const form = zod().preprocess(
    (value) => (typeof value === 'string' ? (words[value.trim().toLowerCase()] ?? value) : value),
    zod().boolean({ error: (issue) => wrongType(issue, '"yes" or "no"') }),
  );
  const choice = [true, false, ...Object.keys(words)];
  return noted(form, () => ({ type: undefined, enum: choice }));
}

/** A list; one word or number alone counts as a list of one. */
export function list<Item extends z.ZodType>(item: Item, what: string) {
  const form = zod().preprocess(
    (value) => (typeof value === 'string' || typeof value === 'number' ? [value] : value),
    zod().array(item, { error: (issue) => wrongType(issue, what) }),
  );
  return noted(form, ({ items, ...array }) => ({
    type: undefined,
    items: undefined,
    anyOf: [items, { ...array, items }],
  }));
}

/** Settings with fixed names; other names are mistakes. */
export function section<Shape extends z.ZodRawShape>(shape: Shape, what: string) {
  return zod().strictObject(shape, {
    error: (issue) => (issue.code === 'invalid_type' ? wrongType(issue, what) : undefined),
  });
}

/** Entries under names of the writer's choice. */
export function entries<Key extends z.core.$ZodRecordKey, Item extends z.ZodType>(
  key: Key,
  item: Item,
  what: string,
) {
  return zod().record(key, item, {
    error: (issue) => (issue.code === 'invalid_type' ? wrongType(issue, what) : undefined),
  });
}

/** May be left away, or left empty: both mean the same to whoever fills in a file. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return zod()
    .preprocess((value) => value ?? undefined, schema.optional())
    .optional();
}

/** May be left away or left empty; `fallback`, as one would write it, then stands for it. */
export function withDefault<Schema extends z.ZodType>(schema: Schema, fallback: unknown) {
  return zod().preprocess((value) => value ?? fallback, schema);
}
