import type { Community, Group } from '@kapwa/core';
import type { Finding } from './detectors/detector.js';
import { detectors } from './detectors/index.js';
import { type ConductOptions, type Mode, modeOf } from './options.js';

/** What was found in a message by one detector, and what the community wants done about it. */
export interface Judgement {
  readonly mode: Exclude<Mode, 'off'>;
  /** The gravest finding of the detector. */
  readonly finding: Finding;
}

/** A message as far as a judgement needs to know it. */
export interface Judged {
  readonly text: string;
  /** ISO 3166-1 alpha-2, where the message itself tells. */
  readonly country?: string | undefined;
  /** Whether an admin wrote it: then it is only ever put on record. */
  readonly byAdmin: boolean;
}

const severities = ['low', 'medium', 'high'] as const;

function gravest(findings: readonly Finding[]): Finding | undefined {
  return [...findings].sort(
    (one, other) => severities.indexOf(other.severity) - severities.indexOf(one.severity),
  )[0];
}

/** Whose number formats apply: the message's, the group's, otherwise all of the community's. */
function countriesFor(
  judged: Judged,
  community: Pick<Community, 'countries'>,
  group: Pick<Group, 'country'>,
): readonly string[] {
  const one = judged.country ?? group.country;
  return one === undefined ? community.countries : [one];
}

/** Runs the detectors over a message: one judgement for each that found something. */
export function judge(
  judged: Judged,
  options: ConductOptions,
  community: Pick<Community, 'countries'>,
  group: Pick<Group, 'country'>,
): readonly Judgement[] {
  const countries = countriesFor(judged, community, group);
  return detectors.flatMap(({ name, detect }) => {
    const mode = modeOf(options, name);
    if (mode === 'off') return [];
    const finding = gravest(detect({ text: judged.text, countries, allow: options.allow }));
    if (finding === undefined) return [];
    return [{ mode: judged.byAdmin ? 'observe' : mode, finding }];
  });
}
