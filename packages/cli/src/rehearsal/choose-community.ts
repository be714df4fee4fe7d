import { type CommunityFile, readCommunityFile } from '../community-file/community-file.js';
import { findCommunityFile } from '../community-file/find-community-file.js';
import { ownOrBundled } from '../community-file/own-or-bundled.js';
import type { Shell } from '../terminal/shell.js';

const bundled =
  'There is no community.yaml in this folder, so the bundled health programme is used. Name yours with --community.';

/**
 * The community a rehearsal goes by: the one named, this folder's, or the bundled health
 * programme. Raises `blueprint.invalid` with lines.
 */
export async function chooseCommunity(
  named: string | undefined,
  shell: Shell,
): Promise<CommunityFile> {
  const path =
    named === undefined
      ? await ownOrBundled(shell.cwd, bundled, shell)
      : await findCommunityFile(named);
  return readCommunityFile(path);
}
