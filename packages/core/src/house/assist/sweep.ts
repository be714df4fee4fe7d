import { isPast } from '../../assist/assist-record.js';
import { retentionOf } from '../../model/retention.js';
import type { HouseContext } from '../house-context.js';
import type { AssistRecords } from './assist-records.js';

/** In the lane of a community: forgets what admins were asked for that has long been over. */
export async function sweepAssists(
  context: HouseContext,
  { assists }: Pick<AssistRecords, 'assists'>,
): Promise<void> {
  const records = context.records(assists);
  const keptFor = retentionOf(context.community.retention, 'requests');
  for (const { key, value } of await records.list()) {
    if (isPast(value, keptFor, context.now)) records.remove(key);
  }
}
