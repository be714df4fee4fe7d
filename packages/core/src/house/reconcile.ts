import type { Action } from '../actions/action.js';
import { type Difference, differenceId } from '../reconcile/difference.js';
import type { Drifted } from '../reconcile/drift.js';
import { schema } from '../schema.js';
import { joinTexts, type Text } from '../text/text.js';
import { driftLine } from './drift-line.js';
import type { HouseContext, HouseScope } from './house-context.js';

const askedSchema = schema((z) =>
  z.array(z.object({ id: z.string(), action: z.custom<Action>() })),
);
const knownSchema = schema((z) => z.array(z.string()));
const groupSchema = schema((z) => z.object({ group: z.string() }));
const momentSchema = schema((z) => z.number());
const knownAtSchema = schema((z) => z.object({ at: z.number() }));
const readSchema = schema((z) =>
  z.object({ groups: z.array(z.string()), id: z.string(), expires: z.number() }),
);

/** What is worth telling: what somebody has changed, not what was never so, nor what the bot did. */
function isNews(difference: Drifted): boolean {
  return !difference.byBot && difference.kind !== 'group.adopted';
}

/** Tells the admins' own room, in its languages and in one message. */
async function tellAdmins(context: HouseContext, news: readonly Difference[]): Promise<void> {
  const room = (await context.groups()).find(
    ({ kind, chat, adopted }) => kind === 'admin' && chat !== undefined && !adopted,
  );
  if (room === undefined) return;
  const to = { group: room.key };
  const texts: Text[] = (await context.languagesFor(to)).map((language) =>
    joinTexts(
      [
        context.text(language, 'drift.title', {}),
        ...news.map((difference) => driftLine(context, language, difference)),
        context.text(language, 'drift.end', {}),
      ],
      '\n',
    ),
  );
  context.perform(
    { kind: 'message.send', to, text: context.inLanguages(texts) },
    { priority: 'notice', reason: 'drift' },
  );
}

/**
 * Keeps communities as their blueprint wants them: asks for what `kapwa apply` closes, and tells
 * the admins once of what somebody has changed since.
 */
export function reconcile(kit: HouseScope): void {
  const drifts = kit.collection('drifts', { lane: 'group', schema: knownSchema });
  const links = kit.collection('known-links', { lane: 'group', schema: momentSchema });

  const look = (context: HouseContext): void => {
    const { group } = context;
    if (group === undefined || group.adopted) return;
    // The change is only stored once this turn is through.
    context.post({ group: group.key }, 'drift');
  };
  kit.on('group.changed', {}, look);
  kit.on('group.reported', {}, look);
  kit.on('role.changed', {}, look);
  kit.on('member.left', {}, look);

  kit.posted('drift', async (context) => {
    const { group } = context;
    if (group === undefined) return;
    const records = context.records(drifts);
    const known = await records.get('known');
    const now = await context.drift(group.key);
    const ids = now.map(differenceId);
    const isSame = known?.length === ids.length && ids.every((id) => known.includes(id));
    if (!isSame) records.set('known', ids);
    // How a group stood when the bot came is what `kapwa plan` is for.
    if (known === undefined) return;
    const news = now.filter((one) => isNews(one) && !known.includes(differenceId(one)));
    if (news.length === 0) return;
    context.note({ reason: 'drift' }, 'found.drift', { group: group.name });
    await tellAdmins(context, news);
  });

  kit.posted('read', (context, data) => {
    const { groups, id, expires } = readSchema.parse(data);
    for (const group of groups) {
      context.perform({ kind: 'group.read', group }, { reason: id, expires });
    }
  });
  kit.posted('reconcile', (context, data) => {
    for (const { id, action } of askedSchema.parse(data)) {
      const isLink = action.kind === 'invite.get';
      context.perform(action, {
        reason: id,
        // A group that is made twice is worse than one that is not made.
        ...(action.kind === 'group.create' ? { delivery: 'at-most-once' as const } : {}),
        ...(isLink ? { onSettled: { step: 'link', data: { group: action.group } } } : {}),
      });
    }
  });
  kit.settled('link', (context, outcome, data) => {
    if (outcome.kind !== 'done') return;
    context.post({ group: groupSchema.parse(data).group }, 'link-known', { at: context.now });
  });
  kit.posted('link-known', (context, data) => {
    context.records(links).set('reset', knownAtSchema.parse(data).at);
  });
}
