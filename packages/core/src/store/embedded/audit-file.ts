import { join } from 'node:path';
import { KapwaError } from '../../errors.js';
import { isAuditLink } from '../audit-chain.js';
import type { AuditLink } from '../store.js';
import { parseStored } from './journal-entry.js';
import { readFrames } from './journal-frame.js';
import type { AuditPlace, Place } from './segments.js';

/** Reads links of the audit out of its file; raises `store.damaged`. */
export async function auditLinks(
  { files, folder }: Place,
  places: readonly AuditPlace[],
  after: number,
  limit: number,
): Promise<AuditLink[]> {
  const links: AuditLink[] = [];
  const content = new Map<string, Buffer>();
  for (const [index, { segment, at, end }] of places.entries()) {
    if (links.length >= limit) break;
    const next = places[index + 1];
    if (next !== undefined && next.first <= after + 1) continue;
    const path = join(folder, segment);
    const bytes = content.get(path) ?? (await files.read(path)) ?? Buffer.alloc(0);
    content.set(path, bytes);
    const read = readFrames(bytes.subarray(0, end), at, ({ payload }) => {
      const found = parseStored(payload.toString('utf8')) as readonly unknown[];
      links.push(...found.filter(isAuditLink).filter(({ n }) => n > after));
    });
    if (read.kind === 'whole' && read.end === end) continue;
    throw new KapwaError('store.damaged', `${path} cannot be read at byte ${read.end}.`);
  }
  return links.slice(0, limit);
}
