import { joinTexts, languageOptions, nativeName, readLanguageChoice } from '@kapwa/core';
import type { Newcomer } from './context.js';
import { languageMenu } from './language-menu.js';
import type { Progress } from './progress.js';
import { rulesMessage } from './rules.js';

/** The language somebody chose by their answer, if that question is open and it names one. */
export function chosenLanguage(
  { context, progress }: Newcomer,
  answer: string,
): string | undefined {
  if (progress?.step !== 'language') return undefined;
  return readLanguageChoice(answer, languageOptions(context.community.languages));
}

/** Speaks the chosen language from here on, and goes on to the rules where they are still open. */
export function setLanguage(newcomer: Newcomer, progress: Progress, language: string): void {
  const { context, person, save } = newcomer;
  const asksRules =
    context.options.askAgreement &&
    context.community.rules.length > 0 &&
    progress.agreed === undefined;
  context.setLanguage(language);
  save({ ...progress, step: asksRules ? 'rules' : 'done' });
  const lines = [context.text(language, 'language.set', {})];
  if (asksRules) lines.push([], rulesMessage(context, language));
  const to = { person: person.id };
  context.perform({ kind: 'message.send', to, text: joinTexts(lines, '\n') });
  const values = { person: person.name, language: nativeName(language) };
  context.note({ reason: 'language' }, 'found.language', values);
}

/** Asks for a language, with the menu; `key` says how. */
export async function askLanguage(
  { context, person }: Newcomer,
  key: 'language.ask' | 'language.again',
): Promise<void> {
  const to = { person: person.id };
  const [language = 'en'] = await context.languagesFor(to);
  const text = joinTexts([context.text(language, key, {}), languageMenu(context, language)], '\n');
  context.perform({ kind: 'message.send', to, text });
}
