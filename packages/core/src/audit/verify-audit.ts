import { hashOfLink, hashOfNote } from '../store/audit-chain.js';
import type { AuditHead, AuditLink } from '../store/store.js';

/** Where the chain is broken, and how. */
export interface BrokenLink {
  /** The number of the link, from 1. */
  readonly link: number;
  /** Which entry of the link, from 1; absent where it is the link as a whole. */
  readonly entry?: number;
  readonly what: 'changed' | 'missing' | 'reordered';
  /** A sentence for people. */
  readonly says: string;
}

/** What a look at the audit found. */
export type AuditVerdict =
  | { readonly ok: true; readonly links: number; readonly entries: number; readonly head: string }
  | { readonly ok: false; readonly broken: BrokenLink };

/** Fewer characters of a head are no proof. */
const SHORTEST_HEAD = 8;

/** Whether the entries are those the link was made of, in another order; tried for two swapped ones. */
function isSwapped({ n, prev, hash, entries }: AuditLink): boolean {
  const hashes = entries.map((entry) => entry.hash);
  for (let one = 0; one < hashes.length; one += 1) {
    for (let other = one + 1; other < hashes.length; other += 1) {
      const swapped = [...hashes];
      swapped[one] = hashes[other] ?? '';
      swapped[other] = hashes[one] ?? '';
      if (hashOfLink(n, prev, swapped) === hash) return true;
    }
  }
  return false;
}

/** What is wrong inside one link, whatever stands around it. */
function brokenInside(link: AuditLink): BrokenLink | undefined {
  const { n, prev, hash, entries } = link;
  const index = entries.findIndex((entry) => hashOfNote(entry.note) !== entry.hash);
  if (index !== -1) {
    const entry = index + 1;
    const says = `Entry ${entry} of link ${n} was changed: it does not fit its hash.`;
    return { link: n, entry, what: 'changed', says };
  }
  const hashes = entries.map((entry) => entry.hash);
  if (hashOfLink(n, prev, hashes) === hash) return undefined;
  if (isSwapped(link)) {
    return { link: n, what: 'reordered', says: `Entries of link ${n} were put in another order.` };
  }
  const says = `Link ${n} was changed: its entries are not the ones it was made of.`;
  return { link: n, what: 'changed', says };
}

function missing(first: number, last: number): BrokenLink {
  const says =
    first === last
      ? `Link ${first} is missing, or cannot be read.`
      : `Links ${first} to ${last} are missing, or cannot be read.`;
  return { link: first, what: 'missing', says };
}

/** What is wrong with where a link stands. */
function brokenPlace(
  link: AuditLink,
  expected: number,
  numbers: ReadonlySet<number>,
): BrokenLink | undefined {
  if (link.n === expected) return undefined;
  if (numbers.has(expected)) {
    const says = `Link ${link.n} stands where link ${expected} should be: the order was changed.`;
    return { link: expected, what: 'reordered', says };
  }
  return missing(expected, Math.max(expected, link.n - 1));
}

/** Whether a link goes on from the one before it. */
function brokenJoint(
  { n, prev }: AuditLink,
  before: AuditLink | undefined,
): BrokenLink | undefined {
  if (prev === (before?.hash ?? '')) return undefined;
  if (before === undefined) {
    return { link: n, what: 'changed', says: `Link ${n} does not begin the chain.` };
  }
  const says = `Link ${before.n} was changed as a whole: link ${n} remembers another one before it.`;
  return { link: before.n, what: 'changed', says };
}

/** Whether the last link is the one the store knows to have written last. */
function brokenEnd(last: AuditLink | undefined, end: AuditHead | undefined) {
  const n = last?.n ?? 0;
  if (end === undefined || (n === end.n && (last?.hash ?? '') === end.hash)) return undefined;
  if (n < end.n) return missing(n + 1, end.n);
  const says = `Link ${end.n} is not the one that was written last, or more was put behind it.`;
  return { link: end.n, what: 'changed', says } as const;
}

function brokenHead(links: readonly AuditLink[], head: string | undefined): BrokenLink | undefined {
  if (head === undefined) return undefined;
  const isIn = head.length >= SHORTEST_HEAD && links.some(({ hash }) => hash.startsWith(head));
  if (isIn) return undefined;
  const says = `Nothing in the audit has the hash ${head}: entries were taken away at its end, or all of it was written anew.`;
  return { link: links.length + 1, what: 'missing', says };
}

/**
 * Checks that nothing was changed, taken out or put in another order since it was written, and
 * names the first place that is broken. `head` is a hash that was posted before, or its first
 * characters (at least 8): it must be in the chain, which shows that the end is there, too. `end` is
 * the last link the store knows to have written, where it knows. Pure. `links` is the whole audit,
 * from the beginning.
 */
export function verifyAudit(
  links: readonly AuditLink[],
  head?: string,
  end?: AuditHead,
): AuditVerdict {
  const numbers = new Set(links.map(({ n }) => n));
  let before: AuditLink | undefined;
  let entries = 0;
  for (const [index, link] of links.entries()) {
    const broken =
      brokenPlace(link, index + 1, numbers) ?? brokenInside(link) ?? brokenJoint(link, before);
    if (broken !== undefined) return { ok: false, broken };
    entries += link.entries.length;
    before = link;
  }
  const broken = brokenEnd(before, end) ?? brokenHead(links, head);
  if (broken !== undefined) return { ok: false, broken };
  return { ok: true, links: links.length, entries, head: before?.hash ?? '' };
}
