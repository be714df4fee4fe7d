import type { AccountRef } from '@kapwa/core';
import { usualContact } from './usual.js';
import { type Contact, contactSchema, type Participant, type WireMessage } from './wire.js';

/** The people a webhook names, found by any of their ids. */
export type Contacts = (id: string | undefined) => Contact | undefined;

/** Indexes the contacts of one change; one that cannot be read is left out. */
export function readContacts(list: readonly unknown[] | undefined): Contacts {
  const byId = new Map<string, Contact>();
  for (const item of list ?? []) {
    const contact = usualContact(item) ?? contactSchema.safeParse(item).data;
    if (contact?.wa_id !== undefined) byId.set(contact.wa_id, contact);
    if (contact?.user_id !== undefined) byId.set(contact.user_id, contact);
  }
  return (id) => (id === undefined ? undefined : byId.get(id));
}

type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

/**
 * The first id leads, the others become aliases; undefined without any.
 *
 * Written without spreading: this runs for every message, and spreads cost more than all checks.
 */
function accountFrom(
  ids: readonly (string | undefined)[],
  name?: string | undefined,
): AccountRef | undefined {
  let account: Writable<AccountRef> | undefined;
  const aliases: string[] = [];
  for (const id of ids) {
    if (id === undefined) continue;
    if (account === undefined) account = { id };
    else if (id !== account.id && !aliases.includes(id)) aliases.push(id);
  }
  if (account === undefined) return undefined;
  if (name) account.name = name;
  if (aliases.length > 0) account.aliases = aliases;
  return account;
}

/**
 * Who wrote a message. The phone (`wa_id`) leads where WhatsApp tells it, the business-scoped
 * `user_id` otherwise; whichever else is told is an alias, so that a person stays one person
 * when their number is hidden later.
 */
export function accountOfSender(message: WireMessage, contacts: Contacts): AccountRef | undefined {
  const contact = contacts(message.from) ?? contacts(message.from_user_id);
  return accountFrom(
    [contact?.wa_id, message.from, message.from_user_id, contact?.user_id],
    contact?.profile?.name,
  );
}

/**
 * The ids somebody had and those they have now, out of WhatsApp's word that they changed. A system
 * message has no contacts beside it, and `from` is the number from before.
 */
export function accountsOfChange({
  from,
  from_user_id: sender,
  system,
}: Extract<WireMessage, { type: 'system' }>): { before: AccountRef; now: AccountRef } | undefined {
  const { wa_id, new_wa_id, user_id, previous_user_id } = system;
  const now = accountFrom([wa_id ?? new_wa_id, user_id]);
  const before = accountFrom(
    [from, previous_user_id, user_id === undefined ? undefined : sender].filter(
      (id) => id !== wa_id && id !== new_wa_id && id !== user_id,
    ),
  );
  return before === undefined || now === undefined ? undefined : { before, now };
}

/** Who a report about a group is about. */
export function accountOfParticipant(
  participant: Participant,
  contacts: Contacts,
): AccountRef | undefined {
  const { wa_id, input, user_id } = participant;
  const contact = contacts(wa_id) ?? contacts(user_id);
  return accountFrom([wa_id, input, user_id, contact?.user_id], contact?.profile?.name);
}
