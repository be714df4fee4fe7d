import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SOURCE } from './read-locales.js';

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function holdsEnglish(path: string): Promise<boolean> {
  return isFolder(join(path, SOURCE));
}

/**
 * The folders of locales at a place: itself, its `locales`, or those of the packages of a clone.
 * A place that has none of them is given back as it is.
 */
export async function localeFoldersAt(place: string): Promise<readonly string[]> {
  if (await holdsEnglish(place)) return [place];
  if (await holdsEnglish(join(place, 'locales'))) return [join(place, 'locales')];
  const packages = join(place, 'packages');
  const names = await readdir(packages).catch(() => []);
  const folders: string[] = [];
  for (const name of names.sort()) {
    const folder = join(packages, name, 'locales');
    if (await holdsEnglish(folder)) folders.push(folder);
  }
  return folders.length > 0 ? folders : [place];
}
