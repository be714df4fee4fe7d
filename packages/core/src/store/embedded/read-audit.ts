import type { AuditHead, AuditLink } from '../store.js';
import { orDiskFailure } from './disk-failure.js';
import type { FilePort } from './file-port.js';
import { damagedAt, loadState } from './load-state.js';
import type { Loss } from './loss.js';
import { nodeFiles } from './node-files.js';
import { readableLinks } from './salvage-audit.js';
import { isSegment, readName } from './segment-name.js';
import type { Place } from './segments.js';

/** The audit of a stopped bot, as far as it can be read. */
export interface ReadAudit {
  /** What can be read, in the order in which it stands there. */
  readonly links: readonly AuditLink[];
  /** The last link the store knows to have written: `verifyAudit` misses what is not there. */
  readonly end: AuditHead;
  /** Where its files are damaged. */
  readonly losses: readonly Loss[];
}

/**
 * Reads the audit of a stopped bot in a folder, and changes nothing there. Where its files are
 * damaged the rest of it is read, so that `verifyAudit` can name what is broken.
 *
 * Raises `input.not-found` where nothing is kept, `store.in-use` while a bot runs, `store.damaged`
 * where anything else is damaged on which the audit rests.
 */
export async function readEmbeddedAudit(
  folder: string,
  files: FilePort = nodeFiles,
): Promise<ReadAudit> {
  const place = { folder, files };
  const what = `The record in ${folder} cannot be read`;
  const release = await orDiskFailure(what, () => files.claim(folder));
  try {
    return await orDiskFailure(what, () => readIn(place));
  } finally {
    await release();
  }
}

async function readIn(place: Place): Promise<ReadAudit> {
  const losses: Loss[] = [];
  const loaded = await loadState(place, (loss) => {
    if (!isSegment(loss.file)) throw damagedAt(place, loss);
    if (readName(loss.file).kind === 'audit') losses.push(loss);
  });
  const links = [...(await readableLinks(place, loaded)), ...loaded.state.audit];
  return { links, end: loaded.state.auditHead, losses };
}
