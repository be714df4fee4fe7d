import type { z } from 'zod';
import { dataOf } from '../../actions/action-data.js';
import type { Outcome } from '../../actions/outcome.js';
import { type AssistRecord, assistSchema, GIVE_UP_AFTER } from '../../assist/assist-record.js';
import { personIn } from '../../assist/assistable.js';
import { madeChat } from '../../assist/made-group.js';
import { isAboutRole, isReadable, isToldBy, roleFits } from '../../assist/seen-done.js';
import { schema } from '../../schema.js';
import type { HouseContext } from '../house-context.js';
import { askNext, settleAssist } from './ask-admin.js';
import type { AssistRecords } from './assist-records.js';

const beginSchema = schema((z) =>
  assistSchema
    .pick({ id: true, action: true, group: true, why: true, reason: true, canWait: true })
    .extend({ expires: z.number().optional() }),
);
/** What the outbox hands over. */
export type BeginData = z.infer<typeof beginSchema>;

const aboutSchema = schema((z) => z.object({ id: z.string(), count: z.number().optional() }));
const saidSchema = schema((z) =>
  z.object({
    id: z.string(),
    person: z.string(),
    said: z.enum(['done', 'cannot']),
  }),
);

/** Whom it is about, where the platform names them. */
async function againstIn(
  context: HouseContext,
  action: AssistRecord['action'],
): Promise<string | undefined> {
  const person = personIn(action);
  if (person !== undefined || action.kind !== 'message.delete') return person;
  const { author } = action.target;
  return author === undefined ? undefined : (await context.personOf({ id: author })).id;
}

/** An action was handed over: finds out whom it is about and asks the first admin. */
export async function begin(
  context: HouseContext,
  data: unknown,
  records: AssistRecords,
): Promise<void> {
  const { expires, ...handed } = beginSchema.parse(data);
  if ((await context.records(records.assists).get(handed.id)) !== undefined) return;
  const { now, event } = context;
  const { action } = handed;
  const group = (await context.groups()).find(({ key }) => key === handed.group);
  const against = await againstIn(context, action);
  const until = Math.min(expires ?? Number.POSITIVE_INFINITY, now + GIVE_UP_AFTER);
  const record: AssistRecord = {
    ...handed,
    adapter: group?.chat?.adapter ?? ('adapter' in action ? action.adapter : event.adapter),
    at: now,
    expires: until,
    asked: [],
    ...(against === undefined ? {} : { against }),
  };
  context.note({ reason: 'assist' }, 'assist.found.asked', { group: group?.name ?? record.group });
  const { id } = record;
  context.records(records.watched, record.group).setIfAbsent(id, { id, action });
  context.post('community', 'assist-expire', { id }, { at: until });
  await askNext(context, record, records);
}

async function openRecord(
  context: HouseContext,
  id: string,
  { assists }: AssistRecords,
): Promise<AssistRecord | undefined> {
  const record = await context.records(assists).get(id);
  return record?.settled === undefined ? record : undefined;
}

/** Nobody has answered for a while: the next admin is asked. */
export async function later(
  context: HouseContext,
  data: unknown,
  records: AssistRecords,
): Promise<void> {
  const { id, count } = aboutSchema.parse(data);
  const record = await openRecord(context, id, records);
  if (record === undefined || record.asked.length !== count) return;
  await askNext(context, record, records);
}

/** Its time is over. */
export async function expire(
  context: HouseContext,
  data: unknown,
  records: AssistRecords,
): Promise<void> {
  const { id } = aboutSchema.parse(data);
  const record = await openRecord(context, id, records);
  if (record === undefined) return;
  context.note({ reason: 'assist-expired' }, 'assist.found.expired', {});
  settleAssist(context, record, { kind: 'expired' }, records);
}

const done: Outcome = { kind: 'done' };

/** The platform shows that it has been done, by whomever. */
export async function seen(
  context: HouseContext,
  data: unknown,
  records: AssistRecords,
): Promise<void> {
  const { id } = aboutSchema.parse(data);
  const record = await openRecord(context, id, records);
  if (record === undefined) return;
  settleSeen(context, record, records);
}

function withAnswer(record: AssistRecord, person: string, said: 'done' | 'cannot'): AssistRecord {
  const asked = record.asked.map((one) => (one.person === person ? { ...one, said } : one));
  return { ...record, asked };
}

/** Whether the members of the group show it; undefined where they would not. */
async function rolesShow(
  context: HouseContext,
  { action, group }: AssistRecord,
): Promise<boolean | undefined> {
  const person = personIn(action);
  if (person === undefined || !isAboutRole(action.kind)) return undefined;
  const member = (await context.members(group)).find((one) => one.person.id === person);
  return roleFits(action, member?.role);
}

function settleSeen(
  context: HouseContext,
  record: AssistRecord,
  records: AssistRecords,
  outcome = done,
): void {
  context.note({ reason: 'assist-done' }, 'assist.found.seen', {});
  settleAssist(context, record, outcome, records);
}

/** What an admin said to be done does not show: they are told so, and it stays open. */
function tellNotSeen(
  context: HouseContext,
  record: AssistRecord,
  person: string,
  { assists }: AssistRecords,
): void {
  const asked = record.asked.map((one) => (one.person === person ? { person, at: one.at } : one));
  context.records(assists).set(record.id, { ...record, asked });
  context.note({ reason: 'assist-not-seen' }, 'assist.found.not-seen', {});
  context.post({ person }, 'assist-close', { id: record.id, how: 'not-seen' });
}

/** Settles requests for a new group once the bot is in a chat of that name; their number. */
export async function madeMeanwhile(
  context: HouseContext,
  records: AssistRecords,
  only?: string,
): Promise<number> {
  const groups = await context.groups();
  let count = 0;
  for (const { value } of await context.records(records.assists).list()) {
    if (value.settled !== undefined || (only !== undefined && value.id !== only)) continue;
    const { action, adapter } = value;
    const wanted = groups.find(({ key }) => action.kind === 'group.create' && key === action.group);
    const data = wanted === undefined ? undefined : (wanted.chat ?? madeChat(wanted, groups));
    if (data?.adapter !== adapter) continue;
    settleSeen(context, value, records, { kind: 'done', data });
    count += 1;
  }
  return count;
}

/** An admin has answered. */
export async function answered(
  context: HouseContext,
  data: unknown,
  records: AssistRecords,
): Promise<void> {
  const { id, person, said } = saidSchema.parse(data);
  const open = await openRecord(context, id, records);
  if (open === undefined || !open.asked.some((one) => one.person === person)) return;
  const record = withAnswer(open, person, said);
  if (said === 'cannot') return askNext(context, record, records);
  if (record.action.kind === 'group.create') {
    context.records(records.assists).set(id, record);
    if ((await madeMeanwhile(context, records, id)) === 0) {
      tellNotSeen(context, record, person, records);
    }
    return;
  }
  if ((await rolesShow(context, record)) === true) return settleSeen(context, record, records);
  const reading = await context.capability('group.read', record.group);
  if (isReadable(record.action) && reading.level === 'native') {
    context.records(records.assists).set(id, record);
    const onSettled = { step: 'assist-read', data: { id, person } };
    context.perform({ kind: 'group.read', group: record.group }, { onSettled, reason: 'assist' });
    return;
  }
  context.note({ reason: 'assist-believed' }, 'assist.found.believed', {});
  settleAssist(context, record, done, records);
}

/**
 * The group was read after an admin had said that it is done; what it showed was taken in before. A
 * platform that tells nothing of what was asked for is no reason to doubt their word.
 */
export async function afterReading(
  context: HouseContext,
  outcome: Outcome,
  data: unknown,
  records: AssistRecords,
): Promise<void> {
  const { id, person } = saidSchema.pick({ id: true, person: true }).parse(data);
  const record = await openRecord(context, id, records);
  if (record === undefined) return;
  if ((await rolesShow(context, record)) === true) return settleSeen(context, record, records);
  const report = dataOf('group.read', outcome);
  if (report === undefined || !isToldBy(record.action, report)) {
    context.note({ reason: 'assist-believed' }, 'assist.found.believed', {});
    return settleAssist(context, record, done, records);
  }
  tellNotSeen(context, record, person, records);
}
