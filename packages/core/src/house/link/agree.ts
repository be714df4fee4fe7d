import type { z } from 'zod';
import type { DialogueSpec } from '../../dialogues/dialogue-spec.js';
import { JOIN_STEP } from '../../handle/link-people.js';
import type { CoreMessages } from '../../messages.js';
import { schema } from '../../schema.js';
import type { HouseContext } from '../house-context.js';
import { judgeLink } from './judge-link.js';
import { CODE_TIME } from './link-code.js';

/** Whom the code came from, and whether it is really them. */
const agreementSchema = schema((z) =>
  z.object({
    with: z.string(),
    name: z.string(),
    adapter: z.string(),
    agrees: z.boolean().optional(),
  }),
);

/** What the one who sent a right code is told. */
const foundSchema = schema((z) => z.object({ with: z.string(), adapter: z.string() }));

/** What is to be asked of who sent a right code; nothing where the two cannot become one. */
export async function questionFor(
  context: HouseContext,
  data: unknown,
): Promise<z.infer<typeof agreementSchema> | undefined> {
  const found = foundSchema.parse(data);
  const other = await context.person(found.with);
  if (other === undefined || !mayJoin(context, other)) return undefined;
  return { ...found, name: other.name };
}

/** Whether the two can become one; otherwise says why not. */
function mayJoin(context: HouseContext, other: Parameters<typeof judgeLink>[1]): boolean {
  const { actor } = context;
  if (actor === undefined) return false;
  const verdict = judgeLink(actor.person, other);
  if (!('why' in verdict)) return true;
  const by = actor.person.id;
  const reason = verdict.why.slice('link.'.length);
  context.audit({ what: 'person.link', by, person: other.id, reason, result: 'refused' });
  const to = { person: by };
  if (verdict.why === 'link.same-messenger') {
    context.say(to, verdict.why, { messenger: verdict.messenger });
  } else if (verdict.why === 'link.named') context.say(to, verdict.why, {});
  return false;
}

/**
 * Asks whoever sent a code whether they are the one it came from: a code that was talked out of
 * somebody must not make two people one.
 */
export const agreement: DialogueSpec<unknown, CoreMessages, typeof agreementSchema, 'agree'> = {
  version: 1,
  data: agreementSchema,
  steps: {
    agree: {
      ask: {
        key: 'link.ask',
        values: ({ name, adapter }) => ({ person: name, messenger: adapter }),
      },
      options: [
        { value: 'yes', key: 'confirm.yes', words: 'words.yes' },
        { value: 'no', key: 'confirm.no', words: 'words.no' },
      ],
      read: ({ choice }) => (choice === undefined ? undefined : { agrees: choice === 'yes' }),
      timeout: { after: CODE_TIME, otherwise: 'leave' },
    },
  },
  async done(context, { with: whose, adapter, agrees }) {
    const { actor, event } = context;
    if (actor === undefined) return;
    if (agrees !== true) {
      context.say({ person: actor.person.id }, 'confirm.dropped', {});
      return;
    }
    const other = await context.person(whose);
    if (other === undefined || !mayJoin(context, other)) return;
    const verdict = judgeLink(actor.person, other);
    if ('why' in verdict) return;
    const data = { into: verdict.into, adapters: [adapter, event.adapter] };
    context.post({ person: verdict.from }, JOIN_STEP, data);
  },
};
