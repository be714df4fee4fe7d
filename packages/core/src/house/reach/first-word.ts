import { foldPhrase } from '../../commands/fold-word.js';
import { saidCommand } from '../../commands/said-command.js';
import type { MessageReceived } from '../../events/event.js';
import { START_PAYLOAD } from '../../model/template.js';
import type { Verdict } from '../../plugins/plugin.js';
import type { HouseContext } from '../house-context.js';
import { type ReachRecords, THE_ONE } from './records.js';

/** Whether a message is for a command other than START: then it is answered besides. */
function isOtherCommand(context: HouseContext, event: MessageReceived): boolean {
  const said = saidCommand(event);
  if (said === undefined) return false;
  const words = foldPhrase(said.text);
  const offer = context
    .commands('en')
    .find((one) =>
      one.words.some(
        (word) => words === word || (said.form === 'slash' && words.startsWith(`${word} `)),
      ),
    );
  return offer !== undefined && !(offer.plugin === 'core' && offer.name === 'start');
}

/**
 * Somebody writes for whom something waits: it is on its way as soon as this turn is through, and
 * what they wrote, be it START or a greeting, is no answer to a question they have not seen yet.
 */
export async function heard(
  context: HouseContext,
  event: MessageReceived,
  { waiting }: ReachRecords,
): Promise<Verdict> {
  const person = context.actor?.person.id;
  const records = context.records(waiting);
  const found = await records.get(THE_ONE);
  if (person === undefined || found === undefined) return undefined;
  records.remove(THE_ONE);
  const standing = { person, since: context.now, waits: 0, warnings: 0, missed: 0 };
  context.post('community', 'reach-standing', standing);
  // A tap answers something they have seen: the question stood in approved words.
  const isAnswer = event.choice !== undefined && event.choice !== START_PAYLOAD;
  return isAnswer || isOtherCommand(context, event) ? undefined : 'withheld';
}

/** START of somebody for whom nothing waits, and whom no plugin welcomes. */
export async function start(context: HouseContext): Promise<Verdict> {
  const { actor, community } = context;
  if (actor === undefined) return undefined;
  const to = { person: actor.person.id };
  const [language = 'en'] = await context.languagesFor(to);
  const help = context.commands(language).find(({ name, plugin }) => {
    return plugin === 'core' && name === 'help';
  });
  const values = { community: community.name, help: (help?.word ?? 'help').toUpperCase() };
  context.say(to, 'reach.hello', values);
  return 'handled';
}
