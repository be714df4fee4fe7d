import { joinTexts, listOf, type Person } from '@kapwa/core';
import type { Kept, RecognitionContext } from './context.js';
import type { ThanksRecord } from './records.js';

const WEEK = 7 * 86_400_000;

/** Who was thanked, each once, by name: the order tells nothing about how often. */
async function thankedPeople(
  context: RecognitionContext,
  thanks: readonly ThanksRecord[],
): Promise<readonly Person[]> {
  const people: Person[] = [];
  for (const id of new Set(thanks.flatMap(({ receivers }) => receivers))) {
    const person = await context.person(id);
    if (person !== undefined) people.push(person);
  }
  return people.sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** Tells a group the thanks of its week; says nothing where there were none. */
export async function tellDigest(
  context: RecognitionContext,
  slot: number,
  kept: Kept,
): Promise<void> {
  const { group } = context;
  if (group === undefined) return;
  const all = await context.records(kept.thanks).list();
  const week = all.map(({ value }) => value).filter(({ at }) => at > slot - WEEK && at <= slot);
  if (week.length === 0) return;
  const people = listOf(
    (await thankedPeople(context, week)).map((person) => context.mention(person)),
  );
  const to = { group: group.key };
  const languages = await context.languagesFor(to);
  const texts = languages.map((language) =>
    joinTexts(
      [
        context.text(language, 'digest.title', { count: week.length, group: group.name }),
        context.text(language, 'digest.people', { people }),
      ],
      '\n',
    ),
  );
  context.perform(
    { kind: 'message.send', to, text: context.inLanguages(texts) },
    { priority: 'notice', delivery: 'at-most-once', reason: 'digest' },
  );
  context.note({ reason: 'digest' }, 'found.digest', {});
}
