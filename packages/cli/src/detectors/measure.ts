import { detectors } from '@kapwa/plugin-conduct';
import type { CorpusLine } from './corpus-line.js';

/** How well one detector does in one language. */
export interface Measure {
  readonly detector: string;
  /** Null for all languages together. */
  readonly lang: string | null;
  /** Messages that were looked at. */
  readonly texts: number;
  /** Those in which it should find something. */
  readonly expected: number;
  /** Those in which it should and did. */
  readonly found: number;
  readonly missed: number;
  readonly falseAlarms: number;
  /** Of what it reported, the part that was right; null where it reported nothing. */
  readonly precision: number | null;
  /** Of what it should report, the part that it did; null where there was nothing. */
  readonly recall: number | null;
}

/** A message a detector was wrong about. */
export interface WrongText {
  readonly detector: string;
  readonly lang: string;
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** A message of a corpus and where it stands. */
export interface PlacedLine {
  readonly said: CorpusLine;
  readonly file: string;
  readonly line: number;
}

/** What all of it came to. */
export interface Measured {
  readonly measures: readonly Measure[];
  readonly missed: readonly WrongText[];
  readonly falseAlarms: readonly WrongText[];
  /** Names that are expected and of which there is no detector yet. */
  readonly unmeasured: readonly string[];
}

interface Counts {
  texts: number;
  expected: number;
  found: number;
  falseAlarms: number;
}

/** Holds every detector against messages of which it is known what is in them. */
export function measureDetectors(lines: readonly PlacedLine[]): Measured {
  const missed: WrongText[] = [];
  const falseAlarms: WrongText[] = [];
  const measures = detectors.flatMap(({ name, detect }) => {
    const byLanguage = new Map<string | null, Counts>();
    for (const { said, file, line } of lines) {
      const { text, lang, countries } = said;
      const isExpected = said.expect.includes(name);
      const isFound = detect({ text, countries }).length > 0;
      for (const key of [null, lang]) count(byLanguage, key, isExpected, isFound);
      const wrong = { detector: name, lang, text, file, line };
      if (isExpected && !isFound) missed.push(wrong);
      if (isFound && !isExpected) falseAlarms.push(wrong);
    }
    const sorted = [...byLanguage].sort(([one], [other]) => order(one).localeCompare(order(other)));
    return sorted.map(([lang, counts]) => measureOf(name, lang, counts));
  });
  const known = new Set<string>(detectors.map(({ name }) => name));
  const unmeasured = new Set(
    lines.flatMap(({ said }) => said.expect.filter((name) => !known.has(name))),
  );
  return { measures, missed, falseAlarms, unmeasured: [...unmeasured].sort() };
}

/** All languages together come first. */
function order(lang: string | null): string {
  return lang ?? '';
}

function count(
  byLanguage: Map<string | null, Counts>,
  lang: string | null,
  isExpected: boolean,
  isFound: boolean,
): void {
  const counts = byLanguage.get(lang) ?? { texts: 0, expected: 0, found: 0, falseAlarms: 0 };
  byLanguage.set(lang, counts);
  counts.texts += 1;
  if (isExpected) counts.expected += 1;
  if (isExpected && isFound) counts.found += 1;
  if (isFound && !isExpected) counts.falseAlarms += 1;
}

function measureOf(detector: string, lang: string | null, counts: Counts): Measure {
  const { texts, expected, found, falseAlarms } = counts;
  return {
    ...{ detector, lang, texts, expected, found, missed: expected - found, falseAlarms },
    precision: share(found, found + falseAlarms),
    recall: share(found, expected),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}
