import { type PersonExport, peopleOfStore } from '@kapwa/core';
import type { Shell } from '../terminal/shell.js';
import { findPerson } from './find-person.js';
import { withData } from './open-data.js';
import { pluginsBeside } from './plugins-beside.js';

function timeOf(time: number | undefined): string {
  return time === undefined ? 'not known' : new Date(time).toISOString();
}

function linesOf(about: PersonExport): readonly string[] {
  const { community, person, name, language, since, wroteAt, waiting, audit } = about;
  return [
    `${name} in ${community} (${person})`,
    `  language: ${language ?? 'not chosen'}`,
    `  known since: ${timeOf(since)}; last wrote about: ${timeOf(wroteAt)}`,
    ...about.accounts.map(({ adapter, id }) => `  address: ${adapter} ${id}`),
    ...(about.former ?? []).map(({ adapter, id }) => `  address before: ${adapter} ${id}`),
    ...about.roles.map((role) => `  role: ${role}`),
    ...about.groups.map(
      (group) => `  group: ${group.name} (${group.role}), ${timeOf(group.since)}`,
    ),
    ...about.kept.flatMap(({ collection, lines }) => [
      `  ${collection}`,
      ...lines.map(({ what, value }) => `    ${what}: ${value}`),
    ]),
    `  waiting: ${waiting.events} events, ${waiting.answers} answers, ${waiting.dead} put aside`,
    ...(audit === undefined ? [] : [`  audit: ${audit.number} entries, as ${audit.pseudonym}`]),
  ];
}

/** Shows everything that is kept of somebody, for people or as JSON. */
export async function exportPerson(given: string, place: string, shell: Shell): Promise<void> {
  const exports = await withData(shell, place, async (store, folder) => {
    const people = await peopleOfStore(store, await pluginsBeside(folder));
    return people.export(await findPerson(people, given));
  });
  shell.data({ exports });
  for (const about of exports) for (const line of linesOf(about)) shell.print(line);
}
