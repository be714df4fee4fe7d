import type { Adapters } from '../adapters/ways.js';
import type { IdMaker } from '../model/keys.js';
import type { MergeParts } from './merge-people.js';

/** What keeping the model needs. */
export interface ModelParts extends MergeParts {
  readonly adapters: Adapters;
  readonly ids: IdMaker;
}
