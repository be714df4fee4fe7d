import type { Outcome } from '../../actions/outcome.js';
import { type AssistRecord, ESCALATE_AFTER, MOST_ASKED } from '../../assist/assist-record.js';
import { type Candidate, inTurn } from '../../assist/choose-admin.js';
import { retentionOf } from '../../model/retention.js';
import { afterQuietHours } from '../../schedules/quiet-hours.js';
import type { HouseContext } from '../house-context.js';
import type { AssistRecords } from './assist-records.js';

/** What the lane of an admin is told. */
export interface AskData {
  readonly id: string;
  readonly action: AssistRecord['action'];
  readonly adapter: string;
  readonly group: string;
  readonly at: number;
  readonly expires: number;
  readonly canWait: boolean;
  readonly against?: string;
}

/** Who could be asked: those who can be written to directly; where nobody can, whoever writes first. */
async function candidatesFor(
  context: HouseContext,
  { group }: AssistRecord,
): Promise<readonly Candidate[]> {
  const admins = await context.admins(group);
  const heads = await context.peopleWith('*');
  const all = [
    ...admins.map(({ id }) => ({ id, ofGroup: true })),
    ...heads.map(({ id }) => ({ id, ofGroup: false })),
  ];
  const reachable: Candidate[] = [];
  for (const candidate of all) {
    if ((await context.reach(candidate.id)) === 'open') reachable.push(candidate);
  }
  return reachable.length === 0 ? all : reachable;
}

/** Ends it: on record, told to whoever was asked, and settled by the outbox after the commit. */
export function settleAssist(
  context: HouseContext,
  record: AssistRecord,
  outcome: Outcome,
  { assists }: AssistRecords,
): void {
  context.records(assists).set(record.id, { ...record, settled: outcome, over: context.now });
  const about = { target: record.group, reason: record.action.kind };
  context.audit({ what: 'assist.settle', ...about, result: outcome.kind });
  context.post({ group: record.group }, 'assist-unwatch', { id: record.id });
  context.post('community', 'assist-sweep', undefined, {
    at: context.now + retentionOf(context.community.retention, 'requests'),
  });
  const isDone = outcome.kind === 'done';
  for (const { person, said } of record.asked) {
    if (said === 'cannot') continue;
    const how = isDone ? (said === 'done' ? 'thanks' : 'others') : 'over';
    context.post({ person }, 'assist-close', { id: record.id, how });
  }
}

/**
 * Asks the next admin, and says when to look again. With nobody left to ask it waits for those who
 * have not answered, and is refused once all of them have said that they cannot.
 */
export async function askNext(
  context: HouseContext,
  record: AssistRecord,
  records: AssistRecords,
): Promise<void> {
  const { now, community } = context;
  const kept = context.records(records.assists);
  const others = (await kept.list()).map(({ value }) => value);
  const candidates = record.asked.length < MOST_ASKED ? await candidatesFor(context, record) : [];
  const [next] = inTurn(candidates, record, others, now);
  if (next === undefined) {
    const isWaiting = record.asked.some(({ said }) => said !== 'cannot');
    if (isWaiting) return kept.set(record.id, record);
    const reason =
      record.asked.length === 0
        ? `${record.why} No admin could be asked.`
        : `${record.why} The admins who were asked could not do it either.`;
    context.note({ reason: 'assist-refused' }, 'assist.found.refused', {});
    return settleAssist(context, record, { kind: 'refused', reason }, records);
  }
  const what = record.asked.length === 0 ? 'assist.ask' : 'assist.escalate';
  context.audit({ what, target: record.group, person: next, reason: record.action.kind });
  const at = record.canWait ? afterQuietHours(now, community) : now;
  const asked = [...record.asked, { person: next, at }];
  kept.set(record.id, { ...record, asked });
  const { id, action, adapter, group, expires, canWait, against } = record;
  const data: AskData = {
    ...{ id, action, adapter, group, expires, canWait, at: record.at },
    ...(against === undefined ? {} : { against }),
  };
  context.post({ person: next }, 'assist-ask', data, { at });
  const later = afterQuietHours(at + ESCALATE_AFTER, community);
  context.post('community', 'assist-later', { id, count: asked.length }, { at: later });
}
