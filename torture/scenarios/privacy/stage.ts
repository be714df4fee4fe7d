import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Output, Place } from './places.js';

/** Where acts are played: folders of bots, and a folder for temporary files of theirs alone. */
export interface Stage {
  readonly temporary: string;
  /** A new folder with these files. */
  folder(files?: Readonly<Record<string, string | Uint8Array>>): Promise<string>;
  remove(): Promise<void>;
}

/** What the runner of TypeScript keeps of sources; made anew it would cost seconds each time. */
const cacheOfSources = `tsx-${userInfo().uid}`;

export async function createStage(): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), 'kapwa-privacy-'));
  const temporary = join(root, 'tmp');
  await mkdir(temporary);
  await mkdir(join(tmpdir(), cacheOfSources), { recursive: true });
  await symlink(join(tmpdir(), cacheOfSources), join(temporary, cacheOfSources));
  let made = 0;
  return {
    temporary,
    async folder(files = {}) {
      made += 1;
      const folder = join(root, `bot-${made}`);
      await mkdir(folder);
      for (const [name, content] of Object.entries(files))
        await writeFile(join(folder, name), content);
      return folder;
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Every file below a folder, with its name, as somebody would read it who takes the disk away. */
export async function filesIn(folder: string, place: Place): Promise<readonly Output[]> {
  const outputs: Output[] = [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (entry.name === cacheOfSources) continue;
    outputs.push({ place: 'name of a file', of: folder, text: entry.name });
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    outputs.push({ place, of: entry.name, text: bytes.toString('latin1') });
  }
  return outputs;
}
