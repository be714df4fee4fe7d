import { findMentions } from '@kapwa/adapter-playground';
import { findNamed } from './closest.js';
import { commands } from './commands.js';
import { type Desk, nameOf, openChat, type Reply, say } from './desk.js';

/** How much later every message is written than the one before, ms. */
const thinkingTime = 60_000;

/** Whom a text names behind an `@` who cannot be mentioned there, as they are not in the group. */
function mentionedFromOutside({ stage, seat }: Desk, text: string): readonly string[] {
  const members = stage.world.group(seat.place.id)?.members;
  if (seat.place.direct || members === undefined) return [];
  const inside = new Set(members.map(({ account }) => account));
  const named = findMentions(text, stage.world.people()).flatMap((mark) =>
    mark.kind === 'mention' && !inside.has(mark.account) ? [mark.account] : [],
  );
  return [...new Set(named)];
}

async function write(desk: Desk, text: string): Promise<Reply> {
  const { stage, seat } = desk;
  await stage.world.clock.advance(thinkingTime);
  const answer = stage.world.write(seat.me, seat.place, text);
  if (!answer.ok) return say(`That did not go out: ${answer.reason}.`);
  await stage.settle();
  const absent = mentionedFromOutside(desk, text).map((id) => nameOf(stage, id));
  if (absent.length === 0) return {};
  const are = absent.length === 1 ? 'is' : 'are';
  return say(
    `${absent.join(' and ')} ${are} not in ${openChat(desk)}: only members can be mentioned.`,
  );
}

/** The command that was perhaps meant by a word behind a slash. */
function commandLike(word: string): string | undefined {
  if (word === '') return 'help';
  const result = findNamed(
    word,
    commands.map(({ name }) => ({ id: name, name })),
  );
  return (result.found ?? result.perhaps[0])?.name;
}

/**
 * Does what a typed line says: a command of the playground, or a message to the open chat. A word
 * behind a slash that is near to no command goes to the bot, which has commands of its own.
 */
export async function answerLine(desk: Desk, line: string): Promise<Reply> {
  const typed = line.trim();
  if (typed === '') return {};
  if (!typed.startsWith('/')) return write(desk, typed);
  const [word = '', ...others] = typed.slice(1).split(/\s+/);
  const command = commands.find(({ name }) => name === word.toLowerCase());
  if (command !== undefined) return command.run(desk, others.join(' '));
  const meant = commandLike(word);
  if (meant === undefined) return write(desk, typed);
  return say(`There is no /${word} here. Did you mean /${meant}? /help lists them all.`);
}
