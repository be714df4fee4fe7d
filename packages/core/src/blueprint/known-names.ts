import { type BlueprintIssue, problem } from './blueprint-issue.js';
import { didYouMean } from './did-you-mean.js';
import { entriesOf, valueAt } from './plain-data.js';

/** What is installed, so that a slip in a name is noticed; what is left away is not checked. */
export interface KnownNames {
  readonly plugins?: readonly string[];
  readonly adapters?: readonly string[];
}

/** Names of plugins and messengers that nobody would answer to. */
export function checkKnownNames(data: unknown, known: KnownNames): readonly BlueprintIssue[] {
  const chats = addressNames(data, 'groups', 'chat');
  const accounts = addressNames(data, 'people', 'accounts');
  const switches = addressNames(data, 'groups', 'plugins');
  return [
    ...checkNames([...namesUnder(data, ['plugins']), ...switches], known.plugins, 'a plugin'),
    ...checkNames(namesUnder(data, ['adapters']), known.adapters, 'a messenger'),
    ...checkNames([...chats, ...accounts], known.adapters, 'a messenger'),
  ];
}

function addressNames(data: unknown, part: string, setting: string) {
  return entriesOf(valueAt(data, part)).flatMap(([owner]) =>
    namesUnder(data, [part, owner, setting]),
  );
}

function namesUnder(data: unknown, path: readonly string[]): readonly (readonly string[])[] {
  const names = entriesOf(path.reduce(valueAt, data));
  return names.map(([name]) => [...path, name]);
}

function checkNames(
  places: readonly (readonly string[])[],
  known: readonly string[] | undefined,
  what: string,
): readonly BlueprintIssue[] {
  if (known === undefined) return [];
  return places.flatMap((path) => {
    const name = path.at(-1) ?? '';
    if (known.includes(name)) return [];
    const message = `"${name}" is not ${what} that is installed. These are: ${known.join(', ')}.`;
    return [{ path, ...problem(message, didYouMean(name, known)) }];
  });
}
