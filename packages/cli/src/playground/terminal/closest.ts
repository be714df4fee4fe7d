import { didYouMean } from '@kapwa/core';

/** Somebody or something that is called by name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What was meant; or what may have been, the likeliest first. */
export interface Found<One extends Named> {
  readonly found?: One;
  readonly perhaps: readonly One[];
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase().trim();

const wordsOf = (text: string): readonly string[] => fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Whether every word that was typed begins a word of the id or the name, wherever it stands there. */
function saysWordsOf(query: string, { id, name }: Named): boolean {
  const typed = wordsOf(query);
  const known = [...wordsOf(id), ...wordsOf(name)];
  return typed.length > 0 && typed.every((word) => known.some((one) => one.startsWith(word)));
}

/**
 * Finds what somebody typed the name of: the id or the name in any case, a beginning only one of
 * them has, or words only one of them has. Where several fit or none does, tells what was perhaps
 * meant.
 */
export function findNamed<One extends Named>(query: string, known: readonly One[]): Found<One> {
  const wanted = fold(query);
  const names = ({ id, name }: One): readonly string[] => [fold(id), fold(name)];
  const exact = known.find((one) => names(one).includes(wanted));
  if (exact !== undefined) return { found: exact, perhaps: [] };
  const begun = known.filter(
    (one) => wanted !== '' && names(one).some((name) => name.startsWith(wanted)),
  );
  const fitting = begun.length > 0 ? begun : known.filter((one) => saysWordsOf(query, one));
  const [first, ...others] = fitting;
  if (first !== undefined)
    return others.length === 0 ? { found: first, perhaps: [] } : { perhaps: fitting };
  const meant = didYouMean(
    query,
    known.flatMap(({ id, name }) => [id, name]),
  );
  return { perhaps: known.filter(({ id, name }) => id === meant || name === meant) };
}
