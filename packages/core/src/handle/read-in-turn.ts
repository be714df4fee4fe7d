import { holderOf } from '../accept/account-holder.js';
import type { ActionKind } from '../actions/action.js';
import type { Capability } from '../actions/capability.js';
import type { AttachmentType } from '../attachments/attachment.js';
import { type AuditStanding, auditHead } from '../audit/read-audit.js';
import type { AccountRef } from '../events/event.js';
import { ledgerChat } from '../ledger/ledger-chat.js';
import type { Group } from '../model/group.js';
import { collections, recordKey } from '../model/keys.js';
import type { PlatformRole } from '../model/membership.js';
import type { Person, PersonId } from '../model/person.js';
import type { Reach } from '../model/reach.js';
import type { Permission } from '../model/role.js';
import { capabilityIn, findGroup } from '../outbox/capability-in.js';
import { type Drifted, driftIn } from '../reconcile/drift.js';
import type { LedgerEntry } from '../store/store.js';
import {
  adminsIn,
  groupsIn,
  groupsOfPerson,
  membershipsIn,
  peopleAllowed,
  reachOfPerson,
} from './ask-model.js';
import type { OpenTurn } from './open-turn.js';
import { newPerson } from './read-actor.js';

/** The person an account stands for here; somebody new when nobody knows it yet. */
export async function personOf(turn: OpenTurn, account: AccountRef): Promise<Person> {
  turn.part();
  const { adapter, at } = turn.entry.event;
  const holder = await holderOf(adapter, account, at, turn.parts);
  const person = holder.community === undefined ? undefined : await personIn(turn, holder.person);
  return person ?? newPerson(holder.person, adapter, account);
}

/** Somebody as they are after what the turn has staged; whoever they were merged into. */
export async function personIn(turn: OpenTurn, id: PersonId): Promise<Person | undefined> {
  const key = recordKey(turn.community, id);
  const stored = await turn.store.get(collections.people, key);
  const kept = turn.part().staged(collections.people, key, stored?.value) as Person | undefined;
  return kept?.mergedInto === undefined ? kept : personIn(turn, kept.mergedInto);
}

export async function groupsFor(turn: OpenTurn): Promise<readonly Group[]> {
  turn.part();
  return groupsIn(turn.store, turn.community);
}

/** The members of a group that the kit has seen, with the roles the platform gives them. */
export async function membersOf(
  turn: OpenTurn,
  group: string,
): Promise<readonly { person: Person; role: PlatformRole }[]> {
  turn.part();
  const found = [];
  for (const membership of await membershipsIn(turn.store, turn.community, group)) {
    const person = await personIn(turn, membership.person);
    if (person !== undefined) found.push({ person, role: membership.role });
  }
  return found;
}

export async function adminsOf(turn: OpenTurn, group: string): Promise<readonly Person[]> {
  turn.part();
  return adminsIn(turn.store, turn.community, group);
}

export async function groupsOf(turn: OpenTurn, person: PersonId): Promise<readonly Group[]> {
  turn.part();
  return groupsOfPerson(turn.store, turn.community, person);
}

export async function peopleWith(
  turn: OpenTurn,
  permission: Permission,
  group: string | undefined,
): Promise<readonly Person[]> {
  turn.part();
  return peopleAllowed(turn.store, turn.scene.community, permission, group);
}

export async function driftOf(turn: OpenTurn, group: string): Promise<readonly Drifted[]> {
  turn.part();
  return driftIn(turn.store, turn.community, group);
}

/** How somebody can be reached by a direct message now. */
export async function reachOf(turn: OpenTurn, person: PersonId): Promise<Reach> {
  turn.part();
  const { adapter: network, via } = turn.entry.event;
  return reachOfPerson(turn.parts, turn.community, person, { network, via, now: turn.now });
}

export async function startLinkOf(turn: OpenTurn, adapter: string): Promise<string | undefined> {
  turn.part();
  const record = await turn.store.get(collections.startLinks, recordKey(adapter));
  return record?.value as string | undefined;
}

/** Whether the platform can do it here with the bot's rights now, as far as is known. */
export async function capabilityOf(
  turn: OpenTurn,
  action: ActionKind,
  key: string | undefined,
  attachment: AttachmentType | undefined,
): Promise<Capability> {
  turn.part();
  const { event } = turn.entry;
  const group = await findGroup(turn.store, turn.scene, key);
  return capabilityIn(turn.parts, {
    action,
    community: turn.community,
    group,
    adapter: event.via ?? event.adapter,
    attachment,
    now: turn.now,
  });
}

/** What the ledger knows of a message in the chat of the event. */
export async function knownOf(turn: OpenTurn, message: string): Promise<LedgerEntry | undefined> {
  turn.part();
  const { event } = turn.entry;
  if (!('chat' in event)) return undefined;
  return turn.store.ledger(ledgerChat(event.adapter, event.chat.id), message);
}

export async function auditHeadOf(turn: OpenTurn, after: number): Promise<AuditStanding> {
  turn.part();
  return auditHead(turn.store, turn.community, after);
}
