import type { Severity } from '../detector.js';

/** A phone number in the folded text, before it is turned into a finding. */
export interface FoundNumber {
  readonly start: number;
  readonly end: number;
  /** Empty when the numbering plans could not tell the country. */
  readonly e164: string;
  /** The digits as written. */
  readonly digits: string;
  readonly reason: string;
  readonly severity: Severity;
}
