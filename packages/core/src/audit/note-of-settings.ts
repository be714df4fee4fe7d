import { isDeepStrictEqual } from 'node:util';
import type { Blueprint } from '../blueprint/blueprint.js';
import type { AuditDraft } from './audit-draft.js';

/** The parts of a blueprint that differ, by name: settings of the community, then people and groups. */
function changedParts(before: Blueprint, after: Blueprint): readonly string[] {
  const settings = new Map<string, unknown>(Object.entries(before.community));
  const names = new Set([...settings.keys(), ...Object.keys(after.community)]);
  const now = new Map<string, unknown>(Object.entries(after.community));
  const changed = [...names].filter(
    (name) => !isDeepStrictEqual(settings.get(name), now.get(name)),
  );
  if (!isDeepStrictEqual(before.groups, after.groups)) changed.push('groups');
  if (!isDeepStrictEqual(before.people, after.people)) changed.push('people');
  return changed;
}

/** What the audit says of a blueprint that is not the one before: which settings changed, not to what. */
export function noteOfSettings(
  before: Blueprint | undefined,
  after: Blueprint,
): { audit?: readonly AuditDraft[] } {
  if (before === undefined) return {};
  const about = { what: 'settings.change', by: 'operator', reason: 'blueprint' } as const;
  const target = changedParts(before, after).join(' ');
  return target === '' ? {} : { audit: [{ ...about, target, result: 'done' }] };
}
