import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type LocaleFolder, localesIn } from '@kapwa/core';
import { temporaryFolder } from './temporary-folder.js';

/** A locale folder of the running test, with one namespace in the languages given. */
export async function temporaryLocales(
  namespace: string,
  byTag: Readonly<Record<string, object>>,
): Promise<LocaleFolder> {
  const folder = await temporaryFolder();
  for (const [tag, strings] of Object.entries(byTag)) {
    await mkdir(join(folder, tag));
    await writeFile(join(folder, tag, `${namespace}.json`), JSON.stringify(strings));
  }
  return localesIn(pathToFileURL(`${folder}/`));
}
