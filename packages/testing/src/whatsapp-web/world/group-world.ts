import { randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '@kapwa/core';
import type { Addressing } from '../wire/jid.js';
import type { Account } from './account.js';
import type { Change, Happening } from './change.js';
import { adminsOf, type GroupState, linkedTo, type Rank } from './group-state.js';

/** Every group there is, and who is told what happens in them. */
export interface GroupWorld {
  readonly clock: Clock;
  readonly groups: ReadonlyMap<string, GroupState>;
  found(founding: Founding): GroupState;
  tell(group: GroupState, by: Account, change: Change, audience?: readonly Account[]): void;
  linked(community: GroupState): readonly GroupState[];
  announcementsOf(community: GroupState): GroupState | undefined;
}

/** What a group begins with. */
interface Founding {
  readonly kind: GroupState['kind'];
  readonly by: Account;
  readonly subject: string;
  readonly addressing: Addressing;
  readonly parent?: GroupState | undefined;
  readonly announce?: boolean;
  readonly joinApproval?: boolean;
  readonly description?: string;
}

/** An invite code as they stand in links: 22 letters and digits. */
export function newInviteCode(): string {
  return randomBytes(32)
    .toString('base64')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 22);
}

/** The id a new group gets: 18 digits that begin as today's do. */
function newGroupId(): string {
  return `120363${String(randomInt(1e12 - 1)).padStart(12, '0')}@g.us`;
}

function foundGroup(clock: Clock, founding: Founding): GroupState {
  const { by, subject, kind, addressing, parent, description } = founding;
  const now = clock.now();
  return {
    id: newGroupId(),
    kind,
    addressing,
    createdBy: by,
    createdAt: now,
    ranks: new Map<Account, Rank>([[by, 'superadmin']]),
    requests: new Map(),
    personalInvites: new Map(),
    haveLeft: new Set(),
    revokedCodes: new Set(),
    parent,
    subject,
    subjectBy: by,
    subjectAt: now,
    description:
      description === undefined
        ? undefined
        : { id: randomBytes(8).toString('hex').toUpperCase(), body: description, by, at: now },
    settings: {
      announce: founding.announce ?? false,
      locked: false,
      ephemeral: 0,
      memberAddMode: 'admin_add',
      joinApproval: founding.joinApproval ?? false,
    },
    inviteCode: newInviteCode(),
  };
}

/** Who learns of a change when nobody else is named: the members; of requests, the admins. */
function audienceOf(group: GroupState, change: Change): readonly Account[] {
  if (change.kind === 'requested' || change.kind === 'request-gone') return adminsOf(group);
  const members = [...group.ranks.keys()];
  return change.kind === 'removed' ? [...members, ...change.who] : members;
}

/** A world without groups. `announce` is called with everything that happens in them. */
export function createGroupWorld(
  clock: Clock,
  announce: (happening: Happening) => void,
): GroupWorld {
  const groups = new Map<string, GroupState>();
  return {
    clock,
    groups,
    found(founding) {
      const group = foundGroup(clock, founding);
      groups.set(group.id, group);
      return group;
    },
    tell(group, by, change, audience = audienceOf(group, change)) {
      announce({ group, by, change, audience, ranks: new Map(group.ranks) });
    },
    linked: (community) => linkedTo(community, groups.values()),
    announcementsOf: (community) =>
      linkedTo(community, groups.values()).find(({ kind }) => kind === 'announcements'),
  };
}
