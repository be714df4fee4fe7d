import type { Adapter } from '@kapwa/core';

/**
 * WhatsApp's addresses: `639171234567@s.whatsapp.net` is a phone number, `1000@lid` the hidden id
 * of the same account, `…@g.us` a group; `:3` before the `@` names one device of an account.
 *
 * In the kit a number is written as its digits, as `community.yaml` and the Cloud API write it;
 * every other address stays as it is.
 */

const PARTS = /^([^@:]{1,64})(?::\d{1,5})?@([a-z.]{1,32})$/;
const PHONE_SERVER = 's.whatsapp.net';
const LID_SERVER = 'lid';

interface Parts {
  readonly user: string;
  readonly server: string;
}

function partsOf(jid: string): Parts | undefined {
  const [, user, server] = PARTS.exec(jid) ?? [];
  return user === undefined || server === undefined ? undefined : { user, server };
}

/** The address without the device; undefined for what is none. */
export function withoutDevice(jid: string): string | undefined {
  const parts = partsOf(jid);
  return parts === undefined ? undefined : `${parts.user}@${parts.server}`;
}

/** Whether an address is that of a group or community. */
export function isGroupJid(jid: string): boolean {
  return partsOf(jid)?.server === 'g.us';
}

/** Whether an address is a hidden id. */
export function isLid(jid: string): boolean {
  return partsOf(jid)?.server === LID_SERVER;
}

/** What stands before the `@`, by which a message text mentions somebody. */
export function userOf(jid: string): string {
  return partsOf(jid)?.user ?? jid;
}

/** The kit's id of the account behind an address; undefined for groups, channels and the like. */
export function accountIdOf(jid: string): string | undefined {
  const parts = partsOf(jid);
  if (parts?.server === PHONE_SERVER) return parts.user;
  return parts?.server === LID_SERVER ? `${parts.user}@${LID_SERVER}` : undefined;
}

/** Which of the ids of an account or group this driver can write to; undefined for none. */
export const usableId: NonNullable<Adapter['addressOf']> = ({ ids, direct }) =>
  ids.find((id) => (direct ? jidOf(id) !== undefined : isGroupJid(id)));

/** The address of an account; undefined where its id is neither a number nor a hidden id. */
export function jidOf(account: string): string | undefined {
  if (/^\+?\d{5,20}$/.test(account)) return `${account.replace('+', '')}@${PHONE_SERVER}`;
  return isLid(account) ? account : undefined;
}
