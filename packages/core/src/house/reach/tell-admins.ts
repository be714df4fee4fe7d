import type { Recipient } from '../../actions/action.js';
import { listOf } from '../../languages/message.js';
import { afterQuietHours } from '../../schedules/quiet-hours.js';
import { schema } from '../../schema.js';
import { joinTexts, type Text } from '../../text/text.js';
import type { HouseContext } from '../house-context.js';
import { stillWaiting } from './group-post.js';
import {
  type News,
  newsSchema,
  type ReachRecords,
  type Someone,
  someoneSchema,
  THE_ONE,
} from './records.js';
import { joinRound, toldRound } from './round.js';
import { startWord } from './start-word.js';

const standingSchema = schema((z) =>
  z.object({
    person: z.string(),
    since: z.number(),
    waits: z.number(),
    warnings: z.number(),
    missed: z.number(),
  }),
);

/** How long other messages are waited for that are dropped at the same time, ms. */
const GATHER_FOR = 60_000;

/** No more people are named at once. */
const MOST_NAMED = 10;

/** How much waits for somebody has changed. */
export async function standing(
  context: HouseContext,
  data: unknown,
  { undelivered }: ReachRecords,
): Promise<void> {
  const { missed, ...now } = standingSchema.parse(data);
  const records = context.records(undelivered);
  const before = await records.get(now.person);
  const all = (before?.missed ?? 0) + missed;
  const missedAt = missed > 0 ? context.now : before?.missedAt;
  if (now.waits === 0 && all === 0) return records.remove(now.person);
  const when = missedAt === undefined ? {} : { missedAt };
  records.set(now.person, { ...now, missed: all, ...when });
}

/** The admins' own room, where there is one the bot can write to. */
async function adminRoom(context: HouseContext): Promise<Recipient | undefined> {
  const room = (await context.groups()).find(
    ({ kind, chat, adopted }) => kind === 'admin' && chat !== undefined && !adopted,
  );
  return room && { group: room.key };
}

async function namesOf(context: HouseContext, ids: readonly string[]): Promise<readonly string[]> {
  const names: string[] = [];
  for (const id of ids) {
    const name = (await context.person(id))?.name;
    if (name !== undefined) names.push(name);
  }
  return names;
}

/** Somebody who looks after these people and can be written to; those of their groups first. */
async function helper(
  context: HouseContext,
  people: readonly Someone[],
): Promise<string | undefined> {
  const out = new Set(people.map(({ person }) => person));
  const candidates: string[] = [];
  for (const { person } of people) {
    for (const { key } of await context.groupsOf(person)) {
      candidates.push(...(await context.admins(key)).map(({ id }) => id));
    }
  }
  candidates.push(...(await context.peopleWith('*')).map(({ id }) => id));
  for (const id of new Set(candidates)) {
    if (!out.has(id) && (await context.reach(id)) === 'open') return id;
  }
  return undefined;
}

/** Somebody can be asked for their first word only by an admin: the next request is for them, too. */
export async function joinAsk(
  context: HouseContext,
  data: unknown,
  { asks }: ReachRecords,
): Promise<void> {
  const { now, community } = context;
  const records = context.records(asks);
  const { round, due } = joinRound(await records.get(THE_ONE), someoneSchema.parse(data), now);
  records.set(THE_ONE, round);
  if (due === undefined) return;
  const at = afterQuietHours(due, community);
  context.post('community', 'reach-ask-now', {}, at <= now ? {} : { at });
}

function askText(
  context: HouseContext,
  language: string,
  names: readonly string[],
  link: string | undefined,
): Text {
  const start = startWord(context, language);
  const people = listOf(names.slice(0, MOST_NAMED));
  return link === undefined
    ? context.text(language, 'reach.ask-here', { people, start })
    : context.text(language, 'reach.ask', { people, start, link });
}

/** Asks an admin to ask those people to write; the admins' room where none can be written to. */
export async function askNow(context: HouseContext, records: ReachRecords): Promise<void> {
  const own = context.records(records.asks);
  const round = await own.get(THE_ONE);
  if (round === undefined) return;
  const people = await stillWaiting(context, round.items, records);
  const [first] = people;
  const names = await namesOf(
    context,
    people.map(({ person }) => person),
  );
  const admin = await helper(context, people);
  const to = admin === undefined ? await adminRoom(context) : { person: admin };
  if (first === undefined || names.length === 0 || to === undefined) {
    own.set(THE_ONE, { ...round, planned: false, items: [] });
    return;
  }
  own.set(THE_ONE, toldRound(context.now));
  const link = await context.startLink(first.adapter);
  const texts = (await context.languagesFor(to)).map((language) =>
    askText(context, language, names, link),
  );
  context.audit({ what: 'first-word.ask', reason: 'first-word', result: 'done' });
  const text = context.inLanguages(texts);
  context.perform({ kind: 'message.send', to, text }, { priority: 'notice', reason: 'first-word' });
}

/** Something was not delivered that admins should know of: they are told of all of it together. */
export async function joinNews(
  context: HouseContext,
  data: unknown,
  { news }: ReachRecords,
): Promise<void> {
  const { now, community } = context;
  if ((await adminRoom(context)) === undefined) return;
  const records = context.records(news);
  const item = newsSchema.parse(data);
  // What was asked for together is dropped together.
  const gather = item.what === 'dropped' ? GATHER_FOR : 0;
  const { round, due } = joinRound(await records.get(THE_ONE), item, now, gather);
  records.set(THE_ONE, round);
  if (due === undefined) return;
  const at = afterQuietHours(due, community);
  context.post('community', 'reach-news-now', {}, at <= now ? {} : { at });
}

/** One line a person and kind of news, with how many messages it is. */
function folded(items: readonly News[]): readonly News[] {
  const all = new Map<string, News>();
  for (const item of items) {
    const key = `${item.what}/${item.person}`;
    const count = (all.get(key)?.count ?? 0) + item.count;
    all.set(key, { ...item, count });
  }
  return [...all.values()];
}

function newsLine(
  context: HouseContext,
  language: string,
  { what, count }: News,
  person: string,
): Text {
  switch (what) {
    case 'warning-waits':
      return context.text(language, 'reach.news.warning-waits', { person });
    case 'warning-lost':
      return context.text(language, 'reach.news.warning-lost', { person });
    case 'dropped':
      return context.text(language, 'reach.news.dropped', { person, number: count });
  }
}

function isStillNews(item: News, waiting: ReadonlySet<string>): boolean {
  return item.what !== 'warning-waits' || waiting.has(item.person);
}

/** Tells the admins' room what was not delivered, in one message. */
export async function newsNow(context: HouseContext, records: ReachRecords): Promise<void> {
  const own = context.records(records.news);
  const round = await own.get(THE_ONE);
  const to = await adminRoom(context);
  if (round === undefined || to === undefined) return;
  const people = round.items.map(({ person }) => ({ person, adapter: '' }));
  const waiting = new Set(
    (await stillWaiting(context, people, records)).map(({ person }) => person),
  );
  const items = folded(round.items.filter((item) => isStillNews(item, waiting)));
  if (items.length === 0) {
    own.set(THE_ONE, { ...round, planned: false, items: [] });
    return;
  }
  own.set(THE_ONE, toldRound(context.now));
  const known = new Map<string, string>();
  for (const { person } of items) {
    known.set(person, (await context.person(person))?.name ?? '');
  }
  const texts = (await context.languagesFor(to)).map((language) => {
    const lines = items
      .slice(0, MOST_NAMED)
      .map((item) => newsLine(context, language, item, known.get(item.person) ?? ''));
    const list = listWord(context, language);
    const more = context.text(language, 'reach.news.more', { list });
    return joinTexts([context.text(language, 'reach.news.title', {}), ...lines, more], '\n');
  });
  const text = context.inLanguages(texts);
  context.perform({ kind: 'message.send', to, text }, { priority: 'notice', reason: 'first-word' });
}

function listWord(context: HouseContext, language: string): string {
  const offer = context
    .commands(language)
    .find(({ plugin, name }) => plugin === 'core' && name === 'undelivered');
  return (offer?.word ?? 'undelivered').toUpperCase();
}
