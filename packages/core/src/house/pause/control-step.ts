import type { Recipient } from '../../actions/action.js';
import type { Collection } from '../../plugins/collection.js';
import { joinTexts, type Text } from '../../text/text.js';
import type { HouseContext } from '../house-context.js';
import { type ControlWish, controlSchema } from './control.js';
import { PAUSE_STATE, type PauseState } from './pause-state.js';
import { reportOf } from './report.js';

/** Who asked, by name; whoever runs the bot, where nobody asked from a chat. */
type Wisher = (language: string) => Text | string;

async function wisherOf(context: HouseContext, { person }: ControlWish): Promise<Wisher> {
  const found = person === undefined ? undefined : await context.person(person);
  if (found !== undefined) return () => found.name;
  return (language) => context.text(language, 'pause.operator', {});
}

/** Says the same in the languages of whoever reads it. Goes out although the bot is paused. */
async function sayTo(
  context: HouseContext,
  to: Recipient,
  said: (language: string) => readonly Text[],
): Promise<void> {
  const languages = await context.languagesFor(to);
  const texts = languages.map((language) => joinTexts(said(language), '\n'));
  const text = context.inLanguages(texts);
  context.perform({ kind: 'message.send', to, text }, { priority: 'urgent', reason: 'pause' });
}

/** In private where they can be reached there; what the bot is told is nobody else's business. */
async function answer(
  context: HouseContext,
  { person, group }: ControlWish,
  said: (language: string) => readonly Text[],
): Promise<void> {
  if (person === undefined) return;
  const isOpen = group === undefined || (await context.reach(person)) === 'open';
  await sayTo(context, isOpen ? { person } : { group: group ?? '' }, said);
}

/** Tells the groups of admins. */
async function tellAdmins(
  context: HouseContext,
  said: (language: string) => readonly Text[],
): Promise<void> {
  for (const { key, kind, chat } of await context.groups()) {
    if (kind === 'admin' && chat !== undefined) await sayTo(context, { group: key }, said);
  }
}

function wordsFor(context: HouseContext, language: string, key: 'resume' | 'status'): string {
  const [part] = context.text(language, `words.${key}`, {});
  return part?.kind === 'plain' ? (part.text.split('|')[0] ?? '').toUpperCase() : '';
}

async function pause(
  context: HouseContext,
  wish: ControlWish,
  before: PauseState | undefined,
  keep: (state: PauseState) => void,
): Promise<void> {
  const who = await wisherOf(context, wish);
  const resume = (language: string): string => wordsFor(context, language, 'resume');
  if (before?.paused === true) {
    const person = before.by;
    await answer(context, wish, (language) => [
      context.text(language, 'pause.already', {
        person: person ?? context.text(language, 'pause.operator', {}),
        resume: resume(language),
      }),
    ]);
    return;
  }
  const name = who(context.community.languages[0] ?? 'en');
  keep({ paused: true, at: context.now, ...(typeof name === 'string' ? { by: name } : {}) });
  context.note({ reason: 'pause' }, 'pause.found', { person: name });
  context.audit({ what: 'bot.pause', by: wish.person ?? 'operator', result: 'done' });
  await answer(context, wish, (language) => [
    context.text(language, 'pause.paused', { resume: resume(language) }),
  ]);
  await tellAdmins(context, (language) => [
    context.text(language, 'pause.note', { person: who(language), resume: resume(language) }),
  ]);
}

async function resume(
  context: HouseContext,
  wish: ControlWish,
  before: PauseState | undefined,
  keep: (state: PauseState) => void,
): Promise<void> {
  if (before?.paused !== true) {
    await answer(context, wish, (language) => [context.text(language, 'pause.not-paused', {})]);
    return;
  }
  const who = await wisherOf(context, wish);
  const name = who(context.community.languages[0] ?? 'en');
  keep({
    paused: false,
    at: context.now,
    from: before.at,
    ...(typeof name === 'string' ? { by: name } : {}),
  });
  context.note({ reason: 'resume' }, 'pause.found-resume', { person: name });
  context.audit({ what: 'bot.resume', by: wish.person ?? 'operator', result: 'done' });
  const { events, tooOld } = wish.counts;
  const waited = (language: string): Text[] => [
    ...(events === 0 ? [] : [context.text(language, 'pause.waited', { count: events })]),
    ...(tooOld === 0 ? [] : [context.text(language, 'pause.too-old', { count: tooOld })]),
  ];
  await answer(context, wish, (language) => [
    context.text(language, 'pause.resumed', {}),
    ...waited(language),
  ]);
  await tellAdmins(context, (language) => [
    context.text(language, 'pause.note-resume', { person: who(language) }),
    ...waited(language),
  ]);
}

/** What an admin wishes of a bot that may be paused, done before everything else that waits. */
export async function runControl(
  context: HouseContext,
  data: unknown,
  pauses: Collection<PauseState>,
): Promise<void> {
  const wish = controlSchema.parse(data);
  const records = context.records(pauses);
  const before = await records.get(PAUSE_STATE);
  const keep = (state: PauseState): void => records.set(PAUSE_STATE, state);
  switch (wish.what) {
    case 'pause':
      return pause(context, wish, before, keep);
    case 'resume':
      return resume(context, wish, before, keep);
    case 'status':
      return answer(context, wish, (language) =>
        reportOf(context, language, before, wish.counts, wordsFor(context, language, 'resume')),
      );
    case 'help':
      return answer(context, wish, (language) => [
        context.text(language, 'pause.help', {
          resume: wordsFor(context, language, 'resume'),
          status: wordsFor(context, language, 'status'),
        }),
      ]);
  }
}
