import { listOf, type MessageReceived, type Person } from '@kapwa/core';
import type { Kept, RecognitionContext } from './context.js';
import { readThanks } from './read-thanks.js';
import { dayKey, thanksKey } from './records.js';

/** The people a message mentions, once each, without its writer. */
async function receiversOf(
  context: RecognitionContext,
  event: MessageReceived,
  giver: Person,
): Promise<readonly Person[]> {
  const found = new Map<string, Person>();
  for (const account of event.mentions) {
    const person = await context.personOf(account);
    if (person.id !== giver.id) found.set(person.id, person);
  }
  return [...found.values()];
}

/** The people of these that the giver has not thanked today. */
async function notYetToday(
  context: RecognitionContext,
  kept: Kept,
  giver: Person,
  receivers: readonly Person[],
): Promise<readonly Person[]> {
  const given = context.records(kept.given, giver.id);
  const fresh: Person[] = [];
  for (const person of receivers) {
    const times = (await given.get(`${dayKey(context.now)}-${person.id}`)) ?? 0;
    if (times === 0) fresh.push(person);
  }
  return fresh;
}

function record(
  context: RecognitionContext,
  kept: Kept,
  event: MessageReceived,
  giver: Person,
  receivers: readonly Person[],
): void {
  const day = dayKey(context.now);
  const given = context.records(kept.given, giver.id);
  given.add(day, 1);
  for (const { id } of receivers) given.add(`${day}-${id}`, 1);
  const { message, at } = event;
  const thanks = { giver: giver.id, receivers: receivers.map(({ id }) => id), at, message };
  context.records(kept.thanks).set(thanksKey(thanks), thanks);
}

function answer(
  context: RecognitionContext,
  event: MessageReceived,
  giver: Person,
  receivers: readonly Person[],
): void {
  if (context.group === undefined) return;
  const values = {
    giver: giver.name,
    receivers: listOf(receivers.map((person) => context.mention(person))),
  };
  context.say({ group: context.group.key }, 'line', values, {
    replyTo: event.message,
    delivery: 'at-most-once',
    reason: 'thanks',
  });
}

/** Whether somebody mentions themselves. */
async function mentionsWriter(
  context: RecognitionContext,
  event: MessageReceived,
  writer: Person,
): Promise<boolean> {
  for (const account of event.mentions) {
    if ((await context.personOf(account)).id === writer.id) return true;
  }
  return false;
}

/**
 * Records a thank-you and answers it with one short line in the group's languages. Never a rank,
 * never a count per person: comparing volunteers in public harms those who come off worse.
 */
export async function giveThanks(
  context: RecognitionContext,
  event: MessageReceived,
  kept: Kept,
): Promise<void> {
  const giver = context.actor?.person;
  if (giver === undefined) return;
  const receivers = await receiversOf(context, event, giver);
  const read = readThanks({
    text: event.text,
    mentioned: event.mentions.flatMap(({ id, name }) => (name === undefined ? [id] : [id, name])),
    others: receivers.length,
    words: context.words('words.thanks'),
    requests: context.words('words.request'),
    reasonWords: context.options.reasonWords,
  });
  if (read.kind === 'none') return;
  const names = listOf(receivers.map(({ name }) => name));
  const values = { giver: giver.name, receivers: names };
  if (read.kind === 'self') {
    if (await mentionsWriter(context, event, giver)) {
      context.note({ reason: 'self-thanks' }, 'found.self-thanks', { giver: giver.name });
    }
    return;
  }
  if (read.kind === 'no-reason') {
    return context.note({ reason: 'no-reason' }, 'found.no-reason', values);
  }
  const today = (await context.records(kept.given, giver.id).get(dayKey(context.now))) ?? 0;
  if (today >= context.options.perDay) {
    return context.note({ reason: 'enough-today' }, 'found.enough-today', { giver: giver.name });
  }
  const fresh = await notYetToday(context, kept, giver, receivers);
  if (fresh.length === 0) {
    return context.note({ reason: 'again-today' }, 'found.again-today', values);
  }
  record(context, kept, event, giver, fresh);
  answer(context, event, giver, fresh);
  const thanked = listOf(fresh.map(({ name }) => name));
  context.note({ reason: 'thanks' }, 'found.thanks', { giver: giver.name, receivers: thanked });
}
