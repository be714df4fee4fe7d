import type { Values } from '../languages/message.js';
import { nativeName } from '../languages/native-name.js';
import type { CoreMessages } from '../messages.js';
import type { AnyContext } from '../plugins/context.js';
import type { Messages } from '../plugins/messages.js';
import { plainText } from '../text/plain-text.js';
import { joinTexts, type Text } from '../text/text.js';
import type { AnyStep, Ask, Choice, DialogueData, Occasion } from './dialogue-spec.js';
import type { DialogueState } from './dialogue-state.js';
import { factsOf } from './facts-of.js';
import type { Visit } from './kept-dialogue.js';
import { type NamedOption, type Question, questionWithMenu } from './question-menu.js';
import type { ShownChoice } from './read-choice.js';
import { resumeTapId, tapId } from './tap.js';

/** What the kit itself asks between the steps of a dialogue. */
const RESUME: readonly { readonly value: string; readonly key: keyof CoreMessages }[] = [
  { value: 'go-on', key: 'dialogue.go-on' },
  { value: 'start-over', key: 'dialogue.start-over' },
];

const RESUME_WORDS: Readonly<Record<string, keyof CoreMessages>> = {
  'go-on': 'words.go-on',
  'start-over': 'words.start-over',
};

/** The step a conversation stands at. */
export function stepOf({ kept }: Visit, state: DialogueState): AnyStep {
  const step = kept.spec.steps[state.step];
  if (step === undefined) throw new Error(`${kept.name} has no step "${state.step}"`);
  return step;
}

function choicesOf(step: AnyStep, data: DialogueData, context: AnyContext) {
  return typeof step.options === 'function'
    ? step.options(data, factsOf(context))
    : (step.options ?? []);
}

function nameOf(choice: Choice<Messages>, language: string, context: AnyContext): Text {
  if ('key' in choice) return context.text(language, choice.key, {});
  const name = 'name' in choice ? choice.name : nativeName(choice.language);
  return [{ kind: 'plain', text: name }];
}

/** The options of the open question, in the form in which they can be answered. */
export async function shownChoices(
  visit: Visit,
  state: DialogueState,
): Promise<readonly ShownChoice[]> {
  const { context, to } = visit;
  const step = stepOf(visit, state);
  const choices = choicesOf(step, state.data, context);
  if (choices.length === 0) return [];
  const languages = new Set([...context.community.languages, ...(await context.languagesFor(to))]);
  return choices.map((choice, index) => ({
    value: choice.value,
    ...(step.menu === 'none' ? {} : { number: index + 1 }),
    ...('language' in choice ? { language: choice.language } : {}),
    words: [
      ...[...languages].map((language) => plainText(nameOf(choice, language, context))),
      ...(choice.words === undefined ? [] : context.words(choice.words)),
    ],
  }));
}

/** The options of the question whether to go on. */
export async function resumeChoices({
  parts,
  context,
  to,
}: Visit): Promise<readonly ShownChoice[]> {
  const languages = [...context.community.languages, ...(await context.languagesFor(to))];
  return RESUME.map(({ value, key }, index) => ({
    value,
    number: index + 1,
    words: [
      ...languages.map((language) => plainText(parts.text(language, key))),
      ...parts.words(RESUME_WORDS[value] ?? key),
    ],
  }));
}

function lines(names: readonly Text[], language: string, { parts }: Visit): Text[] {
  return names.map((name, index) =>
    parts.text(language, 'dialogue.option', { number: index + 1, name }),
  );
}

async function wordsOf(
  ask: Ask<unknown, Messages, DialogueData>,
  language: string,
  occasion: Occasion,
  { context }: Visit,
  data: DialogueData,
): Promise<Text | undefined> {
  if (typeof ask === 'function') return ask({ context, data, language, occasion });
  if (typeof ask === 'string') return context.text(language, ask, {});
  const values: Values = { ...ask.values(data, factsOf(context)) } as Values;
  return context.text(language, ask.key, values);
}

/** The question in one language, without its options and with them as lines. */
async function inOneLanguage(
  visit: Visit,
  state: DialogueState,
  language: string,
  occasion: Occasion,
): Promise<{ readonly bare: Text; readonly whole: Text } | undefined> {
  const step = stepOf(visit, state);
  const ask = occasion === 'again' ? (step.again ?? step.ask) : step.ask;
  const bare = await wordsOf(ask, language, occasion, visit, state.data);
  if (bare === undefined || !hasLines(step)) return bare && { bare, whole: bare };
  const names = choicesOf(step, state.data, visit.context).map((choice) =>
    nameOf(choice, language, visit.context),
  );
  return { bare, whole: joinTexts([bare, ...lines(names, language, visit)], '\n') };
}

function hasLines({ menu = 'lines' }: AnyStep): boolean {
  return menu === 'lines';
}

/** The options of the open question that a platform may show as a menu of its own. */
function optionsOf(
  visit: Visit,
  state: DialogueState,
  languages: readonly string[],
): readonly NamedOption[] {
  const step = stepOf(visit, state);
  if (step.menu === 'own') return [];
  return choicesOf(step, state.data, visit.context).map((choice) => ({
    id: tapId(visit.kept, state.step, choice.value),
    names: languages.map((language) => nameOf(choice, language, visit.context)),
  }));
}

/** What is to stand around a question, by message of the kit. */
export interface Frame {
  readonly above?: keyof CoreMessages;
  readonly below?: keyof CoreMessages;
}

/**
 * The open question in the languages of the partner at this moment. Undefined where the dialogue
 * says nothing on this occasion.
 */
export async function askedQuestion(
  visit: Visit,
  state: DialogueState,
  occasion: Occasion,
  { above, below }: Frame,
): Promise<Question | undefined> {
  const { context, parts, to } = visit;
  const languages = await context.languagesFor(to);
  const bare: Text[] = [];
  const whole: Text[] = [];
  let isAsked = false;
  for (const language of languages) {
    const question = await inOneLanguage(visit, state, language, occasion);
    const framed = (text: Text | undefined): Text[] => [
      ...(above === undefined ? [] : [parts.text(language, above)]),
      ...(text === undefined ? [] : [text]),
      ...(below === undefined ? [] : [parts.text(language, below)]),
    ];
    if (question !== undefined) isAsked = true;
    if (framed(question?.whole).length === 0) continue;
    bare.push(joinTexts(framed(question?.bare), '\n\n'));
    whole.push(joinTexts(framed(question?.whole), '\n\n'));
  }
  if (whole.length === 0) return undefined;
  const options = isAsked ? optionsOf(visit, state, languages) : [];
  return questionWithMenu(context.inLanguages(bare), context.inLanguages(whole), options);
}

/** The question whether to go on or to start over. */
export async function resumeQuestion(visit: Visit): Promise<Question> {
  const { context, parts, to, kept } = visit;
  const languages = await context.languagesFor(to);
  const bare = languages.map((language) => parts.text(language, 'dialogue.resume'));
  const whole = languages.map((language, index) => {
    const names = RESUME.map(({ key }) => parts.text(language, key));
    return joinTexts([bare[index] ?? [], ...lines(names, language, visit)], '\n');
  });
  const options = RESUME.map(({ value, key }) => ({
    id: resumeTapId(kept, value),
    names: languages.map((language) => parts.text(language, key)),
  }));
  return questionWithMenu(context.inLanguages(bare), context.inLanguages(whole), options);
}

/** Something the kit says in a dialogue that is no question. */
export async function coreText(visit: Visit, key: keyof CoreMessages): Promise<Text> {
  const { context, parts, to } = visit;
  const languages = await context.languagesFor(to);
  return context.inLanguages(languages.map((language) => parts.text(language, key)));
}
