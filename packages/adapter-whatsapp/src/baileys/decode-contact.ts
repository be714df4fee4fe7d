import { accountFrom, isMe } from './accounts.js';
import type { DecodeFacts, Read } from './read.js';
import { contactNoticeSchema, renumberedSchema } from './wire.js';

/**
 * Reads that somebody in the address book of the bot's phone has another number, of which the
 * library makes nothing; undefined for stanzas of another kind.
 *
 * The form is that of WhatsApp Web: `<modify old new old_lid new_lid/>`, the hidden ids not always.
 */
export function decodeContactNotice(raw: unknown, facts: DecodeFacts): readonly Read[] | undefined {
  const notice = contactNoticeSchema.safeParse(raw).data;
  if (notice === undefined) return undefined;
  const { id, t } = notice.attrs;
  const at = t == null ? facts.now : t * 1000;
  return notice.content.flatMap((child, place): readonly Read[] => {
    const change = renumberedSchema.safeParse(child).data?.attrs;
    if (change === undefined) return [];
    const { old, new: now, old_lid: oldLid, new_lid: newLid } = change;
    const account = accountFrom([old, oldLid === newLid ? undefined : oldLid]);
    const to = accountFrom([now, newLid]);
    if (account === undefined || to === undefined || account.id === to.id) return [];
    if (isMe(facts.me, old, now)) return [{ skip: 'another number of the bot itself' }];
    const base = { id: `contact/${id}/${place}`, at, adapter: facts.adapter } as const;
    return [{ event: { ...base, kind: 'account.moved', account, to, numberGone: true } }];
  });
}
