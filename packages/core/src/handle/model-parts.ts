import type { IdMaker } from '../model/keys.js';
import type { SizeParts } from './follow-size.js';
import type { MergeParts } from './merge-people.js';

/** What keeping the model needs. */
export interface ModelParts extends MergeParts, Pick<SizeParts, 'adapters'> {
  readonly ids: IdMaker;
}
