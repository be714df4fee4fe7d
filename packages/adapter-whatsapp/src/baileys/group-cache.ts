import type { BaileysEventMap, GroupMetadata, GroupParticipant } from 'baileys';
import { withoutDevice } from './jid.js';

/** How the groups stand, as far as WhatsApp has told; without it every send would ask anew. */
export interface GroupCache {
  get(jid: string): GroupMetadata | undefined;
  put(group: GroupMetadata): void;
  /** Something changed in a group; one that is not known stays unknown. */
  update(change: Partial<GroupMetadata>): void;
  members(change: BaileysEventMap['group-participants.update']): void;
  forget(jid: string): void;
  all(): readonly GroupMetadata[];
}

/** Whether somebody in a group has this address. */
export function isParticipant(one: GroupParticipant, jid: string): boolean {
  const wanted = withoutDevice(jid);
  return [one.id, one.phoneNumber, one.lid].some(
    (own) => own !== undefined && withoutDevice(own) === wanted,
  );
}

/** The people of a group after some came, went or got another role. */
function participantsAfter(
  participants: readonly GroupParticipant[],
  { action, participants: changed }: BaileysEventMap['group-participants.update'],
): GroupParticipant[] {
  const isChanged = (one: GroupParticipant): boolean =>
    changed.some(({ id }) => isParticipant(one, id));
  switch (action) {
    case 'add':
      return [
        ...participants.filter((one) => !isChanged(one)),
        ...changed.map((one) => ({ ...one, admin: one.admin ?? null })),
      ];
    case 'remove':
      return participants.filter((one) => !isChanged(one));
    case 'promote':
    case 'demote': {
      const admin = action === 'promote' ? 'admin' : null;
      return participants.map((one) => (isChanged(one) ? { ...one, admin } : one));
    }
    default:
      return [...participants];
  }
}

/** Makes an empty cache. */
export function createGroupCache(): GroupCache {
  const groups = new Map<string, GroupMetadata>();
  return {
    get: (jid) => groups.get(jid),
    put: (group) => void groups.set(group.id, group),
    update({ id, ...change }) {
      const known = id === undefined ? undefined : groups.get(id);
      if (known !== undefined) groups.set(known.id, { ...known, ...change });
    },
    members(change) {
      const known = groups.get(change.id);
      if (known === undefined) return;
      // An address that changed cannot be told apart from a new member: asked anew when needed.
      if (change.action === 'modify') groups.delete(change.id);
      else {
        const participants = participantsAfter(known.participants, change);
        groups.set(known.id, { ...known, participants, size: participants.length });
      }
    },
    forget: (jid) => void groups.delete(jid),
    all: () => [...groups.values()],
  };
}
