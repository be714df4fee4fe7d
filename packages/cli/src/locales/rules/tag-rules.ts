import { readLanguageTag } from '@kapwa/core';
import { error, type Remark, warning } from '../finding.js';

/** Whether a folder has the name of a language; the tag the rules go by, where it has. */
export function tagRules(name: string): {
  readonly tag?: string;
  readonly remarks: readonly Remark[];
} {
  const read = readLanguageTag(name);
  if (!read.ok) {
    const meant = read.suggestion === undefined ? '' : ` Did you mean "${read.suggestion}"?`;
    return { remarks: [error('locale-tag', `${read.message}${meant}`)] };
  }
  if (read.value === name) return { tag: name, remarks: [] };
  const message = `The proper name of this folder is "${read.value}".`;
  return { tag: read.value, remarks: [warning('locale-tag', message)] };
}
