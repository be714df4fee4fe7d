/** Longer words than this are no slip of the finger. */
const LONGEST = 64;

/**
 * The word of `known` that was most likely meant, or undefined where none is near.
 *
 * Case, hyphens, spaces and underscores do not count (`time_zone` is `timeZone`), the beginning
 * of a word stands for it (`lang` is `languages`), and otherwise about one slip in three letters
 * is forgiven, two letters in the wrong order being one slip.
 */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  const wanted = plain(word);
  if (wanted.length === 0 || wanted.length > LONGEST) return undefined;

  let best: { readonly name: string; readonly score: number } | undefined;
  for (const name of known) {
    const score = distance(wanted, plain(name));
    if (score !== undefined && (best === undefined || score < best.score)) best = { name, score };
  }
  return best?.name;
}

function plain(word: string): string {
  return word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/** How far apart two words are; undefined when too far for one to be meant for the other. */
function distance(wanted: string, name: string): number | undefined {
  if (wanted === name) return 0;
  const [shorter, longer] = wanted.length < name.length ? [wanted, name] : [name, wanted];
  if (shorter.length >= 3 && longer.startsWith(shorter)) {
    return 1 + (longer.length - shorter.length) / LONGEST;
  }
  const allowed = Math.floor(longer.length / 3);
  if (longer.length - shorter.length > allowed) return undefined;
  const slips = countSlips(wanted, name);
  return slips <= allowed ? slips : undefined;
}

/** Optimal string alignment: letters added, lost, changed, or swapped with the next. */
function countSlips(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) slips = Math.min(slips, at(beforeLast, j - 2) + 1);
      row.push(slips);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
