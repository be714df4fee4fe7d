import { KapwaError } from '@kapwa/core';
import { type CommunityFile, readCommunityFile } from '../community-file/community-file.js';
import { findCommunityFile } from '../community-file/find-community-file.js';
import { healthProgramme } from '../health-programme.js';
import type { Shell } from '../terminal/shell.js';

async function pathFor(named: string | undefined, shell: Shell): Promise<string> {
  if (named !== undefined) return findCommunityFile(named);
  try {
    return await findCommunityFile(shell.cwd);
  } catch (error) {
    if (!(error instanceof KapwaError) || error.code !== 'config.missing') throw error;
    shell.note(
      'There is no community.yaml in this folder, so the bundled health programme is used. Name yours with --community.',
    );
    return findCommunityFile(healthProgramme());
  }
}

/**
 * The community a rehearsal goes by: the one named, this folder's, or the bundled health
 * programme. Raises `blueprint.invalid` with lines.
 */
export async function chooseCommunity(
  named: string | undefined,
  shell: Shell,
): Promise<CommunityFile> {
  return readCommunityFile(await pathFor(named, shell));
}
