import type { AssistRecord } from '../../assist/assist-record.js';
import type { OpenRequest } from '../../assist/open-request.js';
import type { Collection } from '../../plugins/collection.js';

/** The records of assisted actions. */
export interface AssistRecords {
  /** Where each stands; owned by the community. */
  readonly assists: Collection<AssistRecord>;
  /** What somebody has been asked; owned by that person. */
  readonly open: Collection<OpenRequest>;
  /** What a group is watched for; owned by the group. */
  readonly watched: Collection<Pick<AssistRecord, 'id' | 'action'>>;
}
