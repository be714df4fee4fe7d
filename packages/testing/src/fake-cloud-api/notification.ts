/** Somebody a webhook names. */
export interface WireContact {
  readonly profile: { readonly name: string };
  readonly wa_id?: string;
  readonly user_id: string;
}

/** The part of a webhook that holds items: one message, status or group report. */
type ItemList = 'messages' | 'statuses' | 'groups';

/** One thing Meta tells, before it is put into a webhook. */
export interface Notification {
  readonly field: string;
  readonly list: ItemList;
  readonly item: unknown;
  readonly contact?: WireContact;
}

/** Whose webhooks they are. */
export interface WebhookOwner {
  readonly businessAccountId: string;
  readonly phoneNumberId: string;
  readonly displayPhone: string;
}

function contactsOf(notifications: readonly Notification[]): readonly WireContact[] {
  const byId = new Map<string, WireContact>();
  for (const { contact } of notifications) if (contact) byId.set(contact.user_id, contact);
  return [...byId.values()];
}

/** Notifications of one kind, one after the other, share a change. */
function changeOf(notifications: readonly Notification[], owner: WebhookOwner): unknown {
  const { field, list } = notifications[0] as Notification;
  const contacts = contactsOf(notifications);
  return {
    value: {
      messaging_product: 'whatsapp',
      metadata: {
        display_phone_number: owner.displayPhone,
        phone_number_id: owner.phoneNumberId,
      },
      ...(contacts.length > 0 && { contacts }),
      [list]: notifications.map(({ item }) => item),
    },
    field,
  };
}

function groupedByKind(notifications: readonly Notification[]): readonly Notification[][] {
  const groups: Notification[][] = [];
  for (const notification of notifications) {
    const last = groups.at(-1);
    const { field, list } = last?.[0] ?? {};
    if (last && field === notification.field && list === notification.list) last.push(notification);
    else groups.push([notification]);
  }
  return groups;
}

/** As Meta fills several entries: most into the first, one into each that follows. */
function intoEntries(all: readonly Notification[], entries: number): readonly Notification[][] {
  const inFirst = Math.max(1, all.length - entries + 1);
  return [all.slice(0, inFirst), ...all.slice(inFirst).map((one) => [one])];
}

/** One webhook that tells all of them, spread over so many entries. */
export function webhookOf(
  notifications: readonly Notification[],
  owner: WebhookOwner,
  entries = 1,
): unknown {
  return {
    object: 'whatsapp_business_account',
    entry: intoEntries(notifications, entries).map((part) => ({
      id: owner.businessAccountId,
      changes: groupedByKind(part).map((group) => changeOf(group, owner)),
    })),
  };
}
