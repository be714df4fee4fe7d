import type { PersonId } from '../model/person.js';
import { type AssistRecord, RECENT } from './assist-record.js';

/** Somebody who could be asked. */
export interface Candidate {
  readonly id: PersonId;
  /** Admin of the group itself; the others look after the whole community. */
  readonly ofGroup: boolean;
}

/** How often somebody was asked lately. */
function askedLately(person: PersonId, records: readonly AssistRecord[], now: number): number {
  return records
    .flatMap(({ asked }) => asked)
    .filter((one) => one.person === person && one.at > now - RECENT).length;
}

/**
 * In which order admins are asked: those of the group before those of the community, whoever was
 * asked least lately first. Nobody twice, and never the one it is about. Pure.
 */
export function inTurn(
  candidates: readonly Candidate[],
  record: AssistRecord,
  records: readonly AssistRecord[],
  now: number,
): readonly PersonId[] {
  const out = new Set([record.against, ...record.asked.map(({ person }) => person)]);
  const able = candidates.filter(({ id }) => !out.has(id));
  const byTurn = [...able].sort((one, other) => {
    if (one.ofGroup !== other.ofGroup) return one.ofGroup ? -1 : 1;
    const load = askedLately(one.id, records, now) - askedLately(other.id, records, now);
    return load === 0 ? (one.id < other.id ? -1 : 1) : load;
  });
  return [...new Set(byTurn.map(({ id }) => id))];
}
