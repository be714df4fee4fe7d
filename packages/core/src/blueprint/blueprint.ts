import type { Community } from '../model/community.js';
import type { Group, WhoMay } from '../model/group.js';
import type { Account } from '../model/person.js';

/** A person the blueprint names: an admin, or somebody with a named role. */
export interface BlueprintPerson {
  /** Short name by which the blueprint refers to them. */
  readonly key: string;
  readonly name: string;
  readonly accounts: readonly Account[];
  /** BCP 47. */
  readonly language?: string;
  /** Named roles that hold in the whole community. */
  readonly roles: readonly string[];
}

/** A group as it should be, with the keys of the people who should be its admins. */
export interface BlueprintGroup extends Group {
  readonly admins: readonly string[];
  /** Named roles that people hold in this group only, by the key of the person. */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  /** Who may change its name, description and picture. Left to the admins when absent. */
  readonly editing?: WhoMay;
  /** Who may bring others in. Left to the admins when absent. */
  readonly adding?: WhoMay;
  /** Whether an admin, or the bot, has to let people in. Left to the admins when absent. */
  readonly approval?: boolean;
  /** After how long messages are to disappear, ms; 0 to keep them. Left to the admins when absent. */
  readonly disappearing?: number;
}

/** The community as it should be: what `community.yaml` says, checked, with defaults filled in. */
export interface Blueprint {
  readonly community: Community;
  readonly groups: readonly BlueprintGroup[];
  readonly people: readonly BlueprintPerson[];
  /** Settings per adapter, read by whoever makes the adapters. Never secrets. */
  readonly adapters: Readonly<Record<string, unknown>>;
}
