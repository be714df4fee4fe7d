import {
  type ArgumentFacts,
  type Arguments,
  given,
  type Misread,
  misread,
  type Needed,
} from './argument.js';
import type { Token } from './tokens.js';

/** What reading all arguments came to. */
export type ReadArguments =
  | { readonly values: Readonly<Record<string, unknown>> }
  | { readonly misread: Misread };

/** What has to be looked up before these arguments can be read. */
export function neededFor(declared: Arguments): ReadonlySet<Needed> {
  return new Set(Object.values(declared).flatMap(({ needs }) => needs));
}

/**
 * Reads the arguments of a command, in their order; an optional one that is not there is left
 * away. Everything written must be used up: what is left over was misunderstood.
 */
export function readArguments(
  declared: Arguments,
  tokens: readonly Token[],
  facts: ArgumentFacts,
): ReadArguments {
  const values: Record<string, unknown> = {};
  let left = tokens;
  let doubt: Misread | undefined;
  for (const [name, argument] of Object.entries(declared)) {
    const reading = argument.read(left, facts);
    if ('misread' in reading) {
      if (!argument.isOptional) return { misread: doubt ?? reading.misread };
      if (left.length > 0) doubt ??= reading.misread;
      continue;
    }
    values[name] = reading.value;
    left = left.slice(reading.taken);
    doubt = undefined;
  }
  if (left.length === 0) return { values };
  return {
    misread: doubt ?? misread('argument.extra', { given: given(left[0]?.text ?? '') }).misread,
  };
}
