import type { Recipient } from '../actions/action.js';
import { argument } from '../commands/arguments.js';
import type { CommandOffer } from '../commands/command-offer.js';
import { foldPhrase } from '../commands/fold-word.js';
import { joinTexts, type Text } from '../text/text.js';
import type { HouseContext, HouseScope } from './house-context.js';

/** What is repeated of a word nobody knows. */
const LONGEST_GIVEN = 40;

/** Help for whom and where. */
interface Asked {
  /** Where the answer goes. */
  readonly to: Recipient;
  /** The word it is asked about. */
  readonly about: string | undefined;
  /** Only what everybody may do, because everybody reads it. */
  readonly everybody: boolean;
  /** Asked in plain words, without a slash. */
  readonly plain: boolean;
}

function line(context: HouseContext, language: string, { word, about }: CommandOffer): Text {
  return context.text(language, 'help.line', { command: `/${word}`, about: about ?? [] });
}

function title(context: HouseContext, language: string, { to }: Asked): Text {
  const { group } = context;
  return group === undefined || 'group' in to
    ? context.text(language, 'help.title', {})
    : context.text(language, 'help.title-in', { place: group.name });
}

/** The list of everything, with how to ask for more. */
function everything(
  context: HouseContext,
  language: string,
  asked: Asked,
  offers: readonly CommandOffer[],
): readonly Text[] {
  const help = offers.find(({ plugin, name }) => plugin === 'core' && name === 'help');
  const more = context.text(language, 'help.more', { help: `/${help?.word ?? 'help'}` });
  return [
    title(context, language, asked),
    ...offers.map((offer) => line(context, language, offer)),
    [],
    more,
  ];
}

/** The commands that are called so in any language, or else those whose words begin with it. */
function called(offers: readonly CommandOffer[], about: string): readonly CommandOffer[] {
  const said = foldPhrase(about.replace(/^\//, ''));
  const exact = offers.filter(({ words }) => words.includes(said));
  if (exact.length > 0) return exact;
  return offers.filter(({ words }) => words.some((word) => word.startsWith(`${said} `)));
}

function oneByOne(
  context: HouseContext,
  language: string,
  offers: readonly CommandOffer[],
): readonly Text[] {
  return offers.flatMap((offer) => {
    const { examples: example } = offer;
    const what = line(context, language, offer);
    if (example === undefined) return [what];
    return [what, context.text(language, 'command.example', { example })];
  });
}

function helpIn(context: HouseContext, language: string, asked: Asked): Text {
  const { about, everybody } = asked;
  const offers = context
    .commands(language)
    .filter((offer) => offer.about !== undefined && !(everybody && offer.restricted));
  const list = everything(context, language, asked, offers);
  if (about === undefined) return joinTexts(list, '\n');
  const found = called(offers, about);
  // "Help me" in plain words is a person asking, not the name of a command.
  if (found.length === 0 && asked.plain) return joinTexts(list, '\n');
  if (found.length > 0) return joinTexts(oneByOne(context, language, found), '\n');
  const given = about.slice(0, LONGEST_GIVEN);
  return joinTexts([context.text(language, 'help.unknown', { given }), ...list], '\n');
}

/** Who may do more in a group than others reads it in private: it is nobody else's business. */
async function askedBy(
  context: HouseContext,
  about: string | undefined,
  plain: boolean,
): Promise<Asked | undefined> {
  const { actor, group } = context;
  if (actor === undefined) return undefined;
  const privately = { to: { person: actor.person.id }, about, everybody: false, plain };
  if (group === undefined) return privately;
  const hasMore = context.commands('en').some((offer) => offer.restricted);
  if (hasMore && (await context.reach(actor.person.id)) === 'open') return privately;
  return { to: { group: group.key }, about, everybody: true, plain };
}

/** Help, made from the declarations of the commands: what somebody may do where they are. */
export function help(kit: HouseScope): void {
  kit.command(
    'help',
    {
      words: 'words.help',
      about: 'help.about',
      examples: 'help.examples',
      arguments: { about: argument.text().optional() },
    },
    async (context, use) => {
      const { event, group } = context;
      if (event.kind !== 'message.received') return undefined;
      const plain = !event.text.trimStart().startsWith('/');
      const asked = await askedBy(context, use.arguments.about, plain);
      if (asked === undefined) return undefined;
      const { to } = asked;
      const languages = await context.languagesFor(to);
      const text = context.inLanguages(
        languages.map((language) => helpIn(context, language, asked)),
      );
      const here = group === undefined || 'group' in to;
      const replyTo = here ? { replyTo: event.message } : {};
      context.perform({ kind: 'message.send', to, text, ...replyTo });
      return 'handled';
    },
  );
}
