import { assistSchema } from '../../assist/assist-record.js';
import { openRequestSchema } from '../../assist/open-request.js';
import { isShownBy } from '../../assist/seen-done.js';
import type { KapwaEvent } from '../../events/event.js';
import { schema } from '../../schema.js';
import type { HouseContext, HouseScope } from '../house-context.js';
import type { AssistRecords } from './assist-records.js';
import {
  afterReading,
  answered,
  begin,
  expire,
  later,
  madeMeanwhile,
  seen,
} from './community-steps.js';
import { hearAnswer } from './hear-answer.js';
import { ask, close, delivered } from './person-steps.js';
import { sweepAssists } from './sweep.js';

/** What a platform reports that may show a request to be done already. */
const telling = [
  'message.deleted',
  'member.left',
  'member.joined',
  'role.changed',
  'group.changed',
  'group.reported',
] as const;

/** Takes a request back that somebody has done meanwhile, as the platform shows. */
async function watch(
  context: HouseContext,
  event: KapwaEvent,
  { watched }: AssistRecords,
): Promise<void> {
  if (context.group === undefined) return;
  // The bot has come into a chat nobody has named: perhaps the one somebody was asked to make.
  if (event.kind === 'group.reported' && context.group.adopted) {
    context.post('community', 'assist-made');
  }
  for (const { value } of await context.records(watched).list()) {
    if (!isShownBy(value.action, event, context.actor?.person.id)) continue;
    context.post('community', 'assist-seen', { id: value.id });
  }
}

const watchedSchema = schema(() => assistSchema.pick({ id: true, action: true }));
const idSchema = schema((z) => z.object({ id: z.string() }));

/**
 * What the bot cannot do itself is done by an admin who is asked for it: one after the other, by
 * direct message, with the taps to make. The record of it belongs to the community; what somebody
 * is asked, to that person; what a group is watched for, to the group.
 */
export function assist(kit: HouseScope): void {
  const records: AssistRecords = {
    assists: kit.collection('assists', { lane: 'community', schema: assistSchema }),
    open: kit.collection('assist-open', { lane: 'person', schema: openRequestSchema }),
    watched: kit.collection('assist-watched', {
      lane: 'group',
      schema: watchedSchema,
    }),
  };
  kit.posted('assist-begin', (context, data) => begin(context, data, records));
  kit.posted('assist-later', (context, data) => later(context, data, records));
  kit.posted('assist-expire', (context, data) => expire(context, data, records));
  kit.posted('assist-answered', (context, data) => answered(context, data, records));
  kit.posted('assist-seen', (context, data) => seen(context, data, records));
  kit.posted('assist-made', async (context) => void (await madeMeanwhile(context, records)));
  kit.posted('assist-sweep', (context) => sweepAssists(context, records));
  kit.settled('assist-read', (context, outcome, data) =>
    afterReading(context, outcome, data, records),
  );
  kit.posted('assist-ask', (context, data) => ask(context, data, records));
  kit.posted('assist-close', (context, data) => close(context, data, records));
  kit.settled('assist-delivered', (context, outcome, data) =>
    delivered(context, outcome, data, records),
  );
  kit.posted('assist-unwatch', (context, data) => {
    context.records(records.watched).remove(idSchema.parse(data).id);
  });
  for (const kind of telling) {
    kit.on(kind, { phase: 'observe', direct: false }, (context, event) =>
      watch(context, event, records),
    );
  }
  for (const words of ['words.assist-done', 'words.assist-cannot'] as const) {
    kit.on('message.received', { phase: 'dialogue', direct: true, words }, (context, event) =>
      hearAnswer(context, event, records),
    );
  }
}
