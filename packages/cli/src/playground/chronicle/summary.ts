import type { Entry, Summary } from './entry.js';

type EntryOf<Kind extends Entry['kind']> = Extract<Entry, { kind: Kind }>;

/** Counts what happened. Noticed are what detectors found; thanks only those that counted. */
export function summarize(entries: readonly Entry[]): Summary {
  const of = <Kind extends Entry['kind']>(kind: Kind): readonly EntryOf<Kind>[] =>
    entries.filter((entry): entry is EntryOf<Kind> => entry.kind === kind);
  const said = of('said');
  const noticed = of('noticed');
  return {
    messages: said.filter(({ who }) => !who.bot).length,
    answers: said.filter(({ who }) => who.bot).length,
    noticed: noticed.filter(({ detector }) => detector !== undefined).length,
    deleted: of('deleted').filter(({ who }) => who.bot).length,
    thanks: noticed.filter(({ reason }) => reason === 'thanks').length,
    welcomed: noticed.filter(({ reason }) => reason === 'welcome').length,
    languages: [...new Set(said.flatMap(({ languages = [] }) => languages))].sort(),
  };
}
