import type { AssistRecord } from '../../assist/assist-record.js';
import type { OpenRequest } from '../../assist/open-request.js';
import type { CoreMessages } from '../../messages.js';
import type { Collection } from '../../plugins/collection.js';
import type { Context } from '../../plugins/context.js';

/** What a handler of the house plugin gets. */
export type HouseContext = Context<unknown, CoreMessages>;

/** The records of assisted actions. */
export interface AssistRecords {
  /** Where each stands; owned by the community. */
  readonly assists: Collection<AssistRecord>;
  /** What somebody has been asked; owned by that person. */
  readonly open: Collection<OpenRequest>;
  /** What a group is watched for; owned by the group. */
  readonly watched: Collection<Pick<AssistRecord, 'id' | 'action'>>;
}
