import { type CanaryKind, canariesIn, signs } from './canaries.js';
import { type Output, places } from './places.js';

/** So much of what stands around a canary is shown, characters. */
const AROUND = 60;

function excerpt(text: string, kind: CanaryKind): string {
  const at = signs[kind].exec(text)?.index;
  if (at === undefined) return 'in base64';
  return text.slice(Math.max(0, at - AROUND), at + AROUND).replace(/\s+/g, ' ');
}

/** What a sweep has come to. */
export interface Swept {
  readonly leaks: readonly string[];
  /** Those that were seen at all, where they may be: the others were never in play. */
  readonly seen: ReadonlySet<CanaryKind>;
}

/** Looks for every canary in everything that has left. */
export function sweep(act: string, outputs: readonly Output[]): Swept {
  const leaks: string[] = [];
  const seen = new Set<CanaryKind>();
  for (const { place, of, text } of outputs) {
    const may: readonly CanaryKind[] = places[place].may;
    for (const kind of canariesIn(text)) {
      if (may.includes(kind)) seen.add(kind);
      else leaks.push(`${act}: ${kind} in ${place} (${of}): ${excerpt(text, kind)}`);
    }
  }
  return { leaks, seen };
}
