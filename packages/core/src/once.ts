/**
 * Makes something when it is first asked for, and gives the same from then on.
 *
 * Patterns with `\p{...}` are made like that: V8 puts their sets of characters together out of all
 * of Unicode, which takes up to 0.8 ms for each, and a start needs few of them.
 *
 * @example
 * const letter = once(() => /[\p{L}\p{N}]/u);
 * letter().test('ñ'); // true
 */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
