import type { AccountRef } from '../events/event.js';
import type { Group } from '../model/group.js';
import type { Person } from '../model/person.js';
import { rolesOf } from '../model/role.js';
import type { AnyContext } from '../plugins/context.js';
import type { ArgumentFacts, Needed } from './argument.js';
import { calendarNames, type DateFacts, writesDayFirst } from './arguments/date-facts.js';
import { foldPhrase, foldWord } from './fold-word.js';
import type { HouseVoice } from './house-voice.js';
import type { Token } from './tokens.js';

const SECOND = 1_000;

const unitWords = [
  ['words.unit-second', SECOND],
  ['words.unit-minute', 60 * SECOND],
  ['words.unit-hour', 3_600 * SECOND],
  ['words.unit-day', 86_400 * SECOND],
  ['words.unit-week', 7 * 86_400 * SECOND],
] as const;

const dayWords = [
  ['words.today', 0],
  ['words.tomorrow', 1],
  ['words.after-tomorrow', 2],
] as const;

function meanings<Meaning>(
  voice: HouseVoice,
  lists: readonly (readonly [key: Parameters<HouseVoice['words']>[0], meaning: Meaning])[],
): ReadonlyMap<string, Meaning> {
  return new Map(
    lists.flatMap(([key, meaning]) =>
      voice.words(key).map((word) => [foldPhrase(word), meaning] as const),
    ),
  );
}

/** The language somebody writes in here: their own where they chose one. */
async function languageOf(context: AnyContext): Promise<string> {
  const { actor, community } = context;
  if (actor?.person.language !== undefined) return actor.person.language;
  const { here } = context;
  const [language] = here === undefined ? community.languages : await context.languagesFor(here);
  return language ?? 'en';
}

async function dateFacts(context: AnyContext, voice: HouseVoice): Promise<DateFacts> {
  const { group, community, now } = context;
  const language = await languageOf(context);
  return {
    now,
    timeZone: group?.timeZone ?? community.timeZone,
    dayFirst: writesDayFirst(language, group?.country ?? community.countries[0]),
    ...calendarNames(language),
    days: meanings(voice, dayWords),
    fillers: new Set(voice.words('words.date-fillers').map(foldWord)),
  };
}

/** People who may be named here: the members of the group, or in a direct chat of all groups. */
async function peopleHere(context: AnyContext): Promise<readonly Person[]> {
  const keys =
    context.group === undefined
      ? (await context.groups()).map(({ key }) => key)
      : [context.group.key];
  const found = new Map<string, Person>();
  if (context.actor !== undefined) found.set(context.actor.person.id, context.actor.person);
  for (const key of keys) {
    for (const { person } of await context.members(key)) found.set(person.id, person);
  }
  return [...found.values()];
}

const nowhere: DateFacts = {
  now: 0,
  timeZone: 'UTC',
  dayFirst: true,
  weekdays: new Map(),
  months: new Map(),
  days: new Map(),
  fillers: new Set(),
};

/** Looks up what these arguments need, and nothing else. */
export async function lookUp(
  needed: ReadonlySet<Needed>,
  said: {
    readonly text: string;
    readonly tokens: readonly Token[];
    readonly mentions: readonly AccountRef[];
  },
  context: AnyContext,
  voice: HouseVoice,
): Promise<ArgumentFacts> {
  const { text, tokens, mentions } = said;
  const mentioned: Person[] = [];
  for (const account of mentions) mentioned.push(await context.personOf(account));
  const unmentioned = tokens.some(({ mention }) => mention === undefined);
  const groups: readonly Group[] = needed.has('groups') ? await context.groups() : [];
  return {
    text,
    mentioned,
    people: needed.has('people') && unmentioned ? await peopleHere(context) : [],
    groups,
    roles: rolesOf(context.community),
    units: needed.has('units') ? meanings(voice, unitWords) : new Map(),
    dates: needed.has('dates') ? await dateFacts(context, voice) : nowhere,
  };
}
