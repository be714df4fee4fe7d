import type { Severity } from '../detector.js';

/** An invitation in the folded text, before it is turned into a finding. */
export interface FoundInvite {
  readonly start: number;
  readonly end: number;
  /** Host and path in their plain form, to be compared with what the community allows. */
  readonly link: string;
  readonly reason: string;
  readonly severity: Severity;
}
