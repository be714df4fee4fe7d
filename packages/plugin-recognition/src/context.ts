import type { Collection, Context } from '@kapwa/core';
import type { RecognitionMessages } from './messages.js';
import type { RecognitionOptions } from './options.js';
import type { ThanksRecord } from './records.js';

/** What a handler of recognition gets. */
export type RecognitionContext = Context<RecognitionOptions, RecognitionMessages>;

/** What recognition keeps. */
export interface Kept {
  /** Of a group: its thanks. */
  readonly thanks: Collection<ThanksRecord>;
  /** Of a person: how many thanks they gave, by day, and to whom by day. */
  readonly given: Collection<number>;
}
