import type { Notification } from './notification.js';

/** Groups of the official API hold at most 8 people besides the business. */
const MOST_PARTICIPANTS = 8;

/** The part of a phone that a group knows. */
interface HasNumber {
  readonly number: string;
}

/** A group the business has made through the API. */
export interface FakeGroup {
  readonly id: string;
  /** The numbers of those in it. */
  readonly participants: readonly string[];
  /** Somebody comes in by the invite link. */
  add(phone: HasNumber): void;
  /** Somebody leaves, or the business removes them. */
  remove(phone: HasNumber, by?: 'participant' | 'business'): void;
}

/** What a group needs of the world around it. */
export interface GroupWorld {
  now(): number;
  newId(): string;
  tell(notification: Notification): void;
}

/** A group nobody is in yet. */
export function createGroup(id: string, world: GroupWorld): FakeGroup {
  const participants: string[] = [];

  /** Meta writes `wa_id` as a number here, unlike everywhere else. */
  function report(type: string, details: Readonly<Record<string, unknown>>): void {
    const timestamp = String(Math.floor(world.now() / 1000));
    const item = { timestamp, group_id: id, type, request_id: world.newId(), ...details };
    world.tell({ field: 'group_participants_update', list: 'groups', item });
  }

  return {
    id,
    participants,
    add({ number }) {
      if (participants.length >= MOST_PARTICIPANTS) throw new Error('The group is full: 8 people.');
      participants.push(number);
      const added_participants = [{ input: number, wa_id: Number(number) }];
      report('group_participants_add', { reason: 'invite_link', added_participants });
    },
    remove({ number }, by = 'participant') {
      participants.splice(participants.indexOf(number), 1);
      const removed_participants = [{ wa_id: Number(number) }];
      report('group_participants_remove', { removed_participants, initiated_by: by });
    },
  };
}
