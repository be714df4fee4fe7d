import type { Outcome } from '../../actions/outcome.js';
import { personIn } from '../../assist/assistable.js';
import { freeNumber } from '../../assist/open-request.js';
import { schema } from '../../schema.js';
import type { HouseContext } from '../house-context.js';
import type { AskData } from './ask-admin.js';
import type { AssistRecords } from './assist-records.js';
import { requestText } from './request-text.js';

const closeSchema = schema((z) =>
  z.object({
    id: z.string(),
    how: z.enum(['thanks', 'others', 'over', 'not-seen']),
  }),
);

/** In the lane of an admin: asks them, in their language. */
export async function ask(
  context: HouseContext,
  data: unknown,
  { open }: AssistRecords,
): Promise<void> {
  const asked = data as AskData;
  const { actor, now } = context;
  if (actor === undefined || asked.expires <= now) return;
  const records = context.records(open);
  if ((await records.get(asked.id)) !== undefined) return;
  const number = freeNumber((await records.list()).map(({ value }) => value));
  const group = (await context.groups()).find(({ key }) => key === asked.group);
  const about = asked.against ?? personIn(asked.action);
  const person = about === undefined ? undefined : await context.person(about);
  const name = group?.name ?? asked.group;
  records.set(asked.id, { id: asked.id, number, at: now, group: name });
  const to = { person: actor.person.id };
  const [language = 'en'] = await context.languagesFor(to);
  const text = requestText(context, language, {
    ...{ action: asked.action, adapter: asked.adapter, at: asked.at, number },
    ...{ group: name, person: person?.name },
  });
  context.perform(
    { kind: 'message.send', to, text },
    {
      reason: 'assist',
      expires: asked.expires,
      onSettled: { step: 'assist-delivered', data: { id: asked.id } },
    },
  );
}

/** An admin who cannot be reached is as good as one who cannot do it. */
export function delivered(
  context: HouseContext,
  outcome: Outcome,
  data: unknown,
  { open }: AssistRecords,
): void {
  const { id } = closeSchema.pick({ id: true }).parse(data);
  const { actor } = context;
  if (outcome.kind !== 'refused' && outcome.kind !== 'expired') return;
  if (actor === undefined) return;
  context.records(open).remove(id);
  const person = actor.person.id;
  context.post('community', 'assist-answered', { id, person, said: 'cannot' });
}

/** In the lane of an admin who was asked: tells them how it ended. */
export async function close(
  context: HouseContext,
  data: unknown,
  { open }: AssistRecords,
): Promise<void> {
  const { id, how } = closeSchema.parse(data);
  const { actor } = context;
  const records = context.records(open);
  const request = await records.get(id);
  if (actor === undefined || request === undefined) return;
  if (how !== 'not-seen') records.remove(id);
  const { group } = request;
  const key = `assist.close.${how}` as const;
  context.say({ person: actor.person.id }, key, { group }, { reason: 'assist' });
}
