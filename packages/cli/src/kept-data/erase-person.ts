import { KapwaError, peopleOfStore } from '@kapwa/core';
import { createAsker } from '../init/ask.js';
import type { Shell } from '../terminal/shell.js';
import { botFolder } from './bot-folder.js';
import { findPerson } from './find-person.js';
import { withData } from './open-data.js';
import { pluginsBeside } from './plugins-beside.js';
import { sessionSearches } from './session-searches.js';

async function isSure(name: string, shell: Shell): Promise<boolean> {
  if (!shell.isTTY) {
    throw new KapwaError('input.not-found', 'This cannot be undone. Say --yes if you are sure.');
  }
  const ask = createAsker(shell);
  try {
    return await ask.confirm(`Erase everything that is kept of ${name}? It cannot be undone.`);
  } finally {
    ask.close();
  }
}

/** Removes everything that is kept of somebody, once it is said that this is really wanted. */
export async function erasePerson(
  given: string,
  { dir, yes }: { readonly dir: string; readonly yes: boolean },
  shell: Shell,
): Promise<void> {
  const erased = await withData(shell, dir, async (store, folder) => {
    const searches = await sessionSearches(await botFolder(shell.cwd, dir), shell.env);
    const plugins = await pluginsBeside(folder);
    const people = await peopleOfStore(store, plugins, undefined, searches);
    const person = await findPerson(people, given);
    const [about] = await people.export(person);
    if (!yes && !(await isSure(about?.name ?? person, shell))) return undefined;
    await people.erase(person);
    return person;
  });
  shell.data({ erased: erased ?? null });
  shell.print(
    erased === undefined
      ? 'Nothing was erased.'
      : 'Erased. If community.yaml names them, take them out there, too: otherwise they come back at the next start.',
  );
}
