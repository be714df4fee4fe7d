import type { z } from 'zod';
import type { Outcome } from '../../actions/outcome.js';
import type { FilledTemplate } from '../../model/template.js';
import { type InvitingGroup, invitationFor } from '../../reach/ladder.js';
import { schema } from '../../schema.js';
import type { HouseContext } from '../house-context.js';
import { type ReachRecords, THE_ONE, type Waiting } from './records.js';
import { startWord } from './start-word.js';

const DAY = 24 * 3_600_000;

/** Nobody is asked for their first word more often, ms; after so long an admin is asked. */
const ASK_AGAIN_AFTER = DAY;

const waitsSchema = schema((z) =>
  z.object({
    id: z.string(),
    adapter: z.string(),
    expires: z.number(),
    tellAdmins: z.boolean(),
    /** Whether the platform said so itself, whatever its adapter thought. */
    refused: z.boolean(),
    /** The group it happened in. */
    group: z.string().optional(),
    invitation: z.custom<FilledTemplate>((value) => typeof value === 'object').optional(),
  }),
);
/** What the outbox tells of something that has to wait for a person's first word. */
export type WaitsData = z.infer<typeof waitsSchema>;

const adapterSchema = schema((z) => z.object({ adapter: z.string() }));

const lostSchema = schema((z) => z.object({ id: z.string(), tellAdmins: z.boolean() }));
/** What the outbox tells of something that could not be delivered at all. */
export type LostData = z.infer<typeof lostSchema>;

const aboutSchema = schema((z) => z.object({ id: z.string() }));

/** The groups somebody is in, as far as they matter for asking there. */
async function invitingGroups(
  context: HouseContext,
  person: string,
): Promise<readonly InvitingGroup[]> {
  const found: InvitingGroup[] = [];
  for (const { key, kind, chat } of await context.groupsOf(person)) {
    const { level } = await context.capability('message.send', key);
    found.push({ key, kind, adapter: chat?.adapter, canPost: level === 'native' });
  }
  return found;
}

/** Asks them in approved words that say nothing but that something waits. */
async function inviteByTemplate(
  context: HouseContext,
  person: string,
  template: FilledTemplate,
  adapter: string,
): Promise<void> {
  const to = { person };
  const [language = 'en'] = await context.languagesFor(to);
  const start = startWord(context, language);
  const community = context.community.name;
  const text = context.text(language, 'reach.waiting', { community, start });
  context.perform(
    { kind: 'message.send', to, text, template },
    {
      reason: 'first-word',
      delivery: 'at-most-once',
      onSettled: { step: 'reach-template', data: { adapter } },
    },
  );
}

async function invite(context: HouseContext, person: string, data: WaitsData): Promise<void> {
  const { invitation, group, adapter } = data;
  const groups = invitation === undefined ? await invitingGroups(context, person) : [];
  const way = invitationFor(invitation, groups, group, adapter);
  if (way.by === 'template') return inviteByTemplate(context, person, way.template, adapter);
  if (way.by === 'group') {
    context.post({ group: way.group }, 'reach-post', { person, adapter });
    return;
  }
  context.post('community', 'reach-ask', { person, adapter });
}

/** Tells the community's lane how much waits for them now. */
function tellStanding(
  context: HouseContext,
  person: string,
  waiting: Waiting | undefined,
  missed = 0,
): void {
  const { since = context.now, messages = [] } = waiting ?? {};
  const warnings = messages.filter(({ tellAdmins }) => tellAdmins).length;
  const data = { person, since, waits: messages.length, warnings, missed };
  context.post('community', 'reach-standing', data);
}

/** Something has to wait for the person whose lane this is: they are asked to write, once a day. */
export async function waits(
  context: HouseContext,
  given: unknown,
  { waiting }: ReachRecords,
): Promise<void> {
  const data = waitsSchema.parse(given);
  const { actor, now } = context;
  const person = actor?.person.id;
  // They may have written since: then it is on its way by now.
  if (person === undefined) return;
  if (!data.refused && (await context.reach(person)) === 'open') return;
  const records = context.records(waiting);
  const before = await records.get(THE_ONE);
  if (before?.messages.some(({ id }) => id === data.id) === true) return;
  const { id, expires, tellAdmins, adapter } = data;
  const messages = [...(before?.messages ?? []), { id, expires, tellAdmins }];
  const mayAsk = before?.invited === undefined || before.invited + ASK_AGAIN_AFTER <= now;
  const invited = mayAsk ? now : before?.invited;
  const since = before?.since ?? now;
  const after = { since, adapter, messages, ...(invited === undefined ? {} : { invited }) };
  records.set(THE_ONE, after);
  context.post({ person }, 'reach-expired', { id }, { at: expires });
  tellStanding(context, person, after);
  if (tellAdmins) {
    context.post('community', 'reach-news', { person, what: 'warning-waits', count: 1 });
  }
  context.note({ reason: 'first-word' }, 'reach.found.waits', {});
  if (!mayAsk) return;
  await invite(context, person, data);
  context.post({ person }, 'reach-silent', {}, { at: now + ASK_AGAIN_AFTER });
}

/** They have still not written, whatever they were asked by: an admin is asked. */
export async function silent(context: HouseContext, { waiting }: ReachRecords): Promise<void> {
  const person = context.actor?.person.id;
  const found = await context.records(waiting).get(THE_ONE);
  if (person === undefined || found === undefined) return;
  context.post('community', 'reach-ask', { person, adapter: found.adapter });
}

/** The template did not go out: another way is taken. */
export function templateSettled(context: HouseContext, outcome: Outcome, data: unknown): void {
  const person = context.actor?.person.id;
  if (person === undefined || outcome.kind !== 'refused') return;
  const { adapter } = adapterSchema.parse(data);
  context.post('community', 'reach-ask', { person, adapter });
}

/** What waits no longer, with what is left. */
async function dropMessage(
  context: HouseContext,
  id: string,
  { waiting }: ReachRecords,
): Promise<{ readonly left: Waiting | undefined; readonly was: boolean }> {
  const records = context.records(waiting);
  const found = await records.get(THE_ONE);
  if (found === undefined) return { left: undefined, was: false };
  const messages = found.messages.filter((one) => one.id !== id);
  if (messages.length === found.messages.length) return { left: found, was: false };
  const left = messages.length === 0 ? undefined : { ...found, messages };
  if (left === undefined) records.remove(THE_ONE);
  else records.set(THE_ONE, left);
  return { left, was: true };
}

/** Its time is over: it was dropped, and admins see that. */
export async function expired(
  context: HouseContext,
  data: unknown,
  records: ReachRecords,
): Promise<void> {
  const { id } = aboutSchema.parse(data);
  const person = context.actor?.person.id;
  const { left, was } = await dropMessage(context, id, records);
  if (person === undefined || !was) return;
  tellStanding(context, person, left, 1);
  context.post('community', 'reach-news', { person, what: 'dropped', count: 1 });
}

/** It could not be delivered at all. */
export async function lost(
  context: HouseContext,
  data: unknown,
  records: ReachRecords,
): Promise<void> {
  const { id, tellAdmins } = lostSchema.parse(data);
  const person = context.actor?.person.id;
  const { left } = await dropMessage(context, id, records);
  if (person === undefined) return;
  tellStanding(context, person, left, 1);
  const what = tellAdmins ? 'warning-lost' : 'dropped';
  context.post('community', 'reach-news', { person, what, count: 1 });
}
