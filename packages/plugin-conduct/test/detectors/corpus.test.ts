import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DetectorName, detectors } from '../../src/detectors/index.js';

interface Line {
  readonly text: string;
  readonly country?: string;
  readonly countries?: readonly string[];
  readonly lang: string;
  readonly expect: readonly DetectorName[];
  readonly note: string;
  readonly holdout?: boolean;
}

function corpus(name: DetectorName): readonly Line[] {
  const file = new URL(`../../corpus/${name}.jsonl`, import.meta.url);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Line);
}

function countriesOf(line: Line): readonly string[] {
  return line.countries ?? (line.country === undefined ? [] : [line.country]);
}

function measure(name: DetectorName, lines: readonly Line[]) {
  const detect = detectors.find((detector) => detector.name === name)?.detect;
  const found = (line: Line) =>
    detect?.({ text: line.text, countries: countriesOf(line) }).length !== 0;
  const positives = lines.filter((line) => line.expect.includes(name));
  const negatives = lines.filter((line) => !line.expect.includes(name));
  const missed = positives.filter((line) => !found(line));
  const falseAlarms = negatives.filter(found);
  return { positives, negatives, missed, falseAlarms };
}

function report(name: DetectorName, result: ReturnType<typeof measure>): string {
  const { positives, negatives, missed, falseAlarms } = result;
  const wrong = [
    ...missed.map((line) => `  missed ${line.lang}: ${JSON.stringify(line.text)}`),
    ...falseAlarms.map((line) => `  false ${line.lang}: ${JSON.stringify(line.text)}`),
  ];
  const caught = positives.length - missed.length;
  return [
    `${name}: ${caught}/${positives.length} found, ${falseAlarms.length}/${negatives.length} false`,
    ...wrong,
  ].join('\n');
}

const everyLine = detectors.flatMap(({ name }) => corpus(name));

describe.each(detectors)('$name on its corpus', ({ name }) => {
  it('is measured on at least 120 messages that hold one and 150 that do not', () => {
    const { positives, negatives } = measure(name, corpus(name));

    expect(positives.length).toBeGreaterThanOrEqual(120);
    expect(negatives.length).toBeGreaterThanOrEqual(150);
  });

  it('finds nearly all of them and accuses nobody who did nothing', () => {
    const result = measure(name, everyLine);

    console.info(report(name, result));
    expect(1 - result.missed.length / result.positives.length).toBeGreaterThanOrEqual(0.99);
    expect(result.falseAlarms.map((line) => line.text)).toEqual([]);
  });
});
