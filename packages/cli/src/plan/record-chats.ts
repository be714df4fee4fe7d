import { readFile, writeFile } from 'node:fs/promises';
import type { MadeChat } from '@kapwa/core';
import { changeYaml } from '../community-file/change-yaml.js';

/** Writes the addresses of groups that were made into the community's file, and nothing else of it. */
export async function recordChats(path: string, made: readonly MadeChat[]): Promise<void> {
  if (made.length === 0) return;
  const before = await readFile(path, 'utf8');
  const after = made.reduce(
    (text, { group, chat }) =>
      changeYaml(text, ['groups', group, 'chat'], { [chat.adapter]: chat.id }),
    before,
  );
  await writeFile(path, after);
}
