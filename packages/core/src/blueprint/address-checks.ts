import type { BlueprintIssue } from './blueprint-issue.js';
import { entriesOf, itemsOf, valueAt } from './plain-data.js';

interface PlacedAddress {
  readonly path: BlueprintIssue['path'];
  readonly owner: string;
  readonly adapter: string;
  readonly id: string;
}

/** Settings of this name hold what must not be written into a file that is passed around. */
const SECRET = /token|secret|password|passphrase|(api|private|access)[-_]?key/i;

/** One chat is one group, one account is one person, and secrets are not in this file. */
export function checkAddresses(data: unknown): readonly BlueprintIssue[] {
  const groups = valueAt(data, 'groups');
  return [
    ...checkTwice(addressesIn('groups', groups, 'chat'), 'chat', 'group'),
    ...checkTwice(addressesIn('people', valueAt(data, 'people'), 'accounts'), 'account', 'person'),
    ...checkOneChat(groups),
    ...checkSecrets(valueAt(data, 'adapters'), ['adapters']),
  ];
}

function addressesIn(part: string, owners: unknown, setting: string): readonly PlacedAddress[] {
  return entriesOf(owners).flatMap(([owner, settings]) =>
    entriesOf(valueAt(settings, setting)).flatMap(([adapter, ids]) =>
      itemsOf(ids).flatMap((id) => {
        if (typeof id !== 'string') return [];
        return [{ path: [part, owner, setting, adapter], owner, adapter, id: id.trim() }];
      }),
    ),
  );
}

function checkTwice(
  addresses: readonly PlacedAddress[],
  what: string,
  whose: string,
): readonly BlueprintIssue[] {
  const seen = new Map<string, string>();
  return addresses.flatMap(({ path, owner, adapter, id }) => {
    const address = `${adapter} ${id}`;
    const earlier = seen.get(address);
    if (earlier === undefined) seen.set(address, owner);
    if (earlier === undefined) return [];
    const message =
      earlier === owner
        ? `The ${what} "${id}" is written twice here. Once is enough.`
        : `The ${what} "${id}" already belongs to "${earlier}". A ${what} belongs to one ${whose}: correct one of them.`;
    return [{ path, message }];
  });
}

function checkOneChat(groups: unknown): readonly BlueprintIssue[] {
  return entriesOf(groups)
    .filter(([, settings]) => entriesOf(valueAt(settings, 'chat')).length > 1)
    .map(([group]) => ({
      path: ['groups', group, 'chat'],
      message:
        'A group is one chat on one messenger. Keep one line, and make another group for the other.',
    }));
}

function checkSecrets(
  settings: unknown,
  path: readonly (string | number)[],
): readonly BlueprintIssue[] {
  return entriesOf(settings).flatMap(([key, value]) => {
    const here = [...path, key];
    if (!SECRET.test(key) || typeof value !== 'string') return checkSecrets(value, here);
    const message = `"${key}" looks like a secret. Remove it here and write it in the file ".env", which is not passed on.`;
    return [{ path: here, message }];
  });
}
