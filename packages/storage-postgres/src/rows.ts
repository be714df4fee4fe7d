import { toKept } from './any-text.js';
import type { LedgerRow } from './draft.js';
import type { Row } from './statements.js';

/** The text of a value; what JSON has no word for is written as nothing. */
export const textOf = (value: unknown): string => JSON.stringify(value) ?? 'null';

/** What is known of a message; the fingerprint apart, as it goes before the rest. */
export function ledgerRow({ id, day, entry: { fingerprint, ...entry } }: LedgerRow): Row {
  const { chat, author, at } = entry;
  return [id, day, toKept(chat), toKept(author), at, textOf(entry), fingerprint ?? null];
}
