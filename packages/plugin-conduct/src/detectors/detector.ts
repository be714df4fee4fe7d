/** What a detector looks for. Closed, and grows: a rule and a translation are keyed by it. */
export type DetectorName = 'invite-link' | 'phone-number';

/** How much harm a finding can do; rules use it to choose between a reminder and a deletion. */
export type Severity = 'low' | 'medium' | 'high';

/** One place in a message that a rule may act on. Holds offsets, never the words found. */
export interface Finding {
  readonly detector: DetectorName;
  /** Stable kebab-case id of what was found, such as `whatsapp-group-link`. */
  readonly reason: string;
  readonly severity: Severity;
  /** UTF-16 offset in the message as it was sent. */
  readonly start: number;
  /** UTF-16 offset behind the last character; always greater than `start`. */
  readonly end: number;
}

/** What a community allows although a detector would find it: hotlines, the programme's links. */
export interface Allowed {
  /** Numbers in E.164 (`+254712345678`); spaces and dashes in them do not matter. */
  readonly phones?: readonly string[];
  /**
   * Links as host and path (`chat.whatsapp.com/AbC`, `wa.me/254712345678`); a bare host allows
   * everything on it.
   */
  readonly links?: readonly string[];
}

/** What a detector is told. Everything it knows about the message is in here. */
export interface DetectorInput {
  readonly text: string;
  /** ISO 3166-1 alpha-2 codes whose number formats apply, tried in this order. */
  readonly countries: readonly string[];
  readonly allow?: Allowed;
}

/**
 * Reads one message and names what a rule may care about; nothing is remembered between calls.
 *
 * Findings are sorted by `start` and do not overlap. A detector never throws, whatever the text.
 */
export type Detector = (input: DetectorInput) => readonly Finding[];

/** A detector under the name that rules and reports call it by. */
export interface NamedDetector {
  readonly name: DetectorName;
  readonly detect: Detector;
}

/**
 * UTF-16 units of a message that are looked at; the rest is not read.
 *
 * 64 KB is the most that any of our platforms delivers, so nothing readable is lost.
 */
export const MATCHED_LENGTH = 65_536;
