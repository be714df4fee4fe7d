import { createHash } from 'node:crypto';
import { type Remark, warning } from '../finding.js';
import type { TextInLocale } from '../text-in-locale.js';

/** So many characters of the SHA-256 of an English text stand in `_meta`, in hexadecimal. */
const HASH_LENGTH = 12;

/** By what `_meta` remembers which English text was translated. */
export function sourceHash(source: string): string {
  return createHash('sha256').update(source).digest('hex').slice(0, HASH_LENGTH);
}

/** English that has changed since the text was translated. */
export function staleRules({ tag, source, note, isSource }: TextInLocale): readonly Remark[] {
  const known = typeof note.sourceHash === 'string' ? note.sourceHash : note.sourceHash?.[tag];
  if (isSource || known === undefined || known === sourceHash(source)) return [];
  const message = `English has changed since this was translated. Read both; then write "${sourceHash(source)}" as its sourceHash in _meta.`;
  return [warning('stale', message)];
}
