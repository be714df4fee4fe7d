import type { JoinRequested } from '@kapwa/core';
import { accountFrom } from './accounts.js';
import { type DecodeFacts, type Read, skip } from './read.js';
import type { SocketNews } from './socket-port.js';
import { joinRequestSchema } from './wire.js';

type Listed = Extract<SocketNews, { kind: 'requests' }>;

/**
 * Reads who waits to be let in. The same request has the same id however often it is listed; one
 * into a community is answered in its announcement group.
 */
export function decodeRequests({ group, requests }: Listed, facts: DecodeFacts): readonly Read[] {
  const chat = facts.announcementOf(group) ?? group;
  const read = requests.flatMap((raw): readonly JoinRequested[] => {
    const one = joinRequestSchema.safeParse(raw).data;
    const member = one && accountFrom([one.jid, one.lid, one.phone_number]);
    if (member === undefined) return [];
    const at = one?.request_time == null ? facts.now : one.request_time * 1000;
    const id = `${chat}/asked/${member.id}/${one?.request_time ?? facts.stamp}`;
    const { adapter } = facts;
    return [{ kind: 'join.requested', id, at, adapter, chat: { id: chat, direct: false }, member }];
  });
  const unread = read.length < requests.length ? skip('a join request of nobody') : [];
  return [{ waiting: { chat, requests: read } }, ...unread];
}
