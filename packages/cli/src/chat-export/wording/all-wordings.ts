import { ar } from './ar.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fil } from './fil.js';
import { fr } from './fr.js';
import { hi } from './hi.js';
import { id } from './id.js';
import { placeholdersOnly } from './placeholders-only.js';
import { pt } from './pt.js';
import { sw } from './sw.js';
import type { Wording } from './wording.js';

/** The languages the reader knows, the most frequent first. */
export const allWordings: readonly Wording[] = [
  ...[en, es, fr, pt, de, id, hi, ar, sw, fil],
  placeholdersOnly,
];
