import { readCountry } from '@kapwa/core';
import { z } from 'zod';
import { findMentions, knownNames } from './body/mentions.js';
import type { ChatEntry, MessageDraft } from './chat-file.js';
import type { WallClock } from './header/wall-clock.js';
import { badLine } from './refusals.js';
import type { LineBatch } from './source/text-lines.js';

const name = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(256, 'is longer than 256 characters');

/** Fields that are not named here are ignored, so that richer exports can be used as they are. */
const lineSchema = z.object({
  at: z.iso.datetime({
    ...{ offset: true, local: true },
    error: 'must be a date and time such as 2024-03-01T09:30:00Z',
  }),
  from: name,
  group: name.optional(),
  text: z.string('must be a text'),
  lang: z.string().refine(isLanguageTag, 'must be a language tag such as sw').optional(),
  mentions: z.array(name).max(2000, 'has more than 2000 names').optional(),
  forwardingScore: z.int('must be a whole number').min(0, 'must not be negative').optional(),
  roles: z.array(name).max(50, 'has more than 50 roles').optional(),
  country: z
    .string()
    .refine((code) => readCountry(code).ok, 'must be a country code of two letters such as KE')
    .transform((code) => code.toUpperCase())
    .optional(),
});

type JsonLine = z.infer<typeof lineSchema>;

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** Reads a chat of one JSON object a line; the first line that breaks the rules ends it. */
export async function* jsonLineEntries(
  batches: AsyncIterable<LineBatch>,
  label: string,
  clock: WallClock,
): AsyncGenerator<ChatEntry> {
  const names = knownNames();
  let number = 0;
  let index = 0;
  for await (const { lines, cut } of batches) {
    for (let at = 0; at < lines.length; at += 1) {
      number += 1;
      const line = lines[at] ?? '';
      if (line.trim() === '') continue;
      if (cut.has(at)) throw badLine(label, number, 'is longer than 1 MB');
      const read = readLine(line, label, number);
      names.add(read.from);
      const mentions = read.mentions ?? findMentions(read.text, names);
      yield toMessage(read, index, number, instant(read.at, clock), mentions);
      index += 1;
    }
  }
}

function readLine(line: string, label: string, number: number): JsonLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw badLine(label, number, `is not JSON (${why.replaceAll('\n', ' ').slice(0, 120)})`);
  }
  const result = lineSchema.safeParse(value);
  if (result.success) return result.data;
  throw badLine(label, number, result.error.issues.slice(0, 4).map(describe).join('; '));
}

function describe({ path, message, code }: z.core.$ZodIssue): string {
  if (path.length === 0) return 'must be an object such as {"at":"…","from":"…","text":"…"}';
  const field = path.map(String).join('.');
  const ours = code !== 'invalid_type' || message.startsWith('must');
  return `"${field}" ${ours ? message : 'is missing or has the wrong type'}`;
}

/** Assigned one by one, as spreading would double the time a chat takes. */
function toMessage(
  read: JsonLine,
  index: number,
  line: number,
  at: number,
  mentions: readonly string[],
): ChatEntry {
  const { from, text, group, lang, forwardingScore, roles, country } = read;
  const message: MessageDraft = { type: 'message', index, at, from, text, mentions, line };
  if (group !== undefined) message.group = group;
  if (lang !== undefined) message.lang = lang;
  if (forwardingScore !== undefined) message.forwardingScore = forwardingScore;
  if (roles !== undefined) message.roles = roles;
  if (country !== undefined) message.country = country;
  return message;
}

/** A time without a zone is one on the community's clock. */
function instant(at: string, clock: WallClock): number {
  if (/(?:Z|[+-]\d{2}:?\d{2})$/.test(at)) return Date.parse(at);
  const local = new Date(`${at}Z`);
  const day = [local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate()] as const;
  return clock(day, local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds());
}
