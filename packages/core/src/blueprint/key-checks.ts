import { builtInRoles } from '../model/role.js';
import { type BlueprintIssue, problem } from './blueprint-issue.js';
import { readKey } from './keys.js';
import { entriesOf, itemsOf, valueAt } from './plain-data.js';

type Path = BlueprintIssue['path'];
interface PlacedKey {
  readonly path: Path;
  readonly key: string;
}

/**
 * Short names must be fit for commands and stored keys, and differ by more than upper and lower
 * case: people type them on phones that change the case of letters.
 */
export function checkKeys(data: unknown): readonly BlueprintIssue[] {
  const named = ['groups', 'people', 'roles'].map((part) =>
    entriesOf(valueAt(data, part)).map(([key]) => ({ path: [part, key], key })),
  );
  const rules = itemsOf(valueAt(data, 'rules')).flatMap((rule, index) => {
    const key = valueAt(rule, 'key');
    return typeof key === 'string' ? [{ path: ['rules', index, 'key'], key: key.trim() }] : [];
  });
  const own = valueAt(valueAt(data, 'community'), 'key');
  const community =
    typeof own === 'string' ? [{ path: ['community', 'key'], key: own.trim() }] : [];

  const families: readonly (readonly PlacedKey[])[] = [community, rules, ...named];
  return [...families.flatMap(checkFamily), ...checkBuiltInRoles(data)];
}

function checkFamily(keys: readonly PlacedKey[]): readonly BlueprintIssue[] {
  const seen = new Map<string, string>();
  return keys.flatMap(({ path, key }): readonly BlueprintIssue[] => {
    const reading = readKey(key);
    if (!reading.ok) return [{ path, ...problem(reading.message, reading.suggestion) }];
    const folded = key.normalize('NFC').toLowerCase();
    const earlier = seen.get(folded);
    seen.set(folded, key);
    if (earlier === undefined) return [];
    const message = `"${key}" is the same short name as "${earlier}" above. Give one of them another.`;
    return [{ path, message }];
  });
}

function checkBuiltInRoles(data: unknown): readonly BlueprintIssue[] {
  return entriesOf(valueAt(data, 'roles'))
    .filter(([key]) => builtInRoles.some((role) => role.name === key))
    .map(([key]) => ({
      path: ['roles', key],
      message: `Every community has the role "${key}" already. Choose another name for yours.`,
    }));
}
