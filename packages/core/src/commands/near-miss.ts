import { didYouMean } from '../blueprint/did-you-mean.js';
import type { MessageReceived } from '../events/event.js';
import type { AnyContext } from '../plugins/context.js';
import type { Verdict } from '../plugins/plugin.js';
import { given } from './argument.js';
import type { CommandIndex } from './command-index.js';
import { foldPhrase } from './fold-word.js';
import type { HouseVoice, InLanguage } from './house-voice.js';
import { isOffered } from './offers.js';
import { type SaidCommand, saidCommand } from './said-command.js';

/** In plain words more than this is talk, not a command with a slip in it. */
const MOST_WORDS = 3;

/** Longer is no slip, either. */
const LONGEST = 40;

/** A message that was perhaps meant for a command. */
export interface PerhapsCommand extends SaidCommand {
  /** The words that may have been meant for those of a command, longest first. */
  readonly beginnings: readonly string[];
}

/**
 * Whether a message that is no command may have been meant for one: behind a slash, or a few words
 * in a direct chat. Ordinary talk in groups never is.
 */
export function perhapsCommand(event: MessageReceived): PerhapsCommand | undefined {
  const said = saidCommand(event);
  if (said === undefined || said.form === 'mention') return undefined;
  const isPlain = said.form === 'plain';
  if (isPlain && said.text.length > LONGEST) return undefined;
  // Behind another bot's name it is for that bot.
  const first = said.text.slice(0, LONGEST * 2).split(/\s/u, 1)[0] ?? '';
  if (said.form === 'slash' && first.includes('@') && !event.chat.direct) return undefined;
  const words = said.text
    .slice(0, LONGEST * 2)
    .split(/\s+/u)
    .filter(Boolean);
  if (words.length === 0 || (isPlain && words.length > MOST_WORDS)) return undefined;
  const whole = words.slice(0, MOST_WORDS);
  const beginnings = isPlain
    ? [whole.join(' ')]
    : whole.map((_, index) => whole.slice(0, whole.length - index).join(' '));
  return { beginnings, ...said };
}

/** The words of the command most likely meant; of several languages those that are nearest. */
function meant(
  { form, beginnings }: PerhapsCommand,
  words: readonly string[],
): { readonly said: string; readonly suggestion: string } | undefined {
  for (const said of beginnings) {
    const count = foldPhrase(said).split(' ').length;
    const known = form === 'plain' ? words : words.filter((one) => one.split(' ').length === count);
    const suggestion = didYouMean(foldPhrase(said), known);
    if (suggestion !== undefined) return { said, suggestion };
  }
  return undefined;
}

/** Answers a slip with what was most likely meant, out of what the person may do here. */
export async function answerSlip(
  context: AnyContext,
  perhaps: PerhapsCommand,
  commands: CommandIndex,
): Promise<Verdict> {
  const { voice } = commands;
  const { here } = context;
  if (here === undefined) return undefined;
  const offered = commands.list().filter(({ command }) => isOffered(command, context));
  const found = meant(
    perhaps,
    offered.flatMap(({ words }) => words),
  );
  const slash = perhaps.form === 'slash' ? '/' : '';
  const first = given(`${slash}${perhaps.beginnings.at(-1) ?? ''}`);
  if (found === undefined && (slash === '' || context.group !== undefined)) return undefined;
  const answer: InLanguage = (language) =>
    found === undefined
      ? voice.text(language, 'command.unknown', { given: first, help: helpWord(voice, language) })
      : voice.text(language, 'command.did-you-mean', {
          given: given(`${slash}${found.said}`),
          suggestion: `${slash}${found.suggestion}`,
        });
  await voice.say(context, here, answer);
  return 'handled';
}

/** The word for help in a language, as it is typed. */
function helpWord(voice: HouseVoice, language: string): string {
  return `/${voice.firstWord(language, 'words.help')}`;
}
