import { hash } from 'node:crypto';
import type { AuditHead, AuditLink, AuditNote } from './store.js';

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Whether what was read has the form of a link; whether it is the right one is for `verifyAudit`. */
export function isAuditLink(value: unknown): value is AuditLink {
  if (!isObject(value) || !Array.isArray(value.entries)) return false;
  const { n, prev, hash, entries } = value;
  const isNamed = Number.isSafeInteger(n) && typeof prev === 'string' && typeof hash === 'string';
  return isNamed && entries.every((entry) => isObject(entry) && isObject(entry.note));
}

/** Before the first link. */
export const noAudit: AuditHead = { n: 0, hash: '' };

const sha256 = (text: string): string => hash('sha256', text, 'base64url');

/**
 * The end of a chain behind which links may have been lost, nobody knows how many: one number is left
 * out, so that whoever verifies the chain is told of the place.
 */
export function gapAfter({ n, hash: last }: AuditHead): AuditHead {
  return { n: n + 1, hash: last };
}

/** The hash of one note. */
export function hashOfNote(note: AuditNote): string {
  const { at, community, actor, what, target, reason, result } = note;
  return sha256(JSON.stringify([at, community, actor, what, target, reason, result]));
}

/** The hash of a link, over the hashes of its notes. */
export function hashOfLink(n: number, prev: string, hashes: readonly string[]): string {
  return sha256(JSON.stringify([n, prev, hashes]));
}

/** The next link of the chain, with what was committed together. */
export function linkAfter(last: AuditHead, notes: readonly AuditNote[]): AuditLink {
  const n = last.n + 1;
  const prev = last.hash;
  const entries = notes.map((note) => ({ note, hash: hashOfNote(note) }));
  const hashes = entries.map((entry) => entry.hash);
  return { n, prev, entries, hash: hashOfLink(n, prev, hashes) };
}
