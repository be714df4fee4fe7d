import { KapwaError } from '@kapwa/core';
import { healthProgramme } from '../health-programme.js';
import type { Shell } from '../terminal/shell.js';
import { findCommunityFile } from './find-community-file.js';

/**
 * The community's file in a folder, or that of the bundled health programme where there is none:
 * people are told so on stderr, in these words.
 */
export async function ownOrBundled(
  folder: string,
  told: string,
  shell: Pick<Shell, 'note'>,
): Promise<string> {
  try {
    return await findCommunityFile(folder);
  } catch (error) {
    if (!(error instanceof KapwaError) || error.code !== 'config.missing') throw error;
    shell.note(told);
    return findCommunityFile(healthProgramme());
  }
}

/** What whoever asked for a demo is told. */
export const bundledDemo =
  'There is no community.yaml in this folder: here is the bundled health programme.';
