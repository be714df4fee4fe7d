import { randomBytes } from 'node:crypto';
import type { Notification } from './notification.js';

/** Groups of the official API hold at most 8 people besides the business. */
const MOST_PARTICIPANTS = 8;

/** The part of a phone that a group knows. */
interface HasNumber {
  readonly number: string;
}

/** How a group is set up. */
export interface FakeGroupSettings {
  readonly subject: string;
  readonly description: string;
  /** Whether people have to be let in who come by the link. */
  readonly approval: boolean;
}

/** A group the business has made through the API. */
export interface FakeGroup {
  readonly id: string;
  /** The numbers of those in it. */
  readonly participants: readonly string[];
  settings(): FakeGroupSettings;
  /** The invite link that works now. */
  link(): string;
  /** Makes a new one; the old stops working. */
  resetLink(): string;
  /** Somebody comes in by the invite link. */
  add(phone: HasNumber): void;
  /** Somebody follows the invite link: they come in, or ask to be let in. */
  follows(phone: HasNumber, link: string): void;
  /** Who waits to be let in. */
  requests(): readonly { readonly id: string; readonly number: string }[];
  /** Somebody who asked is let in, or is not. */
  answers(request: string, approve: boolean): void;
  /** Somebody leaves, or the business removes them. */
  remove(phone: HasNumber, by?: 'participant' | 'business'): void;
  /** Whether WhatsApp has closed it: nothing can be sent to it then. */
  readonly isSuspended: boolean;
  /** WhatsApp closes it, as it does with groups it finds to be against its terms. */
  suspends(): void;
  /** WhatsApp opens it again. */
  restores(): void;
  /** The business has given it another picture. */
  changesPicture(): void;
  /** The business changes what it is called or says. */
  changes(changed: Partial<Pick<FakeGroupSettings, 'subject' | 'description'>>): void;
}

/** What a group needs of the world around it. */
export interface GroupWorld {
  now(): number;
  newId(): string;
  tell(notification: Notification): void;
}

function newLink(): string {
  return `https://chat.whatsapp.com/${randomBytes(11).toString('hex')}`;
}

/** A group nobody is in yet. */
export function createGroup(
  id: string,
  world: GroupWorld,
  begins: Partial<FakeGroupSettings> = {},
): FakeGroup {
  const participants: string[] = [];
  const requests = new Map<string, string>();
  let settings = { subject: 'Group', description: '', approval: false, ...begins };
  let link = newLink();
  let isSuspended = false;

  /** Meta writes `wa_id` as a number here, unlike everywhere else. */
  function report(field: string, type: string, details: Readonly<Record<string, unknown>>): void {
    const timestamp = String(Math.floor(world.now() / 1000));
    const item = { timestamp, group_id: id, type, request_id: world.newId(), ...details };
    world.tell({ field, list: 'groups', item });
  }

  /** These have no id of a request: nobody asked for them. */
  const status = (type: string): void => {
    const item = { timestamp: String(Math.floor(world.now() / 1000)), type, group_id: id };
    world.tell({ field: 'group_status_update', list: 'groups', item });
  };

  const people = (type: string, details: Readonly<Record<string, unknown>>): void =>
    report('group_participants_update', type, details);

  const add = ({ number }: HasNumber): void => {
    if (participants.length >= MOST_PARTICIPANTS) throw new Error('The group is full: 8 people.');
    participants.push(number);
    const added_participants = [{ input: number, wa_id: Number(number) }];
    people('group_participants_add', { reason: 'invite_link', added_participants });
  };

  return {
    id,
    participants,
    settings: () => settings,
    link: () => link,
    resetLink() {
      link = newLink();
      return link;
    },
    add,
    follows({ number }, followed) {
      if (followed !== link) throw new Error('The invite link does not work any more.');
      if (!settings.approval) return add({ number });
      const request = randomBytes(12).toString('hex');
      requests.set(request, number);
      const asked = { join_request_id: request, wa_id: Number(number) };
      return people('group_join_request_created', asked);
    },
    requests: () => [...requests].map(([request, number]) => ({ id: request, number })),
    answers(request, approve) {
      const number = requests.get(request);
      requests.delete(request);
      if (approve && number !== undefined) add({ number });
    },
    remove({ number }, by = 'participant') {
      participants.splice(participants.indexOf(number), 1);
      const removed_participants = [{ wa_id: Number(number) }];
      people('group_participants_remove', { removed_participants, initiated_by: by });
    },
    get isSuspended() {
      return isSuspended;
    },
    suspends() {
      isSuspended = true;
      status('group_suspend');
    },
    restores() {
      isSuspended = false;
      status('group_suspend_cleared');
    },
    changesPicture() {
      const profile_picture = { mime_type: 'image/jpeg', update_successful: true };
      report('group_settings_update', 'group_settings_update', { profile_picture });
    },
    changes(changed) {
      settings = { ...settings, ...changed };
      const told = Object.entries(changed).map(([name, words]) => [
        `group_${name}`,
        { text: words, update_successful: true },
      ]);
      report('group_settings_update', 'group_settings_update', Object.fromEntries(told));
    },
  };
}
