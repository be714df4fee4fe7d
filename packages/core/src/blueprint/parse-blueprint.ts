import { KapwaError } from '../errors.js';
import { checkAddresses } from './address-checks.js';
import { assembleBlueprint } from './assemble-blueprint.js';
import type { Blueprint } from './blueprint.js';
import { type BlueprintIssue, describeIssue } from './blueprint-issue.js';
import { blueprintSchema } from './blueprint-schema.js';
import { checkKeys } from './key-checks.js';
import { checkKnownNames, type KnownNames } from './known-names.js';
import { copyPlain } from './plain-data.js';
import { checkReferences } from './reference-checks.js';
import { checkRetentionNames } from './retention-checks.js';
import { issuesFromZod } from './schema-issues.js';

/** A blueprint, or everything that is wrong with it. */
export type ParsedBlueprint =
  | { readonly ok: true; readonly blueprint: Blueprint }
  | { readonly ok: false; readonly issues: readonly BlueprintIssue[] };

/**
 * Reads what `community.yaml` says, already taken apart into lists and objects.
 *
 * Finds everything that is wrong at once: whoever corrects a file does it once, not ten times.
 */
export function parseBlueprint(data: unknown, known: KnownNames = {}): ParsedBlueprint {
  const copy = copyPlain(data);
  if (copy.isCut) return { ok: false, issues: copy.issues };
  const parsed = blueprintSchema.safeParse(copy.data);
  const issues = [
    ...copy.issues,
    ...(parsed.success ? [] : issuesFromZod(blueprintSchema, parsed.error.issues, copy.data)),
    ...checkKeys(copy.data),
    ...checkReferences(copy.data),
    ...checkAddresses(copy.data),
    ...checkKnownNames(copy.data, known),
    ...checkRetentionNames(copy.data),
  ];
  if (!parsed.success || issues.length > 0) return { ok: false, issues };
  return { ok: true, blueprint: assembleBlueprint(parsed.data) };
}

/**
 * Makes a blueprint written in code; throws with all that is wrong with it.
 *
 * @example
 * defineBlueprint({
 *   community: { name: 'Health workers', purpose: 'Work together', timeZone: 'Asia/Manila' },
 *   groups: { announcements: { kind: 'announcement' } },
 * });
 */
export function defineBlueprint(data: unknown): Blueprint {
  const parsed = parseBlueprint(data);
  if (parsed.ok) return parsed.blueprint;
  const lines = parsed.issues.map((issue) => `- ${describeIssue(issue)}`);
  throw new KapwaError(
    'blueprint.invalid',
    `The blueprint does not describe a community:\n${lines.join('\n')}`,
  );
}
