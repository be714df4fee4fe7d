import { nativeName } from '../languages/native-name.js';
import type { PersonExport } from '../people-data/export-of.js';
import { joinTexts, type Text } from '../text/text.js';
import type { HouseContext } from './house-context.js';

/** About how long one message may become, in characters; several are sent instead of a longer one. */
const LONGEST = 3_000;

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function aboutThem(context: HouseContext, language: string, about: PersonExport): readonly Text[] {
  const { name, since, wroteAt } = about;
  return [
    context.text(language, 'data.export.title', { community: context.community.name }),
    context.text(language, 'data.export.name', { name }),
    ...(about.language === undefined
      ? []
      : [context.text(language, 'data.export.language', { language: nativeName(about.language) })]),
    ...(since === undefined
      ? []
      : [context.text(language, 'data.export.since', { date: dayOf(since) })]),
    ...(wroteAt === undefined
      ? []
      : [context.text(language, 'data.export.wrote', { date: dayOf(wroteAt) })]),
    ...about.accounts.map(({ adapter, id }) =>
      context.text(language, 'data.export.address', { messenger: adapter, address: id }),
    ),
    ...(about.former ?? []).map(({ adapter, id }) =>
      context.text(language, 'data.export.former', { messenger: adapter, address: id }),
    ),
    ...about.roles.map((role) => context.text(language, 'data.export.role', { role })),
    ...about.groups.map(({ name: group, role, since: date }) =>
      context.text(language, 'data.export.group', { group, role, date: dayOf(date) }),
    ),
  ];
}

function keptLines(context: HouseContext, language: string, about: PersonExport): readonly Text[] {
  return about.kept.flatMap(({ collection, lines }) => [
    context.text(language, 'data.export.kept', { purpose: collection.replace('.', ', ') }),
    ...lines.map(({ what, value }) =>
      context.text(language, 'data.export.line', { what, value: value.slice(0, 400) }),
    ),
  ]);
}

function otherLines(context: HouseContext, language: string, about: PersonExport): readonly Text[] {
  const { waiting, audit } = about;
  const numbers = Object.fromEntries(
    Object.entries(waiting).map(([key, number]) => [key, String(number)]),
  ) as { events: string; answers: string; dead: string };
  const isWaiting = waiting.events + waiting.answers + waiting.dead > 0;
  return [
    ...(isWaiting ? [context.text(language, 'data.export.waiting', numbers)] : []),
    ...(audit === undefined
      ? []
      : [
          context.text(language, 'data.export.audit', {
            pseudonym: audit.pseudonym,
            number: String(audit.number),
          }),
        ]),
    context.text(language, 'data.export.end', {}),
  ];
}

function lengthOf(text: Text): number {
  return JSON.stringify(text).length;
}

/** What is kept of somebody, in their language: as many messages as it takes, line by line. */
export function exportTexts(
  context: HouseContext,
  language: string,
  about: PersonExport,
): readonly Text[] {
  const lines = [
    ...aboutThem(context, language, about),
    ...keptLines(context, language, about),
    ...otherLines(context, language, about),
  ];
  const messages: Text[][] = [[]];
  let length = 0;
  for (const line of lines) {
    length += lengthOf(line);
    if (length > LONGEST) {
      messages.push([]);
      length = lengthOf(line);
    }
    messages.at(-1)?.push(line);
  }
  return messages.map((some) => joinTexts(some, '\n'));
}
