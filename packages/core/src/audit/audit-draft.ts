import type { PersonId } from '../model/person.js';
import type { AuditNote } from '../store/store.js';

/** Something worth an entry in the audit, as whoever did it puts it: people by their ids. */
export interface AuditDraft {
  /** What was done or refused: `noun.verb`, mostly the kind of an action. */
  readonly what: string;
  /** Who did it or wished it; the plugin itself unless given. */
  readonly by?: PersonId | 'operator' | 'platform' | 'outside';
  /** Where or what it was done to: the key of a group, an id. Never a name, never words of a message. */
  readonly target?: string;
  /** The person it was done to. */
  readonly person?: PersonId;
  /** Why, as a stable short id such as `invite-link`. */
  readonly reason?: string;
  /** What came of it, as a short word such as `done`. */
  readonly result?: string;
}

/** Where a draft comes from. */
export interface AuditSource {
  readonly community: string;
  readonly plugin: string;
  /** ms UTC. */
  readonly at: number;
}

/** Gives somebody's pseudonym. */
export type PseudonymOf = (person: PersonId) => Promise<string>;

/** Who is no person: whoever runs the bot, the messenger, somebody who is not known at all. */
const namesNobody: ReadonlySet<string> = new Set(['operator', 'platform', 'outside']);

async function actorOf(
  { by }: AuditDraft,
  { plugin }: AuditSource,
  pseudonymOf: PseudonymOf,
): Promise<string> {
  if (by === undefined) return `bot:${plugin}`;
  return namesNobody.has(by) ? by : pseudonymOf(by);
}

/** The entry that stays: with pseudonyms for people, and nothing by which they could be found. */
export async function noteOf(
  draft: AuditDraft,
  source: AuditSource,
  pseudonymOf: PseudonymOf,
): Promise<AuditNote> {
  const { what, target, person, reason, result } = draft;
  const whom = person === undefined ? undefined : await pseudonymOf(person);
  const about = [target, whom].filter((part) => part !== undefined).join('/');
  return {
    at: source.at,
    community: source.community,
    actor: await actorOf(draft, source, pseudonymOf),
    what,
    ...(about === '' ? {} : { target: about }),
    ...(reason === undefined ? {} : { reason }),
    ...(result === undefined ? {} : { result }),
  };
}
