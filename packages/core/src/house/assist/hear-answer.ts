import { type OpenRequest, requestMeant } from '../../assist/open-request.js';
import { readSaid } from '../../assist/read-said.js';
import type { MessageReceived } from '../../events/event.js';
import { joinTexts } from '../../text/text.js';
import type { HouseContext } from '../house-context.js';
import type { AssistRecords } from './assist-records.js';

/** Asks which of several requests was meant. */
async function askWhich(context: HouseContext, open: readonly OpenRequest[]): Promise<void> {
  const to = { person: context.actor?.person.id ?? '' };
  const [language = 'en'] = await context.languagesFor(to);
  const lines = open.map(({ number, group }) =>
    context.text(language, 'assist.which-line', { number: String(number), group }),
  );
  const text = joinTexts([context.text(language, 'assist.which', {}), ...lines], '\n');
  context.perform({ kind: 'message.send', to, text }, { reason: 'assist' });
}

/** Takes "done" and "can't" of somebody who was asked something; leaves all other messages alone. */
export async function hearAnswer(
  context: HouseContext,
  event: MessageReceived,
  { open }: AssistRecords,
): Promise<'handled' | undefined> {
  const { actor } = context;
  const words = {
    done: context.words('words.assist-done'),
    cannot: context.words('words.assist-cannot'),
  };
  const answer = readSaid(event.text, words);
  if (answer === undefined || actor === undefined) return undefined;
  const records = context.records(open);
  const requests = (await records.list())
    .map(({ value }) => value)
    .sort((one, other) => one.number - other.number);
  if (requests.length === 0) return undefined;
  const request = requestMeant(requests, answer.number);
  if (request === undefined) {
    await askWhich(context, requests);
    return 'handled';
  }
  const person = actor.person.id;
  const { said } = answer;
  if (said === 'cannot') {
    records.remove(request.id);
    context.say({ person }, 'assist.close.cannot', {}, { reason: 'assist' });
  }
  context.post('community', 'assist-answered', { id: request.id, person, said });
  return 'handled';
}
