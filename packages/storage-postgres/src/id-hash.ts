import { createHmac } from 'node:crypto';
import { createKeyedHash } from '@kapwa/core';

/** Makes of an id of any length 128 bits, as PostgreSQL writes them: a `uuid`. */
export type IdHash = (...parts: readonly string[]) => string;

/** Hashes ids under the key of this store: who does not know it can make no two look alike. */
export function createIdHash(key: string): IdHash {
  return (...parts) => {
    const hmac = createHmac('sha256', key);
    // The length first: what is one text here must not pass for two.
    for (const part of parts) hmac.update(`${part.length}:${part}`, 'utf16le');
    return hmac.digest('hex').slice(0, 32);
  };
}

/** A `uuid` as it was given: PostgreSQL shows it with hyphens. */
export const hexOf = (uuid: string): string => uuid.replaceAll('-', '');

/** 64 bits as PostgreSQL writes a `bigint`: with a sign. */
export function bigintOf(high: number, low: number): string {
  return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low)).toString();
}

/**
 * Hashes ids of events as the embedded store does, under the same key where the store has been
 * moved: what came before the move is known again after it.
 */
export function createEventHash(key: string): (id: string) => string {
  const hashOf = createKeyedHash(key);
  return (id) => {
    const { high, low } = hashOf(id);
    return bigintOf(high, low);
  };
}

/** How one store hashes what it is told of. */
export interface Hashes {
  /** Ids of what waits, and names of messages. */
  readonly id: IdHash;
  /** Ids of events that came. */
  readonly event: (id: string) => string;
}
