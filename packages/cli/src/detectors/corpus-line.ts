import { didYouMean, readCountry } from '@kapwa/core';
import { z } from 'zod';

/** Every name a corpus may expect; not all of these detectors are there yet. */
const detectorNames = [
  'phone-number',
  'email',
  'postal-address',
  'national-id',
  'case-information',
  'invite-link',
  'link',
  'forwarded-many-times',
  'false-claim',
  'flood',
  'raid',
  'cross-post',
  'harassment',
  'tension',
  'impersonation',
] as const;

const country = z
  .string()
  .refine((code) => readCountry(code).ok, 'must be a country code of two letters such as KE')
  .transform((code) => code.toUpperCase());

/** Fields that are not named here, such as a note, are for people. */
const lineSchema = z.object({
  text: z.string('must be a text'),
  lang: z.string('must be a language tag such as sw').min(1, 'must be a language tag such as sw'),
  country: country.optional(),
  countries: z.array(country).optional(),
  expect: z.array(z.string()).superRefine((names, context) => {
    for (const name of names) {
      if (detectorNames.some((known) => known === name)) continue;
      const meant = didYouMean(name, detectorNames);
      const hint = meant === undefined ? detectorNames.join(', ') : `did you mean "${meant}"?`;
      context.addIssue(`has no detector called "${name}": ${hint}`);
    }
  }),
});

/** A message with what detectors should find in it. */
export interface CorpusLine {
  readonly text: string;
  /** BCP 47. */
  readonly lang: string;
  /** Whose number formats apply. */
  readonly countries: readonly string[];
  readonly expect: readonly string[];
}

/** Reads one line; answers with the reason where it cannot be read. */
export function readCorpusLine(line: string): CorpusLine | { readonly why: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    return { why: `is not JSON (${error instanceof Error ? error.message : String(error)})` };
  }
  const read = lineSchema.safeParse(json);
  if (!read.success) return { why: read.error.issues.slice(0, 3).map(describe).join('; ') };
  const { text, lang, expect, country: one, countries } = read.data;
  return { text, lang, expect, countries: countries ?? (one === undefined ? [] : [one]) };
}

function describe({ path, message, code }: z.core.$ZodIssue): string {
  if (path.length === 0) return 'must be an object such as {"text":"…","lang":"sw","expect":[]}';
  const ours = code !== 'invalid_type' || message.startsWith('must');
  return `"${String(path[0])}" ${ours ? message : 'is missing or has the wrong type'}`;
}
