import { type AuditHead, type AuditLink, auditLinks, readEmbeddedAudit } from '@kapwa/core';
import type { Shell } from '../terminal/shell.js';
import { botFolder } from './bot-folder.js';
import { dataFolderOf, isInDatabase, withData } from './open-data.js';

/** The record of what was done, as far as it can be read. */
export interface KeptRecord {
  readonly links: readonly AuditLink[];
  /** The last link the bot knows to have written. */
  readonly end: AuditHead;
}

/**
 * Reads the record of the stopped bot of a folder. Where the file it stands in is damaged, people
 * are told, and the rest of it is read. Raises what opening the data raises.
 */
export async function readRecord(shell: Shell, dir: string): Promise<KeptRecord> {
  const folder = await botFolder(shell.cwd, dir);
  if (await isInDatabase(folder, shell.env)) {
    return withData(shell, dir, async (store) => {
      const links: AuditLink[] = [];
      for await (const link of auditLinks(store)) links.push(link);
      return { links, end: await store.auditHead() };
    });
  }
  const { links, end, losses } = await readEmbeddedAudit(await dataFolderOf(folder));
  for (const { file, at, what } of losses) {
    shell.note(`kapwa: ${file} ${what} at byte ${at}. What can be read of it was taken.`);
  }
  return { links, end };
}
