import { join } from 'node:path';
import { isAuditLink } from '../audit-chain.js';
import type { AuditLink } from '../store.js';
import { parseStored } from './journal-entry.js';
import type { Loaded } from './load-state.js';
import { readName } from './segment-name.js';
import type { Place } from './segments.js';

/** Where a link begins in its file, and all of one. */
const BEGINS = /(?=\{"n":\d+,"prev":")/;
const LINK = /^\{"n":\d+,"prev":"[^"]*","entries":\[.*?\],"hash":"[^"]*"\}/s;

function linkIn(text: string): AuditLink | undefined {
  const [written] = LINK.exec(text) ?? [];
  if (written === undefined) return undefined;
  try {
    const value = parseStored(written);
    return isAuditLink(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads the links in a file of the audit that is not as it was written: damage costs the links it
 * has hit, not those that were written together with them.
 */
function salvageLinks(bytes: Buffer): AuditLink[] {
  return bytes
    .toString('utf8')
    .split(BEGINS)
    .flatMap((text) => linkIn(text) ?? []);
}

/**
 * Every link of the audit that can be read out of its files; a gap is left for `verifyAudit` to
 * name. What the journals have brought stands in the state, and is left to it.
 */
export async function readableLinks(
  { files, folder }: Place,
  { state, segments }: Loaded,
): Promise<AuditLink[]> {
  const next = state.audit[0]?.n ?? state.auditHead.n + 1;
  const links: AuditLink[] = [];
  for (const { name } of segments.infos) {
    if (readName(name).kind !== 'audit') continue;
    const bytes = await files.read(join(folder, name));
    if (bytes !== undefined) links.push(...salvageLinks(bytes));
  }
  return links.filter(({ n }) => n < next);
}
