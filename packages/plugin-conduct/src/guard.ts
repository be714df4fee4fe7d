import type { MessageEdited, MessageReceived } from '@kapwa/core';
import type { ConductContext } from './context.js';
import type { DetectorName, Finding } from './detectors/detector.js';
import { type Judgement, judge } from './judge.js';

/**
 * By which words people are told of a finding. A link into a chat with one person, such as
 * `wa.me/254712345678`, lets nobody into a group: what it gives away is a number.
 */
function wordingOf({ detector, reason }: Finding): DetectorName {
  return /-(chat|contact)-link$/.test(reason) ? 'phone-number' : detector;
}

function putOnRecord(context: ConductContext, { mode, finding }: Judgement): void {
  const { detector, reason, severity } = finding;
  const person = context.actor?.person.name ?? '';
  context.note({ detector, mode, severity, reason }, `found.${wordingOf(finding)}`, { person });
}

/**
 * Has a message taken down, by the bot or by an admin whom the outbox asks for it, and tells only its
 * writer why and how to share safely: never before it is gone. Where a messenger has no way for it at
 * all, the writer is asked to.
 */
async function takeDown(
  context: ConductContext,
  event: MessageReceived | MessageEdited,
  { finding }: Judgement,
): Promise<void> {
  const { group, actor } = context;
  if (group === undefined || actor === undefined) return;
  const { detector } = finding;
  const wording = wordingOf(finding);
  const to = { person: actor.person.id };
  const values = { group: group.name };
  const capability = await context.capability('message.delete');
  if (capability.level === 'unsupported') {
    context.say(to, `asked.${wording}`, values, {
      delivery: 'at-most-once',
      tellAdmins: true,
      reason: detector,
    });
    return;
  }
  const target = { group: group.key, message: event.message, author: event.from.id };
  const deleted = context.perform(
    { kind: 'message.delete', target },
    { priority: 'urgent', reason: detector },
  );
  context.say(to, `removed.${wording}`, values, {
    after: [deleted],
    delivery: 'at-most-once',
    tellAdmins: true,
    reason: detector,
  });
}

/** Looks at a message in a group, new or edited; withholds it from others once it is taken down. */
export async function guard(
  context: ConductContext,
  event: MessageReceived | MessageEdited,
): Promise<'withheld' | undefined> {
  const { group, actor, community, options } = context;
  if (group === undefined || options.exceptKinds.includes(group.kind)) return undefined;
  const country = event.kind === 'message.received' ? event.country : undefined;
  const byAdmin = actor?.can('message.delete') === true;
  const judgements = judge({ text: event.text, country, byAdmin }, options, community, group);
  for (const judgement of judgements) putOnRecord(context, judgement);
  const grave = judgements.find(({ mode }) => mode === 'delete');
  if (grave === undefined) return undefined;
  await takeDown(context, event, grave);
  return 'withheld';
}
